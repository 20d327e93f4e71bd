"""What Slack tells us happened: people coming and going, files, pins, edits, changed profiles.

Only references are recorded before the ack; texts are read afterwards by the projector.
"""

import contextlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.crisis.events import DEACTIVATED
from bot.crisis.ids import ChannelId, SlackUserId
from bot.crisis.intents import (
    AddEvidence,
    Intent,
    NoteChannelDeleted,
    NoteEntryText,
    NoteInvitationFailed,
    NoteMembership,
    NoteMessageDeleted,
    PinMessage,
    UnpinMessage,
)
from bot.crisis.words import MessageRef, Words
from bot.gateway.text import as_typed
from bot.projector.addresses import permalink
from handlers.doors import Doors
from handlers.home import show_home
from handlers.reply import Reply
from handlers.request import Request
from handlers.router import Router

PIN = "pushpin"
"""The reaction that puts a message on the timeline."""


def register(router: Router) -> None:
    """Serve the events that the manifest subscribes to."""
    router.on("event", "app_home_opened", show_home)
    router.on("event", "member_joined_channel", joined)
    router.on("event", "member_left_channel", left)
    router.on("event", "channel_deleted", deleted)
    router.on("event", "group_deleted", deleted)
    router.on("event", "reaction_added", pinned)
    router.on("event", "reaction_removed", unpinned)
    router.on("event", "message", message)
    router.on("event", "user_change", user_changed)


async def joined(request: Request, reply: Reply, doors: Doors) -> None:
    """Somebody is in a channel: in an incident's, they see it from now on.

    When it is us, what could not be shown there is tried again.
    """
    channel = request.event.get("channel")
    if request.event.get("user") == doors.identity().bot_user and isinstance(channel, str):
        await doors.store.surfaces.try_again(request.team, ChannelId(channel))
    await _membership(request, reply, doors, present=True)


async def left(request: Request, reply: Reply, doors: Doors) -> None:
    """Somebody left a channel: they see the incident no longer, nor does their App Home show it."""
    await _membership(request, reply, doors, present=False)
    user, channel = request.event.get("user"), request.event.get("channel")
    if not (isinstance(user, str) and isinstance(channel, str)):
        return
    # Their Home may still show it from before a restart; only what this process showed is known.
    if await doors.incident_of_channel(request.team, channel) is not None:
        doors.homes.revoke(request.team, SlackUserId(user))


async def deleted(request: Request, reply: Reply, doors: Doors) -> None:
    """A channel is gone for good: an incident's is made anew."""
    channel = request.event.get("channel")
    if isinstance(channel, str):
        await _by_bot(request, doors, channel, NoteChannelDeleted(ChannelId(channel)))
    await reply.ok()


async def pinned(request: Request, reply: Reply, doors: Doors) -> None:
    """A pin puts a message on the timeline."""
    source = _item(request)
    if request.event.get("reaction") == PIN and source is not None:
        author = request.event.get("item_user")
        written_by = SlackUserId(author) if isinstance(author, str) else None
        await _by_person(request, doors, PinMessage(source, written_by))
    await reply.ok()


async def unpinned(request: Request, reply: Reply, doors: Doors) -> None:
    """Taking the pin away takes the entry back."""
    source = _item(request)
    if request.event.get("reaction") == PIN and source is not None:
        await _by_person(request, doors, UnpinMessage(source))
    await reply.ok()


async def message(request: Request, reply: Reply, doors: Doors) -> None:
    """Keep files that are shared, and follow messages that are on a timeline; the rest is talk."""
    event = request.event
    subtype = event.get("subtype")
    channel = event.get("channel")
    if isinstance(channel, str) and subtype in ("message_changed", "message_deleted"):
        intent = _followed(request, ChannelId(channel), deleted=subtype == "message_deleted")
        if intent is not None:
            await _by_bot(request, doors, channel, intent)
    elif isinstance(channel, str) and subtype == "file_share":
        await _shared(request, doors)
    await reply.ok()


