"""conversations.*: who is in, and what there is."""

from __future__ import annotations

from bot.workspace.acts.members import add_member, remove_member
from bot.workspace.model.channel import Channel, Kind
from bot.workspace.model.channel_json import channel_json
from bot.workspace.shapes import ApiError, Json
from bot.workspace.webapi.call import Call
from bot.workspace.webapi.methods.users import conversation_page, wanted_kinds
from bot.workspace.webapi.paging import page

_MOST_INVITED = 100


def info(call: Call) -> Json:
    """Describe a conversation."""
    channel = call.channel()
    call.need_scope_for(channel.kind)
    shown = channel_json(channel, call.me, num_members=call.args.flag("include_num_members"))
    if call.args.flag("include_locale"):
        shown["locale"] = "en-US"
    return {"channel": shown}


def list_conversations(call: Call) -> Json:
    """List what the bot can know of: public channels, and others only with it in them."""
    kinds = wanted_kinds(call)
    found = [
        channel
        for channel in call.workspace.channels.values()
        if channel.kind in kinds and call.workspace.sees(call.me, channel)
    ]
    return conversation_page(call, found)


def members(call: Call) -> Json:
    """List the members of a conversation."""
    channel = call.channel()
    call.need_scope_for(channel.kind)
    shown, metadata = page(call, channel.members, str, default=100)
    return {"members": shown, "response_metadata": metadata}


def join(call: Call) -> Json:
    """Join a public channel."""
    channel = call.channel()
    if channel.kind is not Kind.PUBLIC:
        raise ApiError("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise ApiError("is_archived")
    already = call.me in channel.members
    add_member(call.workspace, channel, call.me)
    answer: Json = {"channel": channel_json(channel, call.me)}
    if already:
        warning = "already_in_channel"
        answer |= {"warning": warning, "response_metadata": {"warnings": [warning]}}
    return answer


def leave(call: Call) -> Json:
    """Leave a channel."""
    channel = _channel_with_members(call)
    if channel.is_archived:
        raise ApiError("is_archived")
    if channel.is_general:
        raise ApiError("cant_leave_general")
    if call.me not in channel.members:
        return {"not_in_channel": True}
    if channel.is_private and channel.members == [call.me]:
        raise ApiError("last_member")
    remove_member(call.workspace, channel, call.me)
    return {}


def kick(call: Call) -> Json:
    """Take someone out of a channel."""
    channel = _channel_with_members(call)
    call.open_channel()
    user = call.person()
    if user.id == call.me:
        raise ApiError("cant_kick_self")
    if channel.is_general:
        raise ApiError("cant_kick_from_general")
    if user.id not in channel.members:
        raise ApiError("not_in_channel")
    remove_member(call.workspace, channel, user.id, by=call.me)
    return {"errors": {}}


def invite(call: Call) -> Json:
    """Invite people; without `force` one who cannot be invited keeps all the others out."""
    channel = _channel_with_members(call)
    call.open_channel()
    users = list(dict.fromkeys(call.args.words("users")))
    if not users:
        raise ApiError("no_user")
    if len(users) > _MOST_INVITED:
        line = "[ERROR] too many users [json-pointer:/users]"
        raise ApiError("invalid_arguments", (line,))
    refused = {user: code for user in users if (code := _obstacle(call, channel, user))}
    welcome = [user for user in users if user not in refused]
    if refused and not (call.args.flag("force") and welcome):
        raise _not_invited(refused, several=len(users) > 1)
    for user in welcome:
        add_member(call.workspace, channel, user, inviter=call.me)
    answer: Json = {"channel": channel_json(channel, call.me)}
    return answer | ({"errors": _rows(refused)} if refused else {})


def _obstacle(call: Call, channel: Channel, user: str) -> str:
    person = call.workspace.people.get(user)
    if person is None:
        return "user_not_found"
    if user == call.me:
        return "cant_invite_self"
    if user in channel.members:
        return "already_in_channel"
    if person.deleted:
        return "cant_invite"
    if person.team_id != call.workspace.team.id:
        return "no_external_invite_permission"
    if person.is_ultra_restricted and _in_some_channel(call, user):
        return "ura_max_channels"
    return ""


def _in_some_channel(call: Call, user: str) -> bool:
    return any(user in channel.members for channel in call.workspace.named_channels())


def _not_invited(refused: dict[str, str], *, several: bool) -> ApiError:
    code = next(iter(refused.values()))
    return ApiError(code, errors=_rows(refused)) if several else ApiError(code)


def _rows(refused: dict[str, str]) -> list[Json]:
    return [{"user": user, "ok": False, "error": code} for user, code in refused.items()]


def _channel_with_members(call: Call) -> Channel:
    channel = call.channel()
    call.need_scope_for(channel.kind)
    if channel.is_direct:
        raise ApiError("method_not_supported_for_channel_type")
    return channel
