"""The list of conversations with what is unread in each. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.workspace.model.channel import Channel, Kind
from bot.workspace.page.talk import is_spoken
from bot.workspace.page.where import cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.workspace.page.eyes import Eyes
    from bot.workspace.page.where import View


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list. `unread` messages, of which `calls` call this person."""

    at: str
    name: str
    kind: str
    unread: int = 0
    calls: int = 0
    is_here: bool = False
    user: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sidebar:
    """The list, section by section."""

    channels: tuple[Line, ...]
    others: tuple[Line, ...]
    directs: tuple[Line, ...]
    apps: tuple[Line, ...]

    @property
    def calls(self) -> int:
        """How many messages call this person."""
        return sum(line.calls for line in (*self.channels, *self.directs, *self.apps))


def sidebar(eyes: Eyes, view: View | None) -> Sidebar:
    """Return the list as it is for somebody who looks at some place."""
    return Sidebar(
        channels=tuple(_channels(eyes, view)),
        others=tuple(_to_join(eyes, view)),
        directs=tuple(_directs(eyes, view)),
        apps=tuple(_apps(eyes, view)),
    )


def _named(eyes: Eyes) -> list[Channel]:
    rooms = [one for one in eyes.actor.channels() if not one.is_direct]
    return sorted(rooms, key=lambda one: (one.is_archived, one.name))


def _channels(eyes: Eyes, view: View | None) -> Iterator[Line]:
    for channel in _named(eyes):
        kind = "archived" if channel.is_archived else channel.kind.value
        unread, calls = _unread(eyes, channel)
        here = _is_here(view, channel)
        yield Line(channel.id, channel.name, kind, unread, calls, here)


def _to_join(eyes: Eyes, view: View | None) -> Iterator[Line]:
    for channel in eyes.actor.workspace.named_channels():
        inside = eyes.actor.id in channel.members
        if channel.kind is Kind.PUBLIC and not inside and not channel.is_archived:
            yield Line(channel.id, channel.name, "public_channel", is_here=_is_here(view, channel))


def _directs(eyes: Eyes, view: View | None) -> Iterator[Line]:
    workspace = eyes.actor.workspace
    for person in cast(workspace):
        if person is eyes.actor.user:
            continue
        channel = workspace.direct(eyes.actor.id, person.id)
        unread, calls = _unread(eyes, channel) if channel is not None else (0, 0)
        here = view is not None and view.person is person
        yield Line(person.id, person.real_name, "im", unread, calls, here, person.id, person.title)


def _apps(eyes: Eyes, view: View | None) -> Iterator[Line]:
    workspace = eyes.actor.workspace
    for app in workspace.apps.values():
        channel = workspace.direct(eyes.actor.id, app.bot_user_id)
        unread, calls = _unread(eyes, channel) if channel is not None else (0, 0)
        here = view is not None and view.app is app
        yield Line(app.id, app.manifest.name, "app", unread, calls, here, app.bot_user_id)


def _is_here(view: View | None, channel: Channel) -> bool:
    return view is not None and view.channel is channel and view.app is None


def _unread(eyes: Eyes, channel: Channel) -> tuple[int, int]:
    since = eyes.read_until.get(channel.id, "")
    unread = calls = 0
    me = eyes.actor.id
    for message in reversed(channel.messages):
        if message.ts <= since:
            break
        if message.user == me or not is_spoken(message) or message.is_reply:
            continue
        unread += 1
        named = f"<@{me}>" in message.text or f"<@{me}>" in str(message.blocks)
        calls += channel.is_direct or named
    return unread, calls
