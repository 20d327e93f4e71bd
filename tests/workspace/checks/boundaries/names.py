"""Limits of names, topics and manifests."""

from __future__ import annotations

from bot.workspace.checks import check_channel_name, check_manifest, check_purpose, check_topic
from tests.workspace.checks import samples as s
from tests.workspace.checks.boundaries.making import (
    Maker,
    app,
    events,
    features,
    hosts,
    names,
    oauth,
    settings,
    web,
    x,
)

NAMES: dict[str, tuple[Maker, str]] = {
    "CHANNEL_NAME": (lambda n: check_channel_name(x(n)), "invalid_name_maxlength"),
    "TOPIC": (lambda n: check_topic(x(n)), "too_long"),
    "PURPOSE": (lambda n: check_purpose(x(n)), "too_long"),
}

MANIFEST: dict[str, tuple[Maker, str]] = {
    "APP_NAME": (lambda n: app(name=x(n)), "/display_information/name:"),
    "APP_DESCRIPTION": (lambda n: app(description=x(n)), "/display_information/description:"),
    "APP_LONG_DESCRIPTION": (lambda n: app(long_description=x(n)), "/long_description:"),
    "BOT_NAME": (lambda n: features(bot_user={"display_name": x(n)}), "/display_name:"),
    "COMMANDS": (lambda n: features(slash_commands=[s.command()] * n), "/slash_commands:"),
    "COMMAND": (
        lambda n: features(slash_commands=[s.command(command="/" + x(n - 1))]),
        "/slash_commands/0/command:",
    ),
    "COMMAND_DESCRIPTION": (
        lambda n: features(slash_commands=[s.command(description=x(n))]),
        "/slash_commands/0/description:",
    ),
    "COMMAND_HINT": (
        lambda n: features(slash_commands=[s.command(usage_hint=x(n))]),
        "/usage_hint:",
    ),
    "COMMAND_URL": (lambda n: features(slash_commands=[s.command(url=web(n))]), "/0/url:"),
    "SHORTCUTS": (lambda n: features(shortcuts=[s.shortcut()] * n), "/features/shortcuts:"),
    "SHORTCUT_NAME": (lambda n: features(shortcuts=[s.shortcut(name=x(n))]), "/0/name:"),
    "SHORTCUT_DESCRIPTION": (
        lambda n: features(shortcuts=[s.shortcut(description=x(n))]),
        "/0/description:",
    ),
    "SHORTCUT_CALLBACK": (
        lambda n: features(shortcuts=[s.shortcut(callback_id=x(n))]),
        "/0/callback_id:",
    ),
    "UNFURL_DOMAINS": (lambda n: features(unfurl_domains=hosts(n)), "/unfurl_domains:"),
    "UNFURL_DOMAIN": (lambda n: features(unfurl_domains=[x(n)]), "/unfurl_domains/0:"),
    "SCOPES": (lambda n: oauth(scopes={"bot": ["chat:write"] * n}), "/scopes/bot:"),
    "SCOPE": (lambda n: oauth(scopes={"bot": [x(n)]}), "/scopes/bot/0:"),
    "REDIRECT_URLS": (lambda n: oauth(redirect_urls=names(n)), "/redirect_urls:"),
    "REDIRECT_URL": (lambda n: oauth(redirect_urls=[web(n)]), "/redirect_urls/0:"),
    "EVENTS": (lambda n: events(bot_events=names(n)), "/bot_events:"),
    "EVENT": (lambda n: events(bot_events=[x(n)]), "/bot_events/0:"),
    "METADATA_SUBSCRIPTIONS": (
        lambda n: events(
            metadata_subscriptions=[{"app_id": name, "event_type": "e"} for name in names(n)]
        ),
        "/metadata_subscriptions:",
    ),
    "REQUEST_URL": (lambda n: events(request_url=web(n)), "/request_url:"),
    "ADDRESS_RANGES": (
        lambda n: settings(allowed_ip_address_ranges=[f"10.0.0.{number}" for number in range(n)]),
        "/allowed_ip_address_ranges:",
    ),
    "OUTGOING_DOMAINS": (
        lambda n: check_manifest(s.manifest(outgoing_domains=hosts(n))),
        "/outgoing_domains:",
    ),
    "OUTGOING_DOMAIN": (
        lambda n: check_manifest(s.manifest(outgoing_domains=[x(n)])),
        "/outgoing_domains/0:",
    ),
    "AGENT_DESCRIPTION": (
        lambda n: features(agent_view={"agent_description": x(n)}),
        "/agent_description:",
    ),
    "AGENT_PROMPTS": (
        lambda n: features(agent_view={"suggested_prompts": [{"title": "t", "message": "m"}] * n}),
        "/suggested_prompts:",
    ),
}
