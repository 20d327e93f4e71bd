"""How long the record of a crisis is kept, and what keeps it longer. Pure.

Used by the rules, the views, and the command that removes what has had its time.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.crisis.ids import SlackUserId
from bot.crisis.words import Words


@dataclass(frozen=True, slots=True)
class LegalHold:
    """Who wants the record kept as it is, since when, and why."""

    at: datetime
    by: SlackUserId | None
    reason: Words


def may_go_at(closed_at: datetime | None, days: int) -> datetime | None:
    """Return when a record has had its time; None: it goes on, or is kept without an end."""
    return None if closed_at is None or days <= 0 else closed_at + timedelta(days=days)
