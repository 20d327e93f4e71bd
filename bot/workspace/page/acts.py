"""What a click on the page does: each verb is one act of the person who looks.

Called by the site with JSON from the browser. Everything goes through the person's own acts, so
what Slack's client would not allow is refused here too, with its reason.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.workspace.page.entries import Content, entries, entry
from bot.workspace.page.where import Where, look
from bot.workspace.people.find import BUTTONS, input_meant
from bot.workspace.people.modal import Modal
from bot.workspace.shapes import ClientRefused, Json

if TYPE_CHECKING:
    from bot.workspace.model.channel import Channel
    from bot.workspace.model.message import Message
    from bot.workspace.page.eyes import Eyes
    from bot.workspace.page.show import Show


@dataclass(frozen=True, slots=True)
class Wish:
    """What one viewer asks for: the verb's fields, and the files that came along by field."""

    eyes: Eyes
    show: Show
    fields: Json
    files: Mapping[str, list[Content]]

    def text(self, key: str) -> str:
        """Return a field; empty when it was not sent."""
        return str(self.fields.get(key) or "")


Act = Callable[[Wish], Awaitable[Json | None]]
WATCHING = frozenset({"skip", "take_over", "suggest", "open_home"})
"""What somebody does who only watches; anything else takes a story over."""


async def perform(wish: Wish) -> Json:
    """Do what somebody asks for and return what the page is told; a refusal is told, too."""
    verb = wish.text("do")
    if verb not in ACTS:
        return {"refused": f"unknown: {verb}"}
    if verb not in WATCHING:
        wish.show.take_over()
    try:
        return await ACTS[verb](wish) or {}
    except ClientRefused as refused:
        return {"refused": str(refused)}


def _channel(wish: Wish) -> Channel:
    where = Where(wish.text("channel") or wish.text("at"))
    view = look(wish.eyes.actor, where)
    if view is None or view.channel is None:
        raise ClientRefused(wish.eyes.say("nothing_gone"))
    return view.channel


def _message(wish: Wish) -> Message:
    ts = wish.text("ts")
    for message in wish.eyes.actor.messages(_channel(wish)):
        if message.ts == ts:
            return message
    raise ClientRefused(wish.eyes.say("deleted"))


def _modal(wish: Wish) -> Modal:
    modal = wish.eyes.actor.modal()
    if modal.view.id != wish.text("view"):
        raise ClientRefused(wish.eyes.say("nothing_gone"))
    kept = wish.eyes.modals.get(modal.view.id)
    if kept is None or kept.view is not modal.view:
        wish.eyes.modals.clear()
        kept = wish.eyes.modals[modal.view.id] = modal
    return kept


def _fill(wish: Wish, modal: Modal) -> None:
    values = wish.fields.get("values") or {}
    known = {block["block_id"] for block in modal.blocks}
    present = {key: value for key, value in values.items() if key in known}
    modal.fill(entries(modal.blocks, present, wish.files, wish.eyes.reader.zone))


async def _say(wish: Wish) -> None:
    actor = wish.eyes.actor
    text, thread, files = wish.text("text"), wish.text("thread"), wish.files.get("file", [])
    word, _, rest = text.strip().partition(" ")
    view = look(actor, Where(wish.text("at")))
    if view is None:
        raise ClientRefused(wish.eyes.say("nothing_gone"))
    channel = view.channel
    if channel is None:
        channel = await actor.dm(view.other)
    if word.startswith("/") and not files:
        await _command(wish, channel, word, rest)
    else:
        await actor.say(channel, text, thread_ts=thread or None, files=files)


async def _command(wish: Wish, channel: Channel, word: str, rest: str) -> None:
    words = {
        one.word for app in wish.eyes.actor.workspace.apps.values() for one in app.manifest.commands
    }
    if word not in words or wish.text("thread"):
        raise ClientRefused(wish.eyes.say("no_command", word=word))
    await wish.eyes.actor.command(word, rest, channel=channel)


async def _use(wish: Wish) -> None:
    """Press a button or choose in a menu, wherever it stands."""
    actor, block, action = wish.eyes.actor, wish.text("block"), wish.text("action")
    place, _, rest = wish.text("place").partition("/")
    if place == "v":
        modal = _modal(wish)
        _fill(wish, modal)
        target: Modal | Message | str = modal
        blocks = modal.blocks
    elif place == "h":
        target, blocks = "home", []
    else:
        channel_id, _, ts = rest.partition("/")
        message = _message(_at(wish, channel_id, ts))
        target, blocks = message, message.blocks
    if wish.text("kind") in BUTTONS:
        await actor.press(action, in_=target, block=block)
        return
    value = wish.fields.get("value")
    if wish.text("kind") == "datetimepicker":
        value = entry(input_meant(blocks, block), value, [], wish.eyes.reader.zone)
        value = int(value.timestamp()) if value is not None else None
    chosen = value if isinstance(value, list) else [value]
    await actor.choose(action, *chosen, in_=target, block=block)


