"""A table that came as a file: it is added once and read once. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.crisis.events import Draft, Recorded
from bot.crisis.events.table import TableAdded, TableOf, TableRead
from bot.crisis.ids import SlackUserId, TeamId
from bot.crisis.intents import Refusal
from bot.prevention.intents_table import AddTable, TableIntent
from bot.prevention.rights import Actor, may

MOST_ROWS: Mapping[TableOf, int] = {"kols": 500, "signals": 1000}
"""Rows of one table, pasted or from a file: all of them are one commit."""
LARGEST_FILE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Table:
    """A table as of event ``seq``. ``read`` is None until the file was read."""

    team: TeamId
    id: str
    seq: int
    added: TableAdded
    by: SlackUserId | None
    read: TableRead | None = None


def evolve_table(
    table: Table | None, recorded: Recorded, team: TeamId, table_id: str
) -> Table | None:
    """Apply one event; what is not known changes nothing but the position."""
    event = recorded.event
    if table is None:
        if not isinstance(event, TableAdded):
            return None
        return Table(team, table_id, recorded.seq, event, recorded.actor)
    return replace(
        table, seq=recorded.seq, read=event if isinstance(event, TableRead) else table.read
    )


def decide_table(
    table: Table | None, intent: TableIntent, now: datetime, actor: Actor
) -> tuple[Draft, ...] | Refusal:
    """Return what follows, or why nothing does."""
    if not may(actor, intent):
        return Refusal("refusal.prevention.forbidden", "forbidden")
    if isinstance(intent, AddTable):
        if table is not None:
            return Refusal("refusal.details.same", "already")
        return (Draft(intent.event, now),)
    if table is None:
        return Refusal("refusal.not_found", "forbidden")
    return () if table.read is not None else (Draft(intent.event, now),)
