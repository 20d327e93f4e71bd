"""files.*: the upload in three steps, and what is known of a file."""

from __future__ import annotations

from bot.workspace.acts import files as acts
from bot.workspace.acts.messages import Draft
from bot.workspace.model.channel import Channel
from bot.workspace.model.file import File
from bot.workspace.normalize import message_text, normalize_blocks
from bot.workspace.shapes import ApiError, Json
from bot.workspace.webapi.call import Call

_MOST_CHANNELS = 100
_LONGEST_ALT_TEXT = 1000


def get_upload_url(call: Call) -> Json:
    """Hand out an address for one upload and the id that the file will have."""
    settings = call.workspace.settings
    length = call.args.number("length", 0)
    if not call.args.has("filename") or length <= 0:
        raise ApiError("missing_argument")
    if not settings.file_uploads:
        raise ApiError("file_uploads_disabled")
    if length > settings.max_file_bytes:
        raise ApiError("file_upload_size_restricted")
    alt_text = call.args.text("alt_txt")
    if len(alt_text) > _LONGEST_ALT_TEXT:
        raise ApiError("alt_txt_too_large")
    name = call.args.text("filename")
    file = acts.request_upload(call.workspace, call.me, name, length, alt_text)
    return {"upload_url": f"{file.origin}/upload/v1/{file.ticket}", "file_id": file.id}


def complete_upload(call: Call) -> Json:
    """Finish uploads and share them; the shares appear a little later, asynchronously."""
    files = _uploaded(call)
    channels = _destinations(call)
    draft = _draft(call)
    for file, entry in files:
        file.state = "complete"
        file.title = str(entry.get("title") or file.name)
    done = [file for file, _ in files]
    for channel in channels:
        call.backstage.share_later(call.workspace, done, channel, draft)
    return {"files": [file.to_json() for file in done]}


def _uploaded(call: Call) -> list[tuple[File, Json]]:
    try:
        listed = call.args.decoded("files")
    except ValueError:
        listed = None
    if not isinstance(listed, list) or not listed:
        raise ApiError("invalid_arguments", ("[ERROR] must be an array [json-pointer:/files]",))
    found = []
    for entry in listed:
        if not isinstance(entry, dict):
            raise ApiError("invalid_arguments", ("[ERROR] must be an object",))
        file = call.workspace.files.get(str(entry.get("id", "")))
        if file is None or file.state != "uploaded" or file.user != call.me:
            raise ApiError("file_not_found")
        found.append((file, entry))
    return found


def _destinations(call: Call) -> list[Channel]:
    wanted = call.args.words("channels") or call.args.words("channel_id")
    if len(wanted) > _MOST_CHANNELS:
        raise ApiError("channels_limit_exceeded")
    return [_destination(call, one) for one in wanted]


def _destination(call: Call, wanted: str) -> Channel:
    channel = call.workspace.channels.get(wanted)
    if channel is None or not call.workspace.sees(call.me, channel):
        raise ApiError("channel_not_found")
    if call.me not in channel.members:
        raise ApiError("not_in_channel")
    if channel.is_archived:
        raise ApiError("is_archived")
    if not call.workspace.settings.apps_may_post:
        raise ApiError("posting_to_channel_denied")
    if call.args.has("thread_ts") and channel.find(call.args.text("thread_ts")) is None:
        raise ApiError("thread_not_found")
    return channel


def _draft(call: Call) -> Draft:
    comment = call.args.text("initial_comment")
    blocks: list[Json] = []
    if not comment and call.args.has("blocks"):
        try:
            blocks = normalize_blocks(call.args.decoded("blocks"), call.workspace.ids)
        except (ValueError, TypeError):
            raise ApiError("invalid_blocks") from None
    thread_ts = call.args.text("thread_ts") or None
    return Draft(message_text(comment), blocks, thread_ts=thread_ts)


def info(call: Call) -> Json:
    """Describe a file that the bot can see."""
    file = _visible(call)
    return {"file": file.to_json(), "comments": [], "response_metadata": {"next_cursor": ""}}


def list_files(call: Call) -> Json:
    """List files that the bot can see."""
    channel = call.args.text("channel")
    found = [
        file.to_json()
        for file in call.workspace.files.values()
        if sees_file(call, file) and channel in ("", *file.shares)
    ]
    return {"files": found, "paging": {"count": 100, "total": len(found), "page": 1, "pages": 1}}


def delete(call: Call) -> Json:
    """Delete a file of the bot's own."""
    file = _visible(call)
    if file.user != call.me:
        raise ApiError("cant_delete_file")
    acts.delete_file(call.workspace, file)
    return {}


def _visible(call: Call) -> File:
    file = call.workspace.files.get(call.args.text("file"))
    if file is None or not sees_file(call, file):
        raise ApiError("file_not_found")
    if file.state == "deleted":
        raise ApiError("file_deleted")
    return file


def sees_file(call: Call, file: File) -> bool:
    """Tell whether the bot uploaded the file, was given it, or is where it was shared."""
    if file.state not in ("complete", "deleted"):
        return False
    channels = [call.workspace.channels[one] for one in file.shares]
    its_own = call.me == file.user or call.me in file.handed_to
    return its_own or any(call.me in channel.members for channel in channels)
