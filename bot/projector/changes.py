"""What a proposed change of the playbook has to tell: a letter to each who keeps it."""

from functools import partial

from bot.crisis.ids import TeamId
from bot.projector.beside import Notice, Told
from bot.service.changes import ChangeStreams
from bot.views.prevention.change import change_letter
from storage.values import StreamKey


async def tell_change(changes: ChangeStreams, key: StreamKey) -> Told | None:
    """Return the letters of a proposal; None if there is none."""
    change = await changes.load(TeamId(key.team), key.id)
    if change is None:
        return None
    write = partial(change_letter, change)
    return change.seq, [Notice(f"dm.change.{user}", write, to=user) for user in change.proposed.to]
