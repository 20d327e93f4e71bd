"""Files: the ticket for an upload, the upload, the sharing.

The sharing of a completed upload happens later, as in Slack, where `files.info` has to be asked
until the shares are there.
"""

from __future__ import annotations

from bot.workspace.acts.messages import Draft, post, post_as_app
from bot.workspace.model.channel import Channel
from bot.workspace.model.file import File
from bot.workspace.model.message import Message
from bot.workspace.state import Event, Workspace


def request_upload(
    workspace: Workspace, user: str, name: str, size: int, alt_text: str = ""
) -> File:
    """Return a new file that waits for its content."""
    file = File(
        id=workspace.ids.entity("F"),
        team_id=workspace.team.id,
        name=name,
        size=size,
        user=user,
        created=workspace.clock.seconds(),
        origin=workspace.origin(),
        ticket=workspace.ids.hexadecimal(40),
        alt_text=alt_text,
    )
    workspace.files[file.id] = file
    return file


def receive(file: File, content: bytes) -> bool:
    """Store what was uploaded; False when it is not as long as was announced."""
    if file.state != "requested" or len(content) != file.size:
        return False
    file.content = content
    file.state = "uploaded"
    return True


def share(workspace: Workspace, files: list[File], channel: Channel, draft: Draft) -> Message:
    """Post complete files into a channel as one message and tell apps of each."""
    author = files[0].user
    app_id = workspace.people[author].app_id
    shown = [file.stub() if file.needs_check else file.to_json() for file in files]
    draft = Draft(
        draft.text, draft.blocks, thread_ts=draft.thread_ts, files=shown, subtype="file_share"
    )
    if app_id is None:
        message = post(workspace, channel, author, draft)
    else:
        message = post_as_app(workspace, channel, workspace.apps[app_id], draft)
    for file in files:
        _note_share(workspace, file, channel, message)
    message.files = [file.stub() if file.needs_check else file.to_json() for file in files]
    return message


def _note_share(workspace: Workspace, file: File, channel: Channel, message: Message) -> None:
    place = {
        "reply_users": [],
        "reply_users_count": 0,
        "reply_count": 0,
        "ts": message.ts,
        "channel_name": channel.name,
        "team_id": workspace.team.id,
        "share_user_id": file.user,
        "source": "UNKNOWN",
    }
    if message.thread_ts:
        place["thread_ts"] = message.thread_ts
    file.shares.setdefault(channel.id, []).append(place)
    if channel.is_private:
        file.private_channels.add(channel.id)
    body = {
        "type": "file_shared",
        "channel_id": channel.id,
        "file_id": file.id,
        "user_id": file.user,
        "file": {"id": file.id},
        "event_ts": workspace.clock.timestamp(),
    }
    workspace.emit(Event("file_shared", body, channel))


def delete_file(workspace: Workspace, file: File) -> None:
    """Delete a file; messages that showed it show a tombstone of it."""
    file.state = "deleted"
    file.content = b""
    tombstone = {"id": file.id, "mode": "tombstone"}
    for channel_id in file.shares:
        for message in workspace.channels[channel_id].messages:
            message.files = [tombstone if one["id"] == file.id else one for one in message.files]
    body = {
        "type": "file_deleted",
        "file_id": file.id,
        "event_ts": workspace.clock.timestamp(),
    }
    workspace.emit(Event("file_deleted", body))
