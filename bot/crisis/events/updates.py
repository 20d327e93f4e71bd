"""What the team tells others while the crisis goes on."""

from dataclasses import dataclass
from datetime import datetime

from bot.crisis.ids import UpdateId
from bot.crisis.words import Words


@dataclass(frozen=True, slots=True)
class UpdateShared:
    """How it stands, told to these audiences. ``next_at`` is when they were promised to hear next.

    Without a promise the next one is due by the level's cadence.
    """

    update: UpdateId
    audiences: tuple[str, ...]
    known: Words
    doing: Words
    needed: Words | None = None
    next_at: datetime | None = None
