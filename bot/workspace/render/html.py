"""HTML of messages and of whole transcripts, through templates that escape everything.

`environment` serves the page as well: its templates show blocks through the same macros.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from jinja2 import BaseLoader, ChoiceLoader, Environment, PackageLoader, StrictUndefined

from bot.workspace.model.channel import Channel
from bot.workspace.render.mrkdwn import as_html, from_markdown
from bot.workspace.render.reader import Reader, reader_for
from bot.workspace.render.rich import rich_to_mrkdwn
from bot.workspace.render.safe import Html, joined
from bot.workspace.render.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.workspace.local import LocalSlack
    from bot.workspace.model.message import Message
    from bot.workspace.model.view import View
    from bot.workspace.people.actor import Actor
    from bot.workspace.shapes import Json
    from bot.workspace.state import Workspace

_HUES = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """A message with what its reader knows of it."""

    message: Message
    author: str
    is_app: bool
    initials: str
    hue: int
    time: str
    replies: tuple[Entry, ...] = ()
    only_for: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """A conversation as a reader sees it."""

    channel: Channel
    title: str
    days: tuple[tuple[str, tuple[Entry, ...]], ...]


def environment(reader: Reader, *further: BaseLoader) -> Environment:
    """Return the template environment for one reader, with further templates if wanted."""
    made = Environment(
        loader=ChoiceLoader([*further, PackageLoader("bot.workspace.render", ".")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["mrkdwn"] = lambda text: as_html(str(text), reader)
    made.filters["plain"] = lambda text: plain(str(text), reader)
    made.filters["text"] = lambda text: text_html(text, reader)
    made.filters["rich"] = lambda block: as_html(rich_to_mrkdwn(block), reader)
    made.filters["markdown"] = lambda text: as_html(from_markdown(str(text)), reader)
    made.filters["emoji"] = lambda name: reader.emoji.get(str(name), f":{name}:")
    made.filters["username"] = reader.name
    return made


def text_html(text: Json, reader: Reader) -> Html:
    """Return a text object as HTML."""
    words = str(text.get("text", ""))
    if text.get("type") == "mrkdwn":
        return as_html(words, reader)
    return joined("<br>", plain(words, reader).split("\n"))


def transcript_html(
    slack: LocalSlack,
    channels: Sequence[Channel | str] | None = None,
    viewer: Actor | None = None,
    *,
    title: str = "",
) -> str:
    """Return one self-contained page with conversations as `viewer` saw them.

    Without channels it shows all that the viewer is in; without a viewer it shows everything,
    everyone's ephemeral messages included and marked, with times in UTC.
    """
    workspace = viewer.workspace if viewer is not None else slack.workspace
    reader = reader_for(workspace, viewer.user if viewer is not None else None)
    chosen = _chosen(workspace, channels, viewer)
    rooms = [_room(workspace, channel, viewer, reader) for channel in chosen]
    css = resources.files("bot.workspace.render").joinpath("style.css").read_text("utf-8")
    return (
        environment(reader)
        .get_template("transcript.html.j2")
        .render(
            title=title or workspace.team.name,
            team=workspace.team.name,
            viewer=viewer.user.real_name if viewer is not None else "",
            zone=reader.zone.key,
            rooms=rooms,
            homes=_homes(workspace, viewer),
            css=Html(css),
        )
    )


def _chosen(
    workspace: Workspace, channels: Sequence[Channel | str] | None, viewer: Actor | None
) -> list[Channel]:
    if channels is not None:
        return [one if isinstance(one, Channel) else workspace.channel(one) for one in channels]
    known = workspace.channels.values() if viewer is None else viewer.channels()
    return [one for one in known if one.messages and not one.is_deleted]


def _homes(workspace: Workspace, viewer: Actor | None) -> list[tuple[str, View]]:
    return [
        (workspace.apps[app_id].manifest.name, view)
        for (app_id, user), view in workspace.homes.items()
        if viewer is not None and user == viewer.id
    ]


def _room(workspace: Workspace, channel: Channel, viewer: Actor | None, reader: Reader) -> Room:
    entries = [
        _entry(workspace, channel, message, reader)
        for message in _messages(workspace, channel, viewer)
        if not message.is_reply or message.ephemeral_to is not None
    ]
    days = groupby(entries, lambda one: reader.local(one.message.ts).strftime("%A, %d %B %Y"))
    shown = tuple((day, tuple(several)) for day, several in days)
    return Room(channel, room_title(channel, viewer, reader), shown)


def _messages(workspace: Workspace, channel: Channel, viewer: Actor | None) -> Iterable[Message]:
    if viewer is not None:
        return viewer.messages(channel)
    ephemeral = [one for one in workspace.ephemerals if one.channel_id == channel.id]
    return sorted([*channel.messages, *ephemeral], key=attrgetter("ts"))


def room_title(channel: Channel, viewer: Actor | None, reader: Reader) -> str:
    """Return what stands over a conversation: its name, or whom it is with."""
    if not channel.is_direct:
        return channel.name
    others = [one for one in channel.members if viewer is None or one != viewer.id]
    return ", ".join(reader.name(one) for one in others)


def _entry(workspace: Workspace, channel: Channel, message: Message, reader: Reader) -> Entry:
    person = workspace.people.get(message.user)
    author = str(message.extra.get("username") or reader.name(message.user))
    replies = () if message.is_reply else channel.replies(message.ts)
    only_for = reader.name(message.ephemeral_to) if message.ephemeral_to else ""
    return Entry(
        message=message,
        author=author,
        is_app=person is not None and person.is_bot,
        initials="".join(word[0] for word in author.split()[:2]).upper() or "?",
        hue=sum(map(ord, message.user)) % _HUES * (360 // _HUES),
        time=f"{reader.local(message.ts):%H:%M}",
        replies=tuple(_entry(workspace, channel, one, reader) for one in replies),
        only_for=only_for,
    )
