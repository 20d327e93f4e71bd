"""The manifest of the probe app that the tests install."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

SCOPES = [
    "app_mentions:read",
    "bookmarks:read",
    "bookmarks:write",
    "channels:history",
    "channels:join",
    "channels:manage",
    "channels:read",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "groups:write",
    "im:history",
    "im:read",
    "im:write",
    "mpim:write",
    "pins:read",
    "pins:write",
    "reactions:read",
    "reactions:write",
    "users:read",
]

EVENTS = [
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "channel_archive",
    "channel_rename",
    "file_shared",
    "group_archive",
    "group_left",
    "group_rename",
    "member_joined_channel",
    "member_left_channel",
    "message.channels",
    "message.groups",
    "message.im",
    "pin_added",
    "reaction_added",
    "reaction_removed",
    "tokens_revoked",
    "user_change",
]

_URL = "https://probe.example.com/slack/events"


def manifest(*, socket_mode: bool = False, **home: bool) -> dict[str, Any]:
    """Return a manifest; `home` overrides App Home settings."""
    tabs = {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }
    document: dict[str, Any] = {
        "display_information": {"name": "Probe"},
        "features": {
            "app_home": tabs | home,
            "bot_user": {"display_name": "probe", "always_online": True},
            "shortcuts": [
                {"name": "Open", "type": "global", "callback_id": "probe.open", "description": "d"},
                {
                    "name": "Keep",
                    "type": "message",
                    "callback_id": "probe.keep",
                    "description": "d",
                },
            ],
            "slash_commands": [
                {"command": "/probe", "description": "Probe", "url": _URL, "should_escape": True},
            ],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {"request_url": _URL, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, "request_url": _URL},
            "socket_mode_enabled": socket_mode,
        },
    }
    if socket_mode:
        document = deepcopy(document)
        del document["settings"]["event_subscriptions"]["request_url"]
        del document["settings"]["interactivity"]["request_url"]
        del document["features"]["slash_commands"][0]["url"]
    return document


def without_scopes(*scopes: str) -> dict[str, Any]:
    """Return the manifest without some scopes."""
    document = manifest()
    kept = [scope for scope in SCOPES if scope not in scopes]
    document["oauth_config"]["scopes"]["bot"] = kept
    return document