async def user_changed(request: Request, reply: Reply, doors: Doors) -> None:
    """Somebody's zone, language or name changed, or they are no longer in the workspace."""
    user = request.event.get("user")
    if isinstance(user, dict) and isinstance(user.get("id"), str):
        if user.get("deleted") is True:
            await _departed(request, doors, SlackUserId(user["id"]))
        await doors.directory.changed(request.team, user)
    await reply.ok()


async def _departed(request: Request, doors: Doors, user: SlackUserId) -> None:
    """An account was deactivated: Slack tells of no leaving, and whoever was counted on is gone."""
    gone = NoteMembership(user, present=False, source="reconciled", moved_at=_happened_at(request))
    for incident in await doors.listing.open_for(request.team, None):
        if user in incident.people() | incident.members:
            await doors.service.act(
                request.team,
                incident.id,
                gone,
                NoteInvitationFailed(user, DEACTIVATED),
                acting_user=None,
            )


async def _membership(request: Request, reply: Reply, doors: Doors, *, present: bool) -> None:
    user, channel = request.event.get("user"), request.event.get("channel")
    # We make the channel and so are in it; among the people we do not count.
    ourselves = user == doors.identity().bot_user
    if isinstance(user, str) and isinstance(channel, str) and not ourselves:
        intent = NoteMembership(SlackUserId(user), present=present, moved_at=_happened_at(request))
        await _by_bot(request, doors, channel, intent)
    await reply.ok()


def _happened_at(request: Request) -> datetime | None:
    """Return when an event happened, by Slack's clock: to the microsecond, or to the second."""
    for told in (request.event.get("event_ts"), request.body.get("event_time")):
        with contextlib.suppress(ValueError, OverflowError, OSError):
            return datetime.fromtimestamp(float(str(told)), UTC)
    return None


async def _shared(request: Request, doors: Doors) -> None:
    """Record the files of a message as evidence: who shared them and where. A hash follows."""
    incident = await doors.here(request) if request.user != doors.identity().bot_user else None
    ts = request.event.get("ts")
    if incident is None or incident.closed or request.channel is None or not isinstance(ts, str):
        return
    place = MessageRef(request.channel, ts)
    source = replace(place, permalink=permalink(doors.identity().url, place))
    known = {proof.id for proof in incident.evidence}
    shared = [
        AddEvidence(str(file["id"]), Words(str(file.get("name") or "")), source=source, file=name)
        for file in _mappings(request.event.get("files"))
        if isinstance(name := file.get("id"), str) and name not in known
    ]
    if shared:
        await doors.act(request, incident.id, *shared)


def _mappings(value: Any) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


async def _by_person(request: Request, doors: Doors, intent: Intent) -> None:
    incident = await doors.here(request) if request.user is not None else None
    if incident is not None:
        await doors.act(request, incident.id, intent)


async def _by_bot(request: Request, doors: Doors, channel: str, intent: Intent) -> None:
    incident_id = await doors.incident_of_channel(request.team, channel)
    if incident_id is not None:
        await doors.service.act(
            request.team,
            incident_id,
            intent,
            acting_user=None,
            delivery=request.delivery,
        )


def _item(request: Request) -> MessageRef | None:
    item = request.event.get("item")
    if not isinstance(item, dict) or item.get("type") != "message":
        return None
    channel, ts = item.get("channel"), item.get("ts")
    if not (isinstance(channel, str) and isinstance(ts, str)):
        return None
    return MessageRef(ChannelId(channel), ts)


def _followed(request: Request, channel: ChannelId, *, deleted: bool) -> Intent | None:
    event = request.event
    if deleted:
        ts = event.get("deleted_ts")
        return NoteMessageDeleted(MessageRef(channel, ts)) if isinstance(ts, str) else None
    changed = event.get("message")
    if not isinstance(changed, dict) or not isinstance(changed.get("ts"), str):
        return None
    source = MessageRef(channel, changed["ts"])
    if changed.get("subtype") == "tombstone":
        return NoteMessageDeleted(source)
    text = changed.get("text")
    return NoteEntryText(source, Words(as_typed(text))) if isinstance(text, str) else None
