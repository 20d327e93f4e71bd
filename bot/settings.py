"""Settings from the environment or ``.env``, checked once at start.

Read by ``bot.cli``, which hands the values on; nothing else looks at the environment. What is
missing or wrong is one line each, saying what to do.
"""

import re
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

SLACK_API = "https://slack.com/api/"
SHORTEST_KEY = 32
"""Characters of the key with which a source of signals signs."""
_SOURCE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


class SettingsError(Exception):
    """The environment does not make a bot. ``problems`` are lines for an operator."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def _named(name: str) -> AliasChoices:
    return AliasChoices(name)


class Settings(BaseSettings):
    """What an operator may set. Tokens are secret values and print as stars."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        extra="ignore",
        frozen=True,
        env_ignore_empty=True,
    )

    bot_token: SecretStr | None = Field(None, validation_alias=_named("SLACK_BOT_TOKEN"))
    signing_secret: SecretStr | None = Field(None, validation_alias=_named("SLACK_SIGNING_SECRET"))
    app_token: SecretStr | None = Field(None, validation_alias=_named("SLACK_APP_TOKEN"))
    api_url: str = Field(SLACK_API, validation_alias=_named("SLACK_API_URL"))
    database_url: str = Field(
        "sqlite+aiosqlite:///kolcrisis.sqlite3",
        validation_alias=_named("KOLCRISIS_DATABASE_URL"),
    )
    host: str = Field("127.0.0.1", validation_alias=_named("KOLCRISIS_HOST"))
    port: int = Field(3000, ge=0, le=65535, validation_alias=_named("KOLCRISIS_PORT"))
    playbook: Path | None = Field(None, validation_alias=_named("KOLCRISIS_PLAYBOOK"))
    scenarios: Path | None = Field(None, validation_alias=_named("KOLCRISIS_SCENARIOS"))
    clock_file: Path | None = Field(None, validation_alias=_named("KOLCRISIS_CLOCK_FILE"))

    signal_keys: SecretStr | None = Field(None, validation_alias=_named("KOLCRISIS_SIGNAL_KEYS"))

    @property
    def mode(self) -> Literal["http", "socket"]:
        """How Slack reaches us: an app-level token means Socket Mode."""
        return "socket" if self.app_token is not None else "http"

    def secret(self, name: Literal["bot_token", "signing_secret", "app_token"]) -> str:
        """Return a secret in the clear; empty when it is not set."""
        value: SecretStr | None = getattr(self, name)
        return value.get_secret_value() if value is not None else ""

    def sources(self) -> Mapping[str, str]:
        """Return the keys of those who may send signals, by the names of the sources."""
        told = self.signal_keys.get_secret_value() if self.signal_keys is not None else ""
        pairs = (one.partition("=") for one in re.split(r"[,\s]+", told) if one)
        return {name: key for name, _, key in pairs}


def load_settings() -> Settings:
    """Read what the database needs; Slack's tokens may be missing. Raises SettingsError."""
    try:
        settings = Settings()
    except ValidationError as error:
        raise SettingsError(tuple(_line(item) for item in error.errors())) from None
    problems = (*_address_problems(settings), *_source_problems(settings))
    if problems:
        raise SettingsError(problems)
    return settings


def load_bot_settings() -> Settings:
    """Read settings and insist on everything that running against Slack needs."""
    settings = load_settings()
    problems = _token_problems(settings)
    if problems:
        raise SettingsError(problems)
    return settings


def is_loopback(url: str) -> bool:
    """Whether a URL's host is this machine itself."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _line(item: object) -> str:
    details = item if isinstance(item, dict) else {}
    name = ".".join(str(part) for part in details.get("loc", ()))
    return f"{name}: {details.get('msg', 'is not valid')}. Correct it in the environment or .env."


def _address_problems(settings: Settings) -> tuple[str, ...]:
    problems = []
    if urlsplit(settings.api_url).scheme not in {"http", "https"}:
        problems.append("SLACK_API_URL: must begin with https:// (or http:// on this machine).")
    elif settings.api_url.startswith("http://") and not is_loopback(settings.api_url):
        problems.append("SLACK_API_URL: plain http is allowed on this machine only; use https://.")
    if settings.clock_file is not None and not is_loopback(settings.api_url):
        problems.append(
            "KOLCRISIS_CLOCK_FILE: only for rehearsals, with SLACK_API_URL on this machine. "
            "Unset it.",
        )
    return tuple(problems)


def _source_problems(settings: Settings) -> tuple[str, ...]:
    wrong = [
        name
        for name, key in settings.sources().items()
        if len(key) < SHORTEST_KEY or _SOURCE.fullmatch(name) is None
    ]
    if not wrong:
        return ()
    return (
        (
            "KOLCRISIS_SIGNAL_KEYS: write NAME=KEY, several with a comma between them. A name has "
            f"lowercase letters, digits and dashes, a key at least {SHORTEST_KEY} characters."
        ),
    )


def _token_problems(settings: Settings) -> tuple[str, ...]:
    problems = []
    if not settings.secret("bot_token").startswith("xoxb-"):
        problems.append(
            "SLACK_BOT_TOKEN: set it to the bot token (xoxb-…) from "
            "'OAuth & Permissions' of your Slack app.",
        )
    if settings.mode == "http" and not settings.secret("signing_secret"):
        problems.append(
            "SLACK_SIGNING_SECRET: set it to the signing secret from 'Basic Information' of your "
            "Slack app, or set SLACK_APP_TOKEN to use Socket Mode.",
        )
    if settings.mode == "socket" and not settings.secret("app_token").startswith("xapp-"):
        problems.append(
            "SLACK_APP_TOKEN: must be an app-level token (xapp-…) with connections:write; "
            "unset it to use HTTP.",
        )
    return tuple(problems)
