"""Coming into and going out of channels."""

from __future__ import annotations

from bot.workspace.acts.messages import Draft, post
from bot.workspace.model.channel import Channel, Kind
from bot.workspace.shapes import Json
from bot.workspace.state import Event, Workspace


def add_member(
    workspace: Workspace, channel: Channel, user: str, inviter: str | None = None
) -> None:
    """Make a user a member and say so; nothing happens when they are one already."""
    if user in channel.members:
        return
    channel.members.append(user)
    extra = {"inviter": inviter} if inviter else {}
    draft = Draft(f"<@{user}> has joined the channel", subtype="channel_join", extra=extra)
    post(workspace, channel, user, draft)
    _tell(workspace, channel, "member_joined_channel", user, extra)


def remove_member(workspace: Workspace, channel: Channel, user: str, by: str | None = None) -> None:
    """Take a user out of a channel, by their own will or by someone else's."""
    if user not in channel.members:
        return
    channel.members.remove(user)
    if by is None:
        draft = Draft(f"<@{user}> has left the channel", subtype="channel_leave")
        post(workspace, channel, user, draft)
    _tell(workspace, channel, "member_left_channel", user, {})
    _tell_own_app(workspace, channel, user)


def _tell(workspace: Workspace, channel: Channel, name: str, user: str, extra: Json) -> None:
    person = workspace.people[user]
    body = {
        "type": name,
        "user": user,
        "channel": channel.id,
        "channel_type": "C" if channel.kind is Kind.PUBLIC else "G",
        "team": person.team_id,
        **extra,
        "event_ts": workspace.clock.timestamp(),
    }
    workspace.emit(Event(name, body, channel))


def _tell_own_app(workspace: Workspace, channel: Channel, user: str) -> None:
    app_id = workspace.people[user].app_id
    if app_id is None:
        return
    name = "group_left" if channel.is_private else "channel_left"
    body = {
        "type": name,
        "channel": channel.id,
        "actor_id": user,
        "event_ts": workspace.clock.timestamp(),
    }
    workspace.emit(Event(name, body, channel, only_app=app_id))
