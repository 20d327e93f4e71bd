"""chat.*: posting, updating and deleting messages."""

from __future__ import annotations

from typing import Any

from bot.workspace.acts import messages as acts
from bot.workspace.acts.channels import open_direct
from bot.workspace.model.channel import Channel, Kind
from bot.workspace.model.message import Message
from bot.workspace.normalize import message_text, normalize_blocks
from bot.workspace.shapes import ApiError, Json
from bot.workspace.webapi.call import Call
from bot.workspace.webapi.fields import draft_of, message_fields, normalize_attachments, refusal_of


def post_message(call: Call) -> Json:
    """Post a message. There is no idempotency key: twice called is twice posted."""
    fields = message_fields(call.args)
    channel = destination(call)
    call.refuse(refusal_of(fields))
    _thread_exists(call, channel)
    draft = draft_of(fields, call.workspace.ids)
    draft.reply_broadcast = bool(draft.thread_ts) and call.args.flag("reply_broadcast")
    draft.extra = _customised(call)
    message = acts.post_as_app(call.workspace, channel, call.app, draft)
    shown = channel.show(message, metadata=True)
    return {"channel": channel.id, "ts": message.ts, "message": shown}


def _customised(call: Call) -> Json:
    names = [name for name in ("username", "icon_emoji", "icon_url") if call.args.has(name)]
    if not names:
        return {}
    call.need_scope("chat:write.customize")
    return {name: call.args.text(name) for name in names if name == "username"}


def destination(call: Call) -> Channel:
    """Return where a message goes: a channel by id or name, or a person's direct message."""
    wanted = call.args.text("channel")
    channel = _direct(call, wanted) if wanted in call.workspace.people else _named(call, wanted)
    if channel is None or not call.workspace.sees(call.me, channel):
        raise ApiError("channel_not_found")
    if channel.is_archived:
        raise ApiError("is_archived")
    if call.me not in channel.members and "chat:write.public" not in call.app.scopes:
        raise ApiError("not_in_channel")
    _posting_allowed(call, channel)
    return channel


def _named(call: Call, wanted: str) -> Channel | None:
    found = call.workspace.channels.get(wanted)
    return found or call.workspace.channel_named(wanted.removeprefix("#"))


def _direct(call: Call, user: str) -> Channel:
    person = call.workspace.people[user]
    if person.is_bot:
        raise ApiError("cannot_dm_bot")
    return open_direct(call.workspace, [call.me, user])


def _posting_allowed(call: Call, channel: Channel) -> None:
    if channel.kind is Kind.IM and not call.app.manifest.messages_tab:
        raise ApiError("messages_tab_disabled")
    if not call.workspace.settings.apps_may_post:
        raise ApiError("restricted_action")
    if channel.is_read_only and call.facts.knows("restricted_action_read_only_channel"):
        raise ApiError("restricted_action_read_only_channel")
    in_thread = call.args.has("thread_ts")
    if channel.is_thread_only and not in_thread:
        raise ApiError("restricted_action_thread_only_channel")


def _thread_exists(call: Call, channel: Channel) -> None:
    if not call.args.has("thread_ts"):
        return
    parent = channel.find(call.args.text("thread_ts"))
    if parent is None:
        raise ApiError("thread_not_found")
    if parent.subtype in ("channel_join", "channel_leave", "channel_archive"):
        raise ApiError("cannot_reply_to_message")


def post_ephemeral(call: Call) -> Json:
    """Show a message to one member of a channel."""
    fields = message_fields(call.args)
    channel = destination(call)
    reader = call.args.text("user")
    if reader not in channel.members:
        raise ApiError("user_not_in_channel")
    call.refuse(refusal_of(fields))
    _thread_exists(call, channel)
    draft = draft_of(fields, call.workspace.ids)
    shown = acts.show_ephemeral(call.workspace, channel, reader, call.app, draft)
    return {"message_ts": shown.ts}


def update(call: Call) -> Json:
    """Change one of the app's own messages."""
    fields = message_fields(call.args)
    channel = call.channel()
    call.refuse(refusal_of(fields, update=True))
    message = call.message(channel, "ts")
    if message.app_id != call.app.id:
        raise ApiError("cant_update_message")
    if channel.is_archived:
        raise ApiError("is_inactive")
    _within_edit_window(call, message)
    acts.edit(call.workspace, channel, message, call.me, **_changes(call, message, fields))
    shown = channel.show(message, metadata=True)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": shown}


def _within_edit_window(call: Call, message: Message) -> None:
    minutes = call.workspace.settings.edit_window_minutes
    age = call.workspace.clock.now().timestamp() - float(message.ts)
    if minutes is not None and age > minutes * 60:
        raise ApiError("edit_window_closed")


def _changes(call: Call, message: Message, fields: Json) -> dict[str, Any]:
    """A text without blocks takes the blocks away; blocks without a text keep the text."""
    ids = call.workspace.ids
    changes: dict[str, Any] = {}
    text = fields.get("text", fields.get("markdown_text"))
    if text is not None:
        changes["text"] = message_text(str(text))
    if "blocks" in fields:
        changes["blocks"] = normalize_blocks(fields["blocks"], ids)
    elif text is not None:
        changes["blocks"] = []
    if "attachments" in fields:
        changes["attachments"] = normalize_attachments(fields["attachments"], ids)
    if "metadata" in fields:
        changes["metadata"] = fields["metadata"] or None
    if call.args.flag("reply_broadcast") and message.is_reply:
        changes |= {"reply_broadcast": True, "subtype": "thread_broadcast"}
    return changes


def delete(call: Call) -> Json:
    """Delete one of the app's own messages."""
    channel = call.channel()
    message = call.message(channel, "ts")
    if message.app_id != call.app.id:
        raise ApiError("cant_delete_message")
    if channel.is_archived:
        raise ApiError("is_inactive")
    acts.delete(call.workspace, channel, message)
    return {"channel": channel.id, "ts": message.ts}


def permalink(call: Call) -> Json:
    """Return the address of a message."""
    channel = call.channel()
    message = call.message(channel, "message_ts")
    return {"channel": channel.id, "permalink": permalink_of(call.workspace.team.domain, message)}


def permalink_of(domain: str, message: Message) -> str:
    """Return a message's address, with its thread when it is a reply."""
    place = f"{message.channel_id}/p{message.ts.replace('.', '')}"
    thread = f"?thread_ts={message.thread_ts}&cid={message.channel_id}" if message.is_reply else ""
    return f"https://{domain}.slack.com/archives/{place}{thread}"
