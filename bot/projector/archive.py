"""Archiving, when somebody asked for it: the very last thing that happens to a channel."""

from bot.gateway.errors import GiveUp
from bot.projector.bench import Bench

ARCHIVE = "archive"


def archived(bench: Bench) -> bool:
    """Whether the channel was archived for this closing: its cards can no longer be edited."""
    row, closed_at = bench.rows.get(ARCHIVE), bench.incident.closed_at
    return row is not None and closed_at is not None and row.digest == closed_at.isoformat()


async def archive(bench: Bench, channel: str) -> None:
    """Archive the channel once. Bots cannot unarchive: going on needs a person."""
    row = bench.row(ARCHIVE, "archive")
    closed_at = bench.incident.closed_at
    digest = "" if closed_at is None else closed_at.isoformat()
    if row.digest == digest:
        return
    try:
        await bench.call("conversations.archive", channel=channel)
    except GiveUp as end:
        if end.code != "already_archived":
            raise
    await bench.shown(row, digest)
