"""chat.scheduleMessage and its family."""

from __future__ import annotations

from bot.workspace.shapes import ApiError, Json
from bot.workspace.state import ScheduledMessage
from bot.workspace.webapi.call import Call
from bot.workspace.webapi.fields import draft_of, message_fields, refusal_of
from bot.workspace.webapi.methods.chat import destination
from bot.workspace.webapi.paging import page

_FURTHEST = 120 * 24 * 3600
_MOST_IN_FIVE_MINUTES = 30
_FIVE_MINUTES = 300


def schedule(call: Call) -> Json:
    """Keep a message for later, 120 days at most; with metadata it will never be posted."""
    fields = message_fields(call.args)
    channel = destination(call)
    call.refuse(refusal_of(fields))
    post_at = _time(call)
    _not_too_many(call, channel.id, post_at)
    entry = ScheduledMessage(
        id=call.workspace.ids.entity("Q"),
        app_id=call.app.id,
        channel_id=channel.id,
        post_at=post_at,
        created=call.workspace.clock.seconds(),
        fields=fields,
    )
    call.workspace.scheduled[entry.id] = entry
    call.backstage.schedule_changed()
    draft = draft_of(fields, call.workspace.ids)
    shown = {
        "text": draft.text,
        "username": call.app.manifest.name,
        "bot_id": call.app.bot_id,
        "attachments": draft.attachments,
        "type": "delayed_message",
    }
    return {
        "channel": channel.id,
        "scheduled_message_id": entry.id,
        "post_at": str(post_at),
        "message": shown,
    }


def _time(call: Call) -> int:
    try:
        post_at = call.args.number("post_at", 0)
    except ApiError:
        raise ApiError("invalid_time") from None
    now = call.workspace.clock.seconds()
    if post_at <= now:
        raise ApiError("time_in_past")
    if post_at > now + _FURTHEST:
        raise ApiError("time_too_far")
    return post_at


def _not_too_many(call: Call, channel_id: str, post_at: int) -> None:
    near = [
        one
        for one in call.workspace.scheduled.values()
        if one.channel_id == channel_id and abs(one.post_at - post_at) < _FIVE_MINUTES
    ]
    if len(near) >= _MOST_IN_FIVE_MINUTES:
        raise ApiError("restricted_too_many")


def delete_scheduled(call: Call) -> Json:
    """Take a scheduled message back."""
    channel = call.channel()
    entry = call.workspace.scheduled.get(call.args.text("scheduled_message_id"))
    mine = entry is not None and entry.app_id == call.app.id and entry.channel_id == channel.id
    if entry is None or not mine:
        raise ApiError("invalid_scheduled_message_id")
    del call.workspace.scheduled[entry.id]
    return {}


def list_scheduled(call: Call) -> Json:
    """List what this app has scheduled."""
    channel = call.args.text("channel")
    if channel and channel not in call.workspace.channels:
        raise ApiError("invalid_channel")
    mine = [
        one
        for one in call.workspace.scheduled.values()
        if one.app_id == call.app.id and channel in ("", one.channel_id)
    ]
    shown, metadata = page(call, mine, lambda one: one.id, default=100)
    rows = [
        {
            "id": one.id,
            "channel_id": one.channel_id,
            "post_at": one.post_at,
            "date_created": one.created,
            "text": one.fields.get("text", ""),
        }
        for one in shown
    ]
    return {"scheduled_messages": rows, "response_metadata": metadata}
