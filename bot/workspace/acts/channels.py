"""Making, changing and closing channels.

Called by the conversations methods, by people and by administrators. Messages about a change are
posted through `acts.messages`, so apps hear of them as of any message.
"""

from __future__ import annotations

from bot.workspace.acts.members import add_member
from bot.workspace.acts.messages import Draft, post
from bot.workspace.model.channel import Channel, Kind, Note
from bot.workspace.state import Event, Workspace

_TWO = 2


def create_channel(workspace: Workspace, name: str, creator: str, *, private: bool) -> Channel:
    """Make a channel; its creator is its first member. The name must be free and allowed."""
    kind = Kind.PRIVATE if private else Kind.PUBLIC
    channel = _new(workspace, "C", kind, name, creator)
    if not private:
        _tell(workspace, channel, "channel_created", details=True)
    add_member(workspace, channel, creator)
    return channel


def open_direct(workspace: Workspace, users: list[str]) -> Channel:
    """Return the direct message (two users) or group message between users, made if needed."""
    existing = workspace.direct(*users)
    if existing is not None:
        return existing
    kind = Kind.MPIM if len(set(users)) > _TWO else Kind.IM
    names = [workspace.people[user].name for user in users]
    name = "" if kind is Kind.IM else f"mpdm-{'--'.join(names)}-1"
    channel = _new(workspace, "D" if kind is Kind.IM else "C", kind, name, users[0])
    channel.members = list(dict.fromkeys(users))
    return channel


def _new(workspace: Workspace, prefix: str, kind: Kind, name: str, creator: str) -> Channel:
    at = workspace.clock.seconds()
    identity = workspace.ids.entity(prefix)
    channel = Channel(identity, workspace.team.id, kind, name, creator, at, updated=at)
    workspace.channels[channel.id] = channel
    return channel


def set_topic(workspace: Workspace, channel: Channel, by: str, topic: str) -> None:
    """Set the topic and say so in the channel."""
    channel.topic = Note(topic, by, workspace.clock.seconds())
    text = f"set the channel topic: {topic}" if topic else "cleared channel topic"
    _system(workspace, channel, by, "channel_topic", text, topic=topic)


def set_purpose(workspace: Workspace, channel: Channel, by: str, purpose: str) -> None:
    """Set the purpose and say so in the channel."""
    channel.purpose = Note(purpose, by, workspace.clock.seconds())
    text = f"set the channel purpose: {purpose}" if purpose else "cleared channel purpose"
    _system(workspace, channel, by, "channel_purpose", text, purpose=purpose)


def rename(workspace: Workspace, channel: Channel, by: str, name: str) -> None:
    """Give the channel another name; the old one becomes free again."""
    old = channel.name
    channel.previous_names = [name_ for name_ in [old, *channel.previous_names] if name_ != name]
    channel.name = name
    text = f'has renamed the channel from "{old}" to "{name}"'
    _system(workspace, channel, by, "channel_name", text, name=name, old_name=old)
    _tell(workspace, channel, _word(channel, "rename"), details=True)


def archive(workspace: Workspace, channel: Channel, by: str) -> None:
    """Archive the channel. Its name stays taken; bots are taken out of it, as Slack does.

    They still know of it until it comes back: what they try then is refused as `is_archived`.
    """
    _system(workspace, channel, by, "channel_archive", "archived the channel")
    _tell(workspace, channel, _word(channel, "archive"), user=by)
    channel.is_archived = True
    bots = [one for one in channel.members if workspace.people[one].is_bot]
    channel.bots_at_archiving = bots
    channel.members = [one for one in channel.members if one not in bots]


def unarchive(workspace: Workspace, channel: Channel, by: str) -> None:
    """Bring an archived channel back; whoever did it is a member."""
    channel.is_archived = False
    if by not in channel.members:
        channel.members.append(by)
    _system(workspace, channel, by, "channel_unarchive", "un-archived the channel")
    _tell(workspace, channel, _word(channel, "unarchive"), user=by)


def delete_channel(workspace: Workspace, channel: Channel) -> None:
    """Delete the channel with all it holds; only an administrator can."""
    _tell(workspace, channel, _word(channel, "deleted"))
    channel.is_deleted = True


def _word(channel: Channel, what: str) -> str:
    return f"{'group' if channel.is_private else 'channel'}_{what}"


def _system(
    workspace: Workspace, channel: Channel, by: str, subtype: str, text: str, **extra: str
) -> None:
    draft = Draft(text=f"<@{by}> {text}", subtype=subtype, extra=dict(extra))
    post(workspace, channel, by, draft)


def _tell(
    workspace: Workspace, channel: Channel, name: str, *, user: str = "", details: bool = False
) -> None:
    channel.updated = workspace.clock.seconds()
    described = {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "created": channel.created,
        "creator": channel.creator,
        "is_channel": not channel.is_private,
    }
    body = {"type": name, "channel": described if details else channel.id}
    if user:
        body["user"] = user
    body["event_ts"] = workspace.clock.timestamp()
    workspace.emit(Event(name, body, channel))
