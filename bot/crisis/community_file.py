"""A file with community data, as the incident knows it. A part of ``bot.crisis.incident``."""

from dataclasses import dataclass
from datetime import datetime

from bot.crisis.events import LineLeftOut
from bot.crisis.words import Words


@dataclass(frozen=True, slots=True)
class CommunityFile:
    """A file with community data, and what came of it: so many days, or why none."""

    id: str
    file: str
    name: Words
    added_at: datetime
    read: bool = False
    days: int = 0
    left_out: tuple[LineLeftOut, ...] = ()
    passed_over: tuple[Words, ...] = ()
    trouble: str | None = None
