"""Which app hears of which event, and in what envelope.

An app hears of an event when its manifest subscribes to it, a scope for it was granted, and, for
what happens inside a channel, its bot is a member.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.workspace.delivery.parcel import Parcel
from bot.workspace.model.app import App, Standing

if TYPE_CHECKING:
    from bot.workspace.delivery.courier import Courier
    from bot.workspace.shapes import Json
    from bot.workspace.state import Event, Workspace

_CHANNELS = frozenset({"channels:read"})
_GROUPS = frozenset({"groups:read"})
_ANY_CHANNEL = _CHANNELS | _GROUPS
_PARTING = ("app_uninstalled", "tokens_revoked")
_NOTHING: frozenset[str] = frozenset()

# Event -> the scopes of which one is needed, and whether the bot must be a member.
RULES = MappingProxyType(
    {
        "message.channels": (frozenset({"channels:history"}), True),
        "message.groups": (frozenset({"groups:history"}), True),
        "message.im": (frozenset({"im:history"}), True),
        "message.mpim": (frozenset({"mpim:history"}), True),
        "app_mention": (frozenset({"app_mentions:read"}), True),
        "member_joined_channel": (_ANY_CHANNEL, True),
        "member_left_channel": (_ANY_CHANNEL, True),
        "channel_created": (_CHANNELS, False),
        "channel_rename": (_CHANNELS, False),
        "channel_archive": (_CHANNELS, False),
        "channel_unarchive": (_CHANNELS, False),
        "channel_deleted": (_CHANNELS, False),
        "channel_left": (_CHANNELS, False),
        "group_rename": (_GROUPS, True),
        "group_archive": (_GROUPS, True),
        "group_unarchive": (_GROUPS, True),
        "group_deleted": (_GROUPS, True),
        "group_left": (_GROUPS, False),
        "pin_added": (frozenset({"pins:read"}), True),
        "pin_removed": (frozenset({"pins:read"}), True),
        "reaction_added": (frozenset({"reactions:read"}), True),
        "reaction_removed": (frozenset({"reactions:read"}), True),
        "file_shared": (frozenset({"files:read"}), True),
        "file_deleted": (frozenset({"files:read"}), False),
        "user_change": (frozenset({"users:read"}), False),
        "team_join": (frozenset({"users:read"}), False),
        "app_home_opened": (_NOTHING, False),
        "app_uninstalled": (_NOTHING, False),
        "tokens_revoked": (_NOTHING, False),
    },
)


class Emitter:
    """The sink of every workspace: turns events into parcels for apps."""

    def __init__(self, courier: Courier) -> None:
        self._courier = courier

    def __call__(self, workspace: Workspace, event: Event) -> None:
        """Deliver an event to every app that hears of it."""
        for app in workspace.apps.values():
            if hears(workspace, app, event):
                body = envelope(workspace, app, event)
                url = app.request_url or app.manifest.events_url
                label = str(event.body["type"])
                self._courier.post_event(app, Parcel("events_api", label, body, url))


def hears(workspace: Workspace, app: App, event: Event) -> bool:
    """Tell whether an app is told of an event."""
    scopes, member = RULES[event.name]
    if event.name not in app.manifest.events or event.only_app not in (None, app.id):
        return False
    if app.standing is not Standing.VALID and event.name not in _PARTING:
        return False
    if scopes and not scopes & app.scopes:
        return False
    if event.channel is None or not member:
        return True
    person = workspace.people[app.bot_user_id]
    return app.bot_user_id in event.channel.members and not person.deleted


def envelope(workspace: Workspace, app: App, event: Event) -> Json:
    """Return the outer body of an event."""
    shared = event.channel is not None and event.channel.is_ext_shared
    return {
        "token": app.verification_token,
        "team_id": workspace.team.id,
        "context_team_id": workspace.team.id,
        "context_enterprise_id": None,
        "api_app_id": app.id,
        "event": event.body,
        "type": "event_callback",
        "event_id": workspace.ids.entity("Ev"),
        "event_time": workspace.clock.seconds(),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": workspace.team.id,
                "user_id": app.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            },
        ],
        "is_ext_shared_channel": shared,
        "event_context": f"4-{workspace.ids.short(40)}",
    }
