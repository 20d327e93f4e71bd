"""conversations.history and conversations.replies."""

from __future__ import annotations

from bot.workspace.model.channel import Channel
from bot.workspace.model.message import Message
from bot.workspace.shapes import ApiError, Json
from bot.workspace.webapi.call import Call, is_timestamp
from bot.workspace.webapi.paging import decode_cursor, encode_cursor, limit_of

_MOST = 999


def history(call: Call) -> Json:
    """Return messages, newest first; replies only when they were broadcast."""
    channel = _readable(call)
    shown = [one for one in channel.messages if not one.is_reply or one.reply_broadcast]
    within = sorted(_between(call, shown), key=lambda one: one.ts, reverse=True)
    before = decode_cursor(call, "next_ts")
    rest = [one for one in within if not before or one.ts <= before]
    limit = limit_of(call, 100, _MOST)
    return _answer(call, channel, rest, limit) | {"pin_count": len(channel.pins)}


def replies(call: Call) -> Json:
    """Return a thread, its parent first, then replies, oldest first."""
    channel = _readable(call)
    parent = channel.find(call.args.text("ts"))
    if parent is not None and parent.is_reply:
        parent = channel.find(parent.thread_ts or "")
    if parent is None:
        raise ApiError("thread_not_found")
    after = decode_cursor(call, "next_ts")
    following = _between(call, channel.replies(parent.ts))
    thread = [one for one in [parent, *following] if not after or one.ts >= after]
    return _answer(call, channel, thread, limit_of(call, 1000, 1000))


def _readable(call: Call) -> Channel:
    channel = call.channel()
    call.need_scope_for(channel.kind)
    if call.me not in channel.members and not channel.is_archived:
        raise ApiError("not_in_channel")
    return channel


def _between(call: Call, messages: list[Message]) -> list[Message]:
    oldest, latest = call.args.text("oldest"), call.args.text("latest")
    for name, bound in (("oldest", oldest), ("latest", latest)):
        if bound and not (is_timestamp(bound) or bound.isdigit()):
            raise ApiError(f"invalid_ts_{name}")
    ends = call.args.flag("inclusive")
    return [
        one
        for one in messages
        if (not oldest or _after(one.ts, oldest) or (ends and one.ts == oldest))
        and (not latest or _after(latest, one.ts) or (ends and one.ts == latest))
    ]


def _after(ts: str, bound: str) -> bool:
    return _micros(ts) > _micros(bound)


def _micros(ts: str) -> int:
    seconds, _, fraction = ts.partition(".")
    return int(seconds or 0) * 1_000_000 + int(fraction.ljust(6, "0")[:6] or 0)


def _answer(call: Call, channel: Channel, messages: list[Message], limit: int) -> Json:
    metadata = call.args.flag("include_all_metadata")
    rest = messages[limit:]
    answer: Json = {
        "messages": [channel.show(one, metadata=metadata) for one in messages[:limit]],
        "has_more": bool(rest),
    }
    if rest:
        answer["response_metadata"] = {"next_cursor": encode_cursor("next_ts", rest[0].ts)}
    return answer
