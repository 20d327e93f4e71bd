"""A note of an influencer as it stands in a crisis. A value; what it means is in ``posts``."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.crisis.events import PostStage
from bot.crisis.words import Person, Words


@dataclass(frozen=True, slots=True)
class PostStep:
    """One thing that happened to a note; ``seq`` is where in the record it stands."""

    seq: int
    stage: PostStage
    at: datetime
    by: Person | None
    proof: Words | None


@dataclass(frozen=True, slots=True)
class Post:
    """A note with everything that happened to it, the oldest first."""

    id: str
    address: Words
    kol: Words | None = None
    steps: tuple[PostStep, ...] = ()
    protected_until: date | None = None
    passed: int = 0
    """The step whose time was said to be over."""
