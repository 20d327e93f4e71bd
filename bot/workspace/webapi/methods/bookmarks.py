"""bookmarks.*."""

from __future__ import annotations

from bot.workspace.acts import items as acts
from bot.workspace.checks.names import check_bookmark
from bot.workspace.model.channel import Channel
from bot.workspace.shapes import ApiError, Json
from bot.workspace.webapi.call import Call


def add(call: Call) -> Json:
    """Put a bookmark on top of a channel."""
    call.refuse(check_bookmark(call.args.values))
    channel = call.open_channel("channel_id")
    if len(channel.bookmarks) >= call.workspace.settings.max_bookmarks:
        raise ApiError("too_many_bookmarks")
    entry = acts.bookmark(call.workspace, channel, call.me, call.args.values)
    return {"bookmark": entry}


def edit(call: Call) -> Json:
    """Change a bookmark."""
    call.refuse(check_bookmark(call.args.values, edit=True))
    channel = call.open_channel("channel_id")
    entry = _bookmark(call, channel)
    return {"bookmark": acts.change_bookmark(call.workspace, entry, call.me, call.args.values)}


def remove(call: Call) -> Json:
    """Take a bookmark away."""
    channel = call.open_channel("channel_id")
    channel.bookmarks.remove(_bookmark(call, channel))
    return {}


def list_bookmarks(call: Call) -> Json:
    """List a channel's bookmarks."""
    return {"bookmarks": list(call.member_channel("channel_id").bookmarks)}


def _bookmark(call: Call, channel: Channel) -> Json:
    wanted = call.args.text("bookmark_id")
    entry = next((one for one in channel.bookmarks if one["id"] == wanted), None)
    if entry is None:
        raise ApiError("not_found")
    return entry
