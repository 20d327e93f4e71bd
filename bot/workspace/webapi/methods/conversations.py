"""conversations.*: making, changing and closing."""

from __future__ import annotations

from bot.workspace.acts import channels as acts
from bot.workspace.checks.names import check_channel_name, check_purpose, check_topic
from bot.workspace.model.channel import Channel, Kind
from bot.workspace.model.channel_json import channel_json
from bot.workspace.shapes import ApiError, Json
from bot.workspace.webapi.call import Call

_MOST_IN_A_GROUP_MESSAGE = 8


def create(call: Call) -> Json:
    """Make a channel with the bot as creator and first member."""
    private = call.args.flag("is_private")
    call.need_scope_for(Kind.PRIVATE if private else Kind.PUBLIC)
    name = call.args.text("name")
    _free_name(call, name)
    if not call.workspace.settings.apps_may_create_channels:
        raise ApiError("restricted_action")
    channel = acts.create_channel(call.workspace, name, call.me, private=private)
    return {"channel": channel_json(channel, call.me)}


def rename(call: Call) -> Json:
    """Rename a channel that the bot made."""
    channel = _changeable(call)
    name = call.args.text("name")
    if name != channel.name:
        _free_name(call, name)
    if channel.creator != call.me or not call.workspace.settings.apps_may_rename:
        raise ApiError("not_authorized")
    acts.rename(call.workspace, channel, call.me, name)
    return {"channel": channel_json(channel, call.me)}


def _free_name(call: Call, name: str) -> None:
    call.refuse(check_channel_name(name))
    if call.workspace.channel_named(name) is not None:
        raise ApiError("name_taken")


def _changeable(call: Call) -> Channel:
    channel = call.channel()
    call.need_scope_for(channel.kind)
    if channel.is_direct:
        raise ApiError("method_not_supported_for_channel_type")
    return call.open_channel()


def set_topic(call: Call) -> Json:
    """Set the topic of a conversation that the bot is in."""
    channel = _describable(call)
    topic = call.args.text("topic")
    call.refuse(check_topic(topic))
    acts.set_topic(call.workspace, channel, call.me, topic)
    return {"channel": channel_json(channel, call.me)}


def set_purpose(call: Call) -> Json:
    """Set the purpose of a conversation that the bot is in."""
    channel = _describable(call)
    purpose = call.args.text("purpose")
    call.refuse(check_purpose(purpose))
    acts.set_purpose(call.workspace, channel, call.me, purpose)
    return {"channel": channel_json(channel, call.me)}


def _describable(call: Call) -> Channel:
    channel = call.channel()
    call.need_scope_for(channel.kind)
    if channel.kind is Kind.IM:
        raise ApiError("method_not_supported_for_channel_type")
    return call.open_channel()


def archive(call: Call) -> Json:
    """Archive a channel that the bot is in."""
    channel = call.channel()
    call.need_scope_for(channel.kind)
    if channel.kind is Kind.IM:
        raise ApiError("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise ApiError("already_archived")
    if channel.is_general:
        raise ApiError("cant_archive_general")
    call.member_channel()
    if not call.workspace.settings.apps_may_archive:
        raise ApiError("restricted_action")
    acts.archive(call.workspace, channel, call.me)
    return {}


def unarchive(call: Call) -> Json:
    """Refuse: archiving took the bot out, and only members can bring a channel back."""
    channel = call.channel()
    call.need_scope_for(channel.kind)
    if channel.is_direct:
        raise ApiError("method_not_supported_for_channel_type")
    if not channel.is_archived:
        raise ApiError("not_archived")
    raise ApiError("not_in_channel")


def open_conversation(call: Call) -> Json:
    """Open a direct or group message, or find the one that exists."""
    if call.args.has("channel"):
        return _resume(call)
    users = call.args.words("users")
    if not users:
        raise ApiError("users_list_not_supplied")
    if len(users) > _MOST_IN_A_GROUP_MESSAGE:
        raise ApiError("too_many_users")
    others = [user for user in dict.fromkeys(users) if user != call.me]
    for user in others:
        _reachable(call, user)
    if not others:
        raise ApiError("not_enough_users")
    kind = Kind.IM if len(others) == 1 else Kind.MPIM
    call.need_scope_for(kind)
    return _opened(call, [call.me, *others])


def _reachable(call: Call, user: str) -> None:
    person = call.workspace.people.get(user)
    if person is None:
        raise ApiError("user_not_found")
    if person.deleted:
        raise ApiError("user_disabled")
    if person.is_bot:
        raise ApiError("cannot_dm_bot")


def _opened(call: Call, users: list[str]) -> Json:
    existing = call.workspace.direct(*users)
    if existing is None and call.args.flag("prevent_creation"):
        raise ApiError("channel_not_found")
    channel = existing or acts.open_direct(call.workspace, users)
    known = {"no_op": True, "already_open": True} if existing is not None else {}
    return {**known, "channel": _short_or_full(call, channel)}


def _resume(call: Call) -> Json:
    channel = call.channel()
    if not channel.is_direct:
        raise ApiError("method_not_supported_for_channel_type")
    call.need_scope_for(channel.kind)
    return {"no_op": True, "already_open": True, "channel": _short_or_full(call, channel)}


def _short_or_full(call: Call, channel: Channel) -> Json:
    if call.args.flag("return_im") or channel.kind is Kind.MPIM:
        return channel_json(channel, call.me)
    return {"id": channel.id}
