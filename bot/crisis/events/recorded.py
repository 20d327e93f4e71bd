"""An event with what stands around it: before it is in the record, and in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.crisis.events import Event
    from bot.crisis.ids import SlackUserId


@dataclass(frozen=True, slots=True)
class Draft:
    """An event that the rules decided, not yet in the record. ``at`` is when it happened."""

    event: Event
    at: datetime


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event as it stands in the record.

    ``at`` is when it happened, ``recorded_at`` when it was committed; both are aware, UTC.
    ``actor`` is None when time itself or the bot's own observation caused it.
    """

    seq: int
    event: Event
    at: datetime
    recorded_at: datetime
    actor: SlackUserId | None
    hash: str = ""
