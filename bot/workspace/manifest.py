"""What an app's manifest says, as the local Slack needs it.

Used when an app is installed. Whether the manifest is well formed is decided by
`bot.workspace.checks`; here it is only read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command: its word with the slash, where it goes, and whether mentions are escaped."""

    word: str
    url: str
    description: str
    usage_hint: str
    should_escape: bool


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A shortcut: `kind` is `global` or `message`."""

    callback_id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The parts of a manifest that change what Slack does."""

    name: str
    bot_name: str
    scopes: tuple[str, ...]
    events: frozenset[str]
    commands: tuple[Command, ...]
    shortcuts: tuple[Shortcut, ...]
    events_url: str
    interactivity_url: str
    options_url: str
    interactivity: bool
    socket_mode: bool
    home_tab: bool
    messages_tab: bool
    messages_read_only: bool


def read_manifest(document: Mapping[str, Any]) -> Manifest:
    """Return what the manifest says; absent parts mean what they mean to Slack (off, empty)."""
    features = document.get("features", {})
    settings = document.get("settings", {})
    events = settings.get("event_subscriptions", {})
    interactivity = settings.get("interactivity", {})
    home = features.get("app_home", {})
    return Manifest(
        name=document["display_information"]["name"],
        bot_name=features.get("bot_user", {}).get("display_name", ""),
        scopes=tuple(document.get("oauth_config", {}).get("scopes", {}).get("bot", ())),
        events=frozenset(events.get("bot_events", ())),
        commands=tuple(map(_command, features.get("slash_commands", ()))),
        shortcuts=tuple(map(_shortcut, features.get("shortcuts", ()))),
        events_url=events.get("request_url", ""),
        interactivity_url=interactivity.get("request_url", ""),
        options_url=interactivity.get("message_menu_options_url", ""),
        interactivity=bool(interactivity.get("is_enabled", False)),
        socket_mode=bool(settings.get("socket_mode_enabled", False)),
        home_tab=bool(home.get("home_tab_enabled", False)),
        messages_tab=bool(home.get("messages_tab_enabled", True)),
        messages_read_only=bool(home.get("messages_tab_read_only_enabled", False)),
    )


def _command(entry: Mapping[str, Any]) -> Command:
    return Command(
        word=entry["command"],
        url=entry.get("url", ""),
        description=entry.get("description", ""),
        usage_hint=entry.get("usage_hint", ""),
        should_escape=bool(entry.get("should_escape", False)),
    )


def _shortcut(entry: Mapping[str, Any]) -> Shortcut:
    return Shortcut(entry["callback_id"], entry["name"], entry["type"])
