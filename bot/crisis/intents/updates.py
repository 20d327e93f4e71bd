"""Telling others how it stands."""

from dataclasses import dataclass
from datetime import datetime

from bot.crisis.ids import UpdateId
from bot.crisis.words import Words


@dataclass(frozen=True, slots=True)
class ShareUpdate:
    """Tell these audiences what is known, what is done, what is needed and when they hear next."""

    update: UpdateId
    audiences: tuple[str, ...]
    known: Words
    doing: Words
    needed: Words | None = None
    next_at: datetime | None = None