def _at(wish: Wish, channel: str, ts: str) -> Wish:
    fields = wish.fields | {"channel": channel, "ts": ts}
    return Wish(wish.eyes, wish.show, fields, wish.files)


async def _submit(wish: Wish) -> Json:
    modal = _modal(wish)
    modal.view.errors.clear()
    _fill(wish, modal)
    missing = modal.missing()
    if missing:
        modal.view.errors.update(missing)
        wish.eyes.actor.stage.changes.touch()
        return {"outcome": "errors"}
    done = await modal.submit()
    return {"outcome": done.outcome}


async def _close(wish: Wish) -> None:
    await _modal(wish).close()


async def _suggest(wish: Wish) -> Json:
    modal = _modal(wish)
    read = await modal.suggest(wish.text("block"), wish.text("typed"))
    return {"options": read}


async def _react(wish: Wish) -> None:
    message, name, actor = _message(wish), wish.text("name"), wish.eyes.actor
    if actor.id in message.reactions.get(name, []):
        await actor.unreact(message, name)
    else:
        await actor.react(message, name)


async def _pin(wish: Wish) -> None:
    await wish.eyes.actor.pin(_message(wish))


async def _unpin(wish: Wish) -> None:
    await wish.eyes.actor.unpin(_message(wish))


async def _edit(wish: Wish) -> None:
    await wish.eyes.actor.edit(_message(wish), wish.text("text"))


async def _delete(wish: Wish) -> None:
    await wish.eyes.actor.delete(_message(wish))


async def _dismiss(wish: Wish) -> None:
    message = _message(wish)
    if message.ephemeral_to == wish.eyes.actor.id:
        wish.eyes.actor.workspace.ephemerals.remove(message)
        wish.eyes.actor.stage.changes.touch()


async def _message_shortcut(wish: Wish) -> None:
    await wish.eyes.actor.message_shortcut(wish.text("callback"), _message(wish))


async def _shortcut(wish: Wish) -> None:
    await wish.eyes.actor.shortcut(wish.text("callback"))


async def _open_home(wish: Wish) -> None:
    app = wish.eyes.actor.workspace.apps.get(wish.text("at"))
    if app is not None:
        await wish.eyes.actor.open_home(app, tab=wish.text("tab") or "home")


async def _join(wish: Wish) -> None:
    await wish.eyes.actor.join(_channel(wish))


async def _leave(wish: Wish) -> None:
    await wish.eyes.actor.leave(_channel(wish))


async def _archive(wish: Wish) -> None:
    await wish.eyes.actor.archive(_channel(wish))


async def _unarchive(wish: Wish) -> None:
    await wish.eyes.actor.unarchive(_channel(wish))


async def _invite(wish: Wish) -> None:
    await wish.eyes.actor.invite(_channel(wish), wish.text("user"))


async def _create_channel(wish: Wish) -> Json:
    private = bool(wish.fields.get("private"))
    channel = await wish.eyes.actor.create_channel(wish.text("name"), private=private)
    return {"go": channel.id}


async def _skip(wish: Wish) -> Json | None:
    minutes = wish.text("minutes")
    if minutes != "due":
        wish.show.skip(timedelta(minutes=int(minutes)))
    elif not await wish.show.skip_to_next_due():
        return {"refused": wish.eyes.say("nothing_due")}
    wish.eyes.actor.stage.changes.touch()
    return None


async def _take_over(wish: Wish) -> Json:
    wish.show.take_over()
    wish.eyes.actor.stage.changes.touch()
    return {"told": wish.eyes.say("taken_over")}


ACTS: Mapping[str, Act] = {
    "say": _say,
    "use": _use,
    "submit": _submit,
    "close": _close,
    "suggest": _suggest,
    "react": _react,
    "pin": _pin,
    "unpin": _unpin,
    "edit": _edit,
    "delete": _delete,
    "dismiss": _dismiss,
    "message_shortcut": _message_shortcut,
    "shortcut": _shortcut,
    "open_home": _open_home,
    "join": _join,
    "leave": _leave,
    "archive": _archive,
    "unarchive": _unarchive,
    "invite": _invite,
    "create_channel": _create_channel,
    "skip": _skip,
    "take_over": _take_over,
}
