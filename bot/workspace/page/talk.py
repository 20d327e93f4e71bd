"""Messages as the page shows them, each written once for as long as it does not change."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from bot.workspace.page.controls import Controls
from bot.workspace.render.safe import Html

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from bot.workspace.model.channel import Channel
    from bot.workspace.model.message import Message
    from bot.workspace.page.eyes import Eyes

MOST = 200
"""Messages shown of one conversation; older ones are named, not shown."""
_ONE_BREATH = 300.0
"""Seconds within which what one person says stands together."""
_JOINS = ("channel_join", "group_join")
_NAMED = 4
"""People who came are named up to this many."""
SPOKEN = ("", "file_share", "thread_broadcast", "bot_message", "tombstone")
"""The kinds of messages that somebody said; all others tell what happened to the channel."""


@dataclass(frozen=True, slots=True)
class Said:
    """A message with what its viewer knows of it and may do with it."""

    message: Message
    author: str
    is_app: bool
    time: str
    day: str
    follows: bool
    in_thread: bool
    replies: int
    last_reply: str
    repliers: tuple[str, ...]
    is_mine: bool
    may_delete: bool


def is_spoken(message: Message) -> bool:
    """Tell whether somebody said it."""
    return (message.subtype or "") in SPOKEN


def conversation(eyes: Eyes, channel: Channel, since: str) -> Html:
    """Return the messages of a conversation with the days between them.

    A line stands before the first one after `since` that somebody else said.
    """
    shown = [
        one
        for one in eyes.actor.messages(channel)
        if not one.is_reply
        or one.reply_broadcast
        or (one.ephemeral_to is not None and not channel.find(one.thread_ts or ""))
    ]
    older = len(shown) > MOST
    parts = _with_days(eyes, channel, shown[-MOST:], since)
    return eyes.html("talk.html.j2", parts=list(parts), older=older, channel=channel)


def thread(eyes: Eyes, channel: Channel, parent: Message) -> Html:
    """Return a thread: its first message and the replies."""
    replies = [
        one for one in eyes.actor.messages(channel) if one.is_reply and one.thread_ts == parent.ts
    ]
    written = [_written(eyes, channel, parent, None, in_thread=True)]
    before = None
    for reply in replies:
        written.append(_written(eyes, channel, reply, before, in_thread=True))
        before = reply
    return Html("".join(written))


def _with_days(
    eyes: Eyes, channel: Channel, shown: Iterable[Message], since: str
) -> Iterator[Html]:
    is_new = False
    day: date | None = None
    before: Message | None = None
    for joins, several in groupby(shown, lambda one: one.subtype in _JOINS):
        together = list(several)
        for message in together[:1] if joins else together:
            at = eyes.reader.local(message.ts)
            if at.date() != day:
                day, before = at.date(), None
                words = eyes.reader.date(message.ts, "{day_divider_pretty}")
                yield eyes.html("day.html.j2", day=words, key=f"{channel.id}-{day}")
            if not is_new and message.ts > since and _is_news(eyes, message):
                is_new, before = True, None
                yield eyes.html("new.html.j2")
            if is_spoken(message):
                yield _written(eyes, channel, message, before, in_thread=False)
            else:
                yield _event(eyes, channel, together if joins else [message])
            before = message


def _is_news(eyes: Eyes, message: Message) -> bool:
    return is_spoken(message) and message.user != eyes.actor.id and not message.ephemeral_to


def _event(eyes: Eyes, channel: Channel, together: list[Message]) -> Html:
    """Return a line about the channel itself; people who come in a row come together."""
    first = together[0]
    names = [eyes.reader.name(one.user) for one in together if first.subtype in _JOINS]
    return eyes.html(
        "event.html.j2",
        channel=channel,
        first=first,
        joined=names[:_NAMED],
        more=len(names[_NAMED:]),
        time=f"{eyes.reader.local(first.ts):%H:%M}",
    )


def _written(
    eyes: Eyes, channel: Channel, message: Message, before: Message | None, *, in_thread: bool
) -> Html:
    values = eyes.actor.stage.values_on(eyes.actor.user, message) if message.app_id else {}
    said = _said(eyes, channel, message, before, in_thread=in_thread)
    key = f"{channel.id}-{message.ts}-{in_thread}"
    names = [one.name for one in eyes.actor.workspace.channels.values()]
    looks = repr((said, values, channel.is_archived, names))
    known = eyes.written.get(key)
    if known is not None and known[0] == looks:
        return known[1]
    place = f"m/{channel.id}/{message.ts}"
    html = eyes.html(
        "said.html.j2",
        said=said,
        message=message,
        channel=channel,
        place=place,
        draw=Controls(eyes, place, values),
        shortcuts=_shortcuts(eyes),
        is_inside=eyes.actor.id in channel.members and not channel.is_archived,
        pinned=channel.pin_of(message.ts) is not None,
    )
    eyes.written[key] = (looks, html)
    return html


def _shortcuts(eyes: Eyes) -> list[tuple[str, str, str]]:
    return [
        (one.callback_id, one.name, app.manifest.name)
        for app in eyes.actor.workspace.apps.values()
        for one in app.manifest.shortcuts
        if one.kind == "message"
    ]


def _said(
    eyes: Eyes, channel: Channel, message: Message, before: Message | None, *, in_thread: bool
) -> Said:
    person = eyes.actor.workspace.people.get(message.user)
    replies = [] if message.is_reply else channel.replies(message.ts)
    is_app = person is not None and person.is_bot
    user = eyes.actor.user
    return Said(
        message=message,
        author=str(message.extra.get("username") or eyes.reader.name(message.user)),
        is_app=is_app,
        time=f"{eyes.reader.local(message.ts):%H:%M}",
        day=eyes.reader.date(message.ts, "{date_long} {time_secs}"),
        follows=_follows(message, before) and not is_app,
        in_thread=in_thread,
        replies=len(replies),
        last_reply=eyes.reader.date(replies[-1].ts, "{date_short} {time}") if replies else "",
        repliers=tuple(dict.fromkeys(one.user for one in replies))[:4],
        is_mine=message.user == user.id and message.ephemeral_to is None,
        may_delete=message.user == user.id or user.is_admin or user.is_owner,
    )


def _follows(message: Message, before: Message | None) -> bool:
    """Whether it stands under the one before without a name of its own."""
    return (
        before is not None
        and before.user == message.user
        and is_spoken(before)
        and not message.ephemeral_to
        and not before.ephemeral_to
        and float(message.ts) - float(before.ts) < _ONE_BREATH
    )
