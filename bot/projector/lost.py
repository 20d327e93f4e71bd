"""After somebody deleted the channel: what stood in it is forgotten, so that it is shown anew.

Called at the beginning of a pass. Files that were shared there are deleted once new ones stand.
"""

from bot.projector.bench import Bench
from bot.projector.channel import CHANNEL
from storage.surfaces import Surface

_OF_THE_CHANNEL = frozenset({"topic", "pin", "bookmarks", "members", "archive"})
"""What is a channel's without naming it."""


async def forget_what_was_deleted(bench: Bench) -> None:
    """Forget a deleted channel and all that stood in it; the channel last. Safe to repeat."""
    row = bench.row(CHANNEL, "channel")
    if row.channel not in bench.incident.lost_channels:
        return
    for other in tuple(bench.rows.values()):
        if other is not row and (other.channel == row.channel or other.kind in _OF_THE_CHANNEL):
            await _forget(bench, other)
    await _forget(bench, row)


async def _forget(bench: Bench, row: Surface) -> None:
    files = [*row.state.get("old", ()), row.state.get("shown")] if row.kind == "file" else []
    await bench.keep(
        row,
        channel=None,
        ts=None,
        file_id=None,
        name=None,
        digest=None,
        state={"old": [file for file in files if file]} if files else {},
        attempt_started_at=None,
        attempts=0,
        next_attempt_at=None,
        failure=None,
    )
