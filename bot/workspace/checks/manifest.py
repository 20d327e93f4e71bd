"""What Slack refuses in an app manifest.

Called when an app is installed into the local Slack and by whoever ships a manifest. Follows
Slack's published schema (version 1, and 2 where `_metadata.major_version` says so); the workflow
parts of hosted apps are checked for their kind only.
"""

from __future__ import annotations

import re
from typing import Any, Final

from bot.workspace.checks import limits
from bot.workspace.checks.schema import (
    Anything,
    Choice,
    Flag,
    ListOf,
    MapOf,
    Obj,
    Report,
    Rule,
    Text,
    Whole,
)

_WEB: Final = re.compile(r"https?://")
_SECURE: Final = re.compile(r"https://")
_COLOR: Final = re.compile(r"#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?\Z")
_COMMAND: Final = re.compile(r"/\S+\Z")
_DOMAIN: Final = re.compile(r"(?![.\-])[-a-z0-9.]+[a-z0-9]\Z")
_BYTE: Final = r"(?:[0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])"
_RANGE: Final = re.compile(rf"(?:{_BYTE}\.){{3}}{_BYTE}(?:/(?:3[0-2]|[12][0-9]|[0-9]))?\Z")
_MAIL: Final = re.compile(r"[^@\s]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\Z")
_MESSAGE: Final = re.compile(r"\[ERROR\] (?P<text>.*) \[json-pointer:(?P<at>.*)\]\Z", re.DOTALL)


def _web(most: int) -> Text:
    return Text(most, pattern=_WEB, what="URL")


def _strings(most: int, each: int, *, unique: bool = False) -> ListOf:
    return ListOf(Text(each), most, least=0, unique=unique)


_STRING: Final = Text(least=0)

_DISPLAY: Final = Obj(
    {"name": Text(limits.APP_NAME)},
    {
        "description": Text(limits.APP_DESCRIPTION),
        "background_color": Text(7, least=4, pattern=_COLOR, what="color"),
        "long_description": Text(limits.APP_LONG_DESCRIPTION, least=175),
    },
)

_COMMAND_RULE: Final = Obj(
    {
        "command": Text(limits.COMMAND, least=2, pattern=_COMMAND, what="command"),
        "description": Text(limits.COMMAND_DESCRIPTION),
    },
    {
        "url": _web(limits.COMMAND_URL),
        "usage_hint": Text(limits.COMMAND_HINT),
        "should_escape": Flag(),
    },
)

_SHORTCUT: Final = Obj(
    {
        "name": Text(limits.SHORTCUT_NAME),
        "type": Choice(("message", "global")),
        "callback_id": Text(limits.SHORTCUT_CALLBACK),
        "description": Text(limits.SHORTCUT_DESCRIPTION),
    }
)

_PROMPT: Final = Obj({"title": _STRING, "message": _STRING})
_STEP: Final = Obj({"name": Text(50), "callback_id": Text(50)})

_FEATURES: Final = Obj(
    optional={
        "app_home": Obj(
            optional={
                "home_tab_enabled": Flag(),
                "messages_tab_enabled": Flag(),
                "messages_tab_read_only_enabled": Flag(),
            }
        ),
        "bot_user": Obj({"display_name": Text(limits.BOT_NAME)}, {"always_online": Flag()}),
        "functions": ListOf(Anything((dict,)), 50, least=0),
        "shortcuts": ListOf(_SHORTCUT, limits.SHORTCUTS),
        "slash_commands": ListOf(_COMMAND_RULE, limits.COMMANDS),
        "workflow_steps": ListOf(_STEP, 10),
        "unfurl_domains": ListOf(
            Text(limits.UNFURL_DOMAIN, pattern=_DOMAIN, what="domain"),
            limits.UNFURL_DOMAINS,
            unique=True,
        ),
        "assistant_view": Obj(
            {"assistant_description": _STRING}, {"suggested_prompts": ListOf(_PROMPT, least=0)}
        ),
        "agent_view": Obj(
            optional={
                "agent_description": Text(limits.AGENT_DESCRIPTION, least=0),
                "suggested_prompts": ListOf(_PROMPT, limits.AGENT_PROMPTS, least=0),
                "actions": ListOf(Obj({"name": _STRING, "description": _STRING}), least=0),
            }
        ),
    }
)

