"""Shows what streams beside incidents have to tell: letters to people, and cards in a channel.

One pass over one such stream, called by the projector under a lease. What is to be shown is said
by the kind of stream; that it stands once, and converges, is the same as for an incident.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from bot.crisis.ids import ChannelId, SlackUserId, TeamId
from bot.locales.voice import Voice
from bot.projector.bench import Desk
from bot.projector.desired import Card
from bot.projector.document import Document, Press, share
from bot.projector.message import conversation_with, put_up, remove_twins
from bot.service.directory import Directory
from bot.views.message import Message
from storage.surfaces import Surface
from storage.values import StreamKey


@dataclass(frozen=True, slots=True)
class Notice:
    """A message of a stream: to one person (``to``), or in a channel (``channel``).

    ``write`` renders it in the reader's voice; in a channel, in the voice ``said_in``, else in both
    languages. ``once``: it says what was true at a moment, and is never brought up to date.
    ``drawing`` is the key of the picture beside it: while we are not let into the channel to put it
    there, the message reads as ``alone`` writes it.
    """

    key: str
    write: Callable[[Voice], Message]
    to: SlackUserId | None = None
    channel: ChannelId | None = None
    said_in: Voice | None = None
    once: bool = True
    drawing: str = ""
    alone: Callable[[Voice], Message] | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture or another file, in a channel or for one person; made anew when it has changed."""

    key: str
    channel: ChannelId | None
    make: Callable[[], Document]
    to: SlackUserId | None = None


@dataclass(frozen=True, slots=True)
class Errand:
    """Something that a stream waits for and that only Slack can give; doing it twice is safe."""

    key: str
    do: Callable[[Desk], Awaitable[None]]


_SHUT_OUT = frozenset({"not_in_channel", "channel_not_found"})
_BOTH = Voice(("en", "zh"), UTC)

Told = tuple[int, Sequence[Notice | Drawing | Errand]]
"""The position of a stream, and everything that it has to tell so far."""
Tell = Callable[[StreamKey], Awaitable[Told | None]]
"""Reads a stream; None if there is none."""


async def tell_all(desk: Desk, directory: Directory, press: Press, told: Told) -> datetime | None:
    """Post what was not posted yet. Returns when to come again because something failed."""
    seq, notices = told
    for notice in notices:
        if isinstance(notice, Errand):
            await _try(desk, notice.key, partial(notice.do, desk), "file")
            continue
        row = desk.rows.get(notice.key)
        if notice.to is not None and await directory.departed(TeamId(desk.key.team), notice.to):
            continue
        if isinstance(notice, Drawing):
            await _try(desk, notice.key, partial(_draw, desk, press, notice), "file")
        elif notice.once and row is not None and row.ts is not None:
            where = row.channel or ""
            await _try(desk, notice.key, partial(remove_twins, desk, where, row))
        else:
            await _try(desk, notice.key, partial(_post, desk, directory, notice))
    # By now it is known which pictures are missing; what reads as it did is not written again.
    for notice in notices:
        if isinstance(notice, Notice) and notice.alone is not None:
            await _try(desk, notice.key, partial(_post, desk, directory, notice))
    for row in tuple(desk.rows.values()):
        if row.key not in desk.tried and row.next_attempt_at is not None:
            # What is no longer wanted is not tried again, or its time would never stop coming.
            await desk.keep(row, attempts=0, next_attempt_at=None, failure=None)
    await desk.store.projected(desk.key, seq)
    return desk.next_look()


async def _try(
    desk: Desk, key: str, work: Callable[[], Awaitable[object]], kind: str = "message"
) -> None:
    desk.tried.add(key)
    if not desk.waiting(key):
        await desk.attempt(key, kind, work())


async def _draw(desk: Desk, press: Press, drawing: Drawing) -> None:
    stands = desk.row(drawing.key, "file").channel
    where = ChannelId(stands or drawing.channel or "")
    if not where and drawing.to is not None:
        where = await conversation_with(desk, drawing.to)
    await share(desk, where, await press.aside(drawing.make), press)


async def _post(desk: Desk, directory: Directory, notice: Notice) -> None:
    if notice.to is not None:
        voice = await directory.voice(TeamId(desk.key.team), notice.to)
        where = await conversation_with(desk, notice.to)
    else:
        # What stands somewhere stays there, also when new things go to another channel by now.
        stands = desk.row(notice.key, "message").channel
        voice, where = notice.said_in or _BOTH, stands or notice.channel or ChannelId("")
    shut_out = notice.alone is not None and is_shut_out(desk.rows.get(notice.drawing))
    write = notice.alone if shut_out and notice.alone is not None else notice.write
    await put_up(desk, where, Card(notice.key, write(voice), once=notice.once))


def is_shut_out(row: Surface | None) -> bool:
    """Whether a file cannot be put into its channel because we were not invited there."""
    return row is not None and (row.failure or "").partition(" ")[2] in _SHUT_OUT
