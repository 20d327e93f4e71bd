"""Conversation objects as JSON.

Apart from the record so that both stay readable; used by the conversations methods and by events.
"""

from __future__ import annotations

from bot.workspace.model.channel import Channel, Kind
from bot.workspace.shapes import Json


def channel_json(channel: Channel, viewer: str, *, num_members: bool = False) -> Json:
    """Return the conversation as `viewer` (a user id) sees it."""
    shown = _direct(channel, viewer) if channel.kind is Kind.IM else _named(channel, viewer)
    if num_members:
        shown["num_members"] = len(channel.members)
    return shown


def _direct(channel: Channel, viewer: str) -> Json:
    other = next((one for one in channel.members if one != viewer), viewer)
    return {
        "id": channel.id,
        "created": channel.created,
        "is_archived": False,
        "is_im": True,
        "is_org_shared": False,
        "context_team_id": channel.team_id,
        "updated": channel.updated * 1000,
        "user": other,
        "is_user_deleted": False,
        "priority": 0,
    }


def _named(channel: Channel, viewer: str) -> Json:
    return {
        "id": channel.id,
        "name": channel.name,
        "is_channel": channel.kind is Kind.PUBLIC or channel.kind is Kind.PRIVATE,
        "is_group": False,
        "is_im": False,
        "is_mpim": channel.kind is Kind.MPIM,
        "is_private": channel.is_private,
        "created": channel.created,
        "is_archived": channel.is_archived,
        "is_general": channel.is_general,
        "unlinked": 0,
        "name_normalized": channel.name,
        "is_shared": channel.is_ext_shared,
        "is_org_shared": False,
        "is_pending_ext_shared": False,
        "is_ext_shared": channel.is_ext_shared,
        "context_team_id": channel.team_id,
        "shared_team_ids": [channel.team_id],
        "updated": channel.updated * 1000,
        "creator": channel.creator,
        "is_member": viewer in channel.members,
        "topic": channel.topic.to_json(),
        "purpose": channel.purpose.to_json(),
        "previous_names": list(channel.previous_names),
    }
