"""Pins, reactions and bookmarks."""

from __future__ import annotations

from bot.workspace.model.channel import Channel, Pin
from bot.workspace.model.message import Message
from bot.workspace.shapes import Json
from bot.workspace.state import Event, Workspace


def pin(workspace: Workspace, channel: Channel, message: Message, by: str) -> None:
    """Pin a message."""
    entry = Pin(message.ts, by, workspace.clock.seconds())
    channel.pins.insert(0, entry)
    message.pinned = True
    _tell_pin(workspace, channel, message, entry, "pin_added")


def unpin(workspace: Workspace, channel: Channel, message: Message, by: str) -> None:
    """Take a pin away."""
    entry = channel.pin_of(message.ts)
    if entry is None:
        return
    channel.pins.remove(entry)
    message.pinned = False
    _tell_pin(workspace, channel, message, Pin(entry.ts, by, entry.created), "pin_removed")


def pinned_item(channel: Channel, message: Message, entry: Pin) -> Json:
    """Return a pinned message as `pins.list` and the pin events show it."""
    return {
        "type": "message",
        "created": entry.created,
        "created_by": entry.by,
        "channel": channel.id,
        "message": channel.show(message),
    }


def _tell_pin(
    workspace: Workspace, channel: Channel, message: Message, entry: Pin, name: str
) -> None:
    body = {
        "type": name,
        "user": entry.by,
        "channel_id": channel.id,
        "item": pinned_item(channel, message, entry),
        "item_user": message.user,
        "pin_count": len(channel.pins),
        "pinned_info": {
            "channel": channel.id,
            "pinned_by": entry.by,
            "pinned_ts": entry.created,
        },
        "event_ts": workspace.clock.timestamp(),
    }
    if name == "pin_removed":
        body["has_pins"] = bool(channel.pins)
    workspace.emit(Event(name, body, channel))


def react(workspace: Workspace, channel: Channel, message: Message, by: str, name: str) -> None:
    """Put a reaction on a message."""
    message.reactions.setdefault(name, []).append(by)
    _tell_reaction(workspace, channel, message, "reaction_added", (by, name))


def unreact(workspace: Workspace, channel: Channel, message: Message, by: str, name: str) -> None:
    """Take a reaction of one's own away."""
    message.reactions[name].remove(by)
    if not message.reactions[name]:
        del message.reactions[name]
    _tell_reaction(workspace, channel, message, "reaction_removed", (by, name))


def _tell_reaction(
    workspace: Workspace, channel: Channel, message: Message, name: str, who: tuple[str, str]
) -> None:
    body = {
        "type": name,
        "user": who[0],
        "reaction": who[1],
        "item": {"type": "message", "channel": channel.id, "ts": message.ts},
        "item_user": message.user,
        "event_ts": workspace.clock.timestamp(),
    }
    workspace.emit(Event(name, body, channel))


def bookmark(workspace: Workspace, channel: Channel, by: str, fields: Json) -> Json:
    """Put a bookmark on top of a channel and return it."""
    at = workspace.clock.seconds()
    entry = {
        "id": workspace.ids.entity("Bk"),
        "channel_id": channel.id,
        "title": fields["title"],
        "link": fields.get("link", ""),
        "emoji": fields.get("emoji", ""),
        "icon_url": None,
        "type": fields["type"],
        "entity_id": fields.get("entity_id"),
        "date_created": at,
        "date_updated": 0,
        "rank": f"{len(channel.bookmarks):04d}",
        "last_updated_by_user_id": by,
        "last_updated_by_team_id": workspace.team.id,
        "shortcut_id": None,
        "app_id": None,
    }
    channel.bookmarks.append(entry)
    return entry


def change_bookmark(workspace: Workspace, entry: Json, by: str, fields: Json) -> Json:
    """Change title, link or emoji of a bookmark."""
    entry.update({key: fields[key] for key in ("title", "link", "emoji") if key in fields})
    entry |= {"date_updated": workspace.clock.seconds(), "last_updated_by_user_id": by}
    return entry