_SCOPES: Final = _strings(limits.SCOPES, limits.SCOPE)

_OAUTH: Final = Obj(
    optional={
        "redirect_urls": _strings(limits.REDIRECT_URLS, limits.REDIRECT_URL, unique=True),
        "scopes": Obj(
            optional=dict.fromkeys(("bot", "user", "bot_optional", "user_optional"), _SCOPES)
        ),
        "token_management_enabled": Flag(),
        "pkce_enabled": Flag(),
    }
)

_EVENTS: Final = _strings(limits.EVENTS, limits.EVENT, unique=True)

_SETTINGS: Final = Obj(
    optional={
        "allowed_ip_address_ranges": ListOf(
            Text(pattern=_RANGE, what="IP address range"), limits.ADDRESS_RANGES, unique=True
        ),
        "event_subscriptions": Obj(
            optional={
                "request_url": _web(limits.REQUEST_URL),
                "user_events": _EVENTS,
                "bot_events": _EVENTS,
                "metadata_subscriptions": ListOf(
                    Obj({"app_id": _STRING, "event_type": Text(50, least=0)}),
                    limits.METADATA_SUBSCRIPTIONS,
                    unique=True,
                ),
            }
        ),
        "incoming_webhooks": Obj(optional={"incoming_webhooks_enabled": Flag()}),
        "interactivity": Obj(
            {"is_enabled": Flag()},
            {
                "request_url": _web(limits.REQUEST_URL),
                "message_menu_options_url": _web(limits.REQUEST_URL),
            },
        ),
        "siws_links": Obj(
            optional={"initiate_uri": Text(limits.REQUEST_URL, pattern=_SECURE, what="HTTPS URL")}
        ),
        "hermes_app_type": _STRING,
        "function_runtime": _STRING,
        **dict.fromkeys(
            (
                "org_deploy_enabled",
                "socket_mode_enabled",
                "is_hosted",
                "token_rotation_enabled",
                "is_mcp_enabled",
            ),
            Flag(),
        ),
    }
)

_DIRECTORY: Final = Obj(
    {
        "installation_landing_page": _web(255),
        "privacy_policy_url": _web(500),
        "support_url": _web(350),
        "support_email": Text(100, pattern=_MAIL, what="email address"),
        "supported_languages": ListOf(Text(50, least=0), 50),
        "pricing": Text(30),
    },
    {
        "app_directory_categories": ListOf(Text(255), 3, least=0),
        "use_direct_install": Flag(),
        "direct_install_url": _web(255),
    },
)

_VERSION: Final = Obj(
    optional=dict.fromkeys(
        ("schema_version", "min_version", "major_version", "minor_version"), Whole()
    )
)

_MANIFEST: Final[dict[str, Rule]] = {
    "$schema": _STRING,
    "_metadata": _VERSION,
    "app_directory": _DIRECTORY,
    "features": _FEATURES,
    "oauth_config": _OAUTH,
    "settings": _SETTINGS,
    "outgoing_domains": ListOf(
        Text(limits.OUTGOING_DOMAIN, pattern=_DOMAIN, what="domain"),
        limits.OUTGOING_DOMAINS,
        least=0,
        unique=True,
    ),
    "functions": MapOf(Anything((dict,)), 50),
    "workflows": MapOf(Anything((dict,)), 50),
    "datastores": MapOf(Anything((dict,)), 10),
    "types": MapOf(Anything((dict,)), 50),
    "external_auth_providers": MapOf(Anything((dict,))),
    "mcp_servers": MapOf(Anything((dict,)), 20),
}


def check_manifest(manifest: object) -> tuple[str, ...]:
    """The problems of a manifest, one a line (`/features/bot_user: missing …`), or nothing."""
    report = Report()
    Obj({"display_information": _DISPLAY}, _MANIFEST, (_known_version,)).check(manifest, "", report)
    return tuple(_as_line(message) for message in report.lines)


def _known_version(manifest: dict[str, Any], at: str, report: Report) -> None:
    if manifest.get("_metadata", {}).get("major_version", 1) not in (1, 2):
        report.say("must be a valid enum value", f"{at}/_metadata/major_version")


def _as_line(message: str) -> str:
    found = _MESSAGE.match(message)
    return f"{found['at'] or '/'}: {found['text']}" if found else message
