"""Posting, editing and deleting messages.

Called by the chat methods, by answers to commands and by people. Every message enters a channel
here, so every one gets its `ts`, its event and its mention events.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from bot.workspace.model.channel import CHANNEL_TYPE, SCOPE_WORD, Channel
from bot.workspace.model.message import Message
from bot.workspace.state import Event, Workspace

if TYPE_CHECKING:
    from bot.workspace.model.app import App
    from bot.workspace.shapes import Json


@dataclass(slots=True)
class Draft:
    """A message before it is posted: already checked, its blocks normalised."""

    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    thread_ts: str | None = None
    reply_broadcast: bool = False
    subtype: str | None = None
    files: list[Json] = field(default_factory=list)
    extra: Json = field(default_factory=dict)


def post(workspace: Workspace, channel: Channel, user: str, draft: Draft) -> Message:
    """Post a person's message, or a system message about what a person did."""
    message = _compose(workspace, channel, user, draft)
    if draft.subtype in (None, "file_share", "thread_broadcast"):
        message.client_msg_id = workspace.ids.envelope()
    return _publish(workspace, channel, message)


def post_as_app(workspace: Workspace, channel: Channel, app: App, draft: Draft) -> Message:
    """Post a message of an app's bot user."""
    message = _compose(workspace, channel, app.bot_user_id, draft)
    _sign(message, app)
    return _publish(workspace, channel, message)


def show_ephemeral(
    workspace: Workspace, channel: Channel, reader: str, app: App | None, draft: Draft
) -> Message:
    """Show a message to one person; it is in no history and no event tells of it."""
    author = app.bot_user_id if app is not None else "USLACKBOT"
    message = _compose(workspace, channel, author, draft)
    message.ephemeral_to = reader
    if app is not None:
        _sign(message, app)
    workspace.ephemerals.append(message)
    return message


def edit(workspace: Workspace, channel: Channel, message: Message, by: str, **new: Any) -> None:
    """Change a message; `new` holds the changed attributes. Emits `message_changed`."""
    before = channel.show(message)
    for name, value in new.items():
        setattr(message, name, value)
    at = workspace.clock.timestamp()
    if message.app_id is None or not message.blocks:
        message.edited = {"user": by, "ts": at}
    _emit_message(
        workspace,
        channel,
        {
            "subtype": "message_changed",
            "message": channel.show(message),
            "previous_message": before,
            "hidden": True,
            "ts": at,
        },
    )


def delete(workspace: Workspace, channel: Channel, message: Message) -> None:
    """Delete a message; a parent with replies leaves a tombstone. Emits `message_deleted`."""
    before = channel.show(message)
    channel.pins = [pin for pin in channel.pins if pin.ts != message.ts]
    message.deleted = True
    index = channel.messages.index(message)
    if not message.is_reply and channel.replies(message.ts):
        channel.messages[index] = _tombstone(message)
    else:
        del channel.messages[index]
    at = workspace.clock.timestamp()
    _emit_message(
        workspace,
        channel,
        {
            "subtype": "message_deleted",
            "previous_message": before,
            "hidden": True,
            "deleted_ts": message.ts,
            "ts": at,
        },
    )


def _compose(workspace: Workspace, channel: Channel, user: str, draft: Draft) -> Message:
    author = workspace.people.get(user)
    return Message(
        ts=workspace.clock.timestamp(),
        channel_id=channel.id,
        team_id=author.team_id if author is not None else workspace.team.id,
        user=user,
        text=draft.text,
        blocks=draft.blocks,
        attachments=draft.attachments,
        metadata=draft.metadata,
        thread_ts=draft.thread_ts,
        reply_broadcast=draft.reply_broadcast,
        subtype=draft.subtype or ("thread_broadcast" if draft.reply_broadcast else None),
        files=draft.files,
        extra=dict(draft.extra),
    )


def _sign(message: Message, app: App) -> None:
    message.bot_id = app.bot_id
    message.app_id = app.id
    message.bot_profile = app.bot_profile()


def _publish(workspace: Workspace, channel: Channel, message: Message) -> Message:
    channel.messages.append(message)
    if message.thread_ts is not None:
        parent = channel.find(message.thread_ts)
        if parent is not None:
            parent.thread_ts = parent.ts
    shown = channel.show(message)
    _emit_message(workspace, channel, shown)
    _emit_mentions(workspace, channel, message, shown)
    return message


def _emit_message(workspace: Workspace, channel: Channel, body: Json) -> None:
    event = {
        "type": "message",
        **body,
        "channel": channel.id,
        "channel_type": CHANNEL_TYPE[channel.kind],
        "event_ts": body["ts"],
    }
    workspace.emit(Event(f"message.{SCOPE_WORD[channel.kind]}", event, channel))


def _emit_mentions(workspace: Workspace, channel: Channel, message: Message, shown: Json) -> None:
    if message.subtype not in (None, "file_share"):
        return
    for app in workspace.apps.values():
        if f"<@{app.bot_user_id}>" in message.text and message.user != app.bot_user_id:
            body = {**shown, "type": "app_mention", "channel": channel.id, "event_ts": message.ts}
            workspace.emit(Event("app_mention", body, channel, only_app=app.id))


def _tombstone(message: Message) -> Message:
    return replace(
        message,
        user="USLACKBOT",
        text="This message was deleted.",
        subtype="tombstone",
        blocks=[],
        attachments=[],
        files=[],
        metadata=None,
        reactions={},
        pinned=False,
        extra={"hidden": True},
    )
