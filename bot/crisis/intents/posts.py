"""Notes of influencers: where each stands."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.crisis.events import PostStage
from bot.crisis.words import Person, Words


@dataclass(frozen=True, slots=True)
class ReportPost:
    """Say where a note stands; ``at`` None means: now. A note not known yet needs ``address``."""

    post: str
    stage: PostStage
    address: Words | None = None
    kol: Words | None = None
    by: Person | None = None
    at: datetime | None = None
    proof: Words | None = None
    protected_until: date | None = None
