"""How long the record of a crisis is kept, what keeps it longer, and what is taken out of it. Pure.

Used by the rules, the views, and the command that removes what has had its time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.crisis.ids import RoleId, SlackUserId
from bot.crisis.words import Words


@dataclass(frozen=True, slots=True)
class LegalHold:
    """Who wants the record kept as it is, since when, and why."""

    at: datetime
    by: SlackUserId | None
    reason: Words


@dataclass(frozen=True, slots=True)
class Redaction:
    """Events whose typed text somebody wants out of the record, and what another said to it."""

    id: str
    seqs: tuple[int, ...]
    reason: Words
    roles: tuple[RoleId, ...]
    """In which the one who proposed it could speak."""
    proposed_at: datetime
    proposed_by: SlackUserId | None
    status: Literal["proposed", "dropped", "done"] = "proposed"
    settled_at: datetime | None = None
    settled_by: SlackUserId | None = None


def times_taken_out(redactions: Mapping[str, Redaction]) -> int:
    """Return how often something was taken out: what was shown before may still show it."""
    return sum(one.status == "done" for one in redactions.values())


def may_go_at(closed_at: datetime | None, days: int) -> datetime | None:
    """Return when a record has had its time; None: it goes on, or is kept without an end."""
    return None if closed_at is None or days <= 0 else closed_at + timedelta(days=days)
