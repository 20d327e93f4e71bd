"""pins.* and reactions.*."""

from __future__ import annotations

import re

from bot.workspace.acts import items as acts
from bot.workspace.model.channel import Channel
from bot.workspace.model.message import Message
from bot.workspace.shapes import ApiError, Json
from bot.workspace.webapi.call import Call

_EMOJI_NAME = re.compile(r"^[a-z0-9_+'\-]+(::skin-tone-[2-6])?$")
_MOST_EMOJI_ON_AN_ITEM = 50


def add_pin(call: Call) -> Json:
    """Pin a message in a channel that the bot is in."""
    channel, message = _item(call)
    if not call.workspace.settings.apps_may_pin:
        raise ApiError("restricted_action")
    if channel.pin_of(message.ts) is not None:
        raise ApiError("already_pinned")
    if message.subtype in ("channel_join", "channel_leave"):
        raise ApiError("not_pinnable")
    if len(channel.pins) >= call.workspace.settings.max_pins:
        raise ApiError("too_many_pins")
    acts.pin(call.workspace, channel, message, call.me)
    return {}


def remove_pin(call: Call) -> Json:
    """Take a pin away."""
    channel, message = _item(call)
    if channel.pin_of(message.ts) is None:
        raise ApiError("no_pin")
    acts.unpin(call.workspace, channel, message, call.me)
    return {}


def list_pins(call: Call) -> Json:
    """List what is pinned, newest pin first."""
    channel = call.member_channel()
    items = []
    for entry in channel.pins:
        message = channel.find(entry.ts)
        if message is not None:
            items.append(acts.pinned_item(channel, message, entry))
    return {"items": items}


def add_reaction(call: Call) -> Json:
    """React to a message."""
    channel, message = _item(call)
    name = _emoji(call)
    if call.me in message.reactions.get(name, []):
        raise ApiError("already_reacted")
    if name not in message.reactions and len(message.reactions) >= _MOST_EMOJI_ON_AN_ITEM:
        raise ApiError("too_many_emoji")
    acts.react(call.workspace, channel, message, call.me, name)
    return {}


def remove_reaction(call: Call) -> Json:
    """Take the bot's own reaction away."""
    channel, message = _item(call)
    name = _emoji(call)
    if call.me not in message.reactions.get(name, []):
        raise ApiError("no_reaction")
    acts.unreact(call.workspace, channel, message, call.me, name)
    return {}


def get_reactions(call: Call) -> Json:
    """Show a message with its reactions."""
    _timestamp_given(call)
    channel = call.member_channel()
    message = call.message(channel)
    return {"type": "message", "channel": channel.id, "message": channel.show(message)}


def list_reactions(call: Call) -> Json:
    """List messages to which a user reacted, where the bot can see them."""
    user = call.person().id if call.args.has("user") else call.me
    items = [
        {"type": "message", "channel": channel.id, "message": channel.show(message)}
        for channel in call.workspace.channels.values()
        if call.me in channel.members
        for message in channel.messages
        if any(user in users for users in message.reactions.values())
    ]
    return {"items": items, "response_metadata": {"next_cursor": ""}}


def _item(call: Call) -> tuple[Channel, Message]:
    _timestamp_given(call)
    channel = call.open_channel()
    return channel, call.message(channel)


def _timestamp_given(call: Call) -> None:
    if not call.args.has("timestamp"):
        raise ApiError("no_item_specified")


def _emoji(call: Call) -> str:
    name = call.args.text("name").strip(":")
    if not _EMOJI_NAME.match(name):
        raise ApiError("invalid_name")
    return name
