"""What a proposed change of the playbook has to tell: a letter and a file to its keepers."""

from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath

from bot.crisis.ids import TeamId
from bot.prevention.change import Change
from bot.projector.beside import Drawing, Notice, Told
from bot.projector.document import Document
from bot.service.changes import ChangeStreams
from bot.views.prevention.change import change_letter
from storage.values import StreamKey


async def tell_change(changes: ChangeStreams, key: StreamKey) -> Told | None:
    """Return the letters of a proposal and the file beside each; None if there is none."""
    change = await changes.load(TeamId(key.team), key.id)
    return None if change is None else (change.seq, tuple(_told(change)))


def _told(change: Change) -> Iterator[Notice | Drawing]:
    for user in change.proposed.to:
        yield Notice(f"dm.change.{user}", partial(change_letter, change), to=user)
        if not change.proposed.diff.redacted:
            # A letter shows a long difference cut, and Slack changes signs when it is copied.
            file = f"file.change.{user}"
            yield Drawing(file, None, partial(_difference, change, file), to=user)


def _difference(change: Change, key: str) -> Document:
    name = f"{PurePosixPath(change.proposed.file).stem}-{change.id}.diff"
    return Document(key, name, name, change.proposed.diff.text)
