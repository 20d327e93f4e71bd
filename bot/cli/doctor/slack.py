"""Checks of Slack: the tokens, the scopes, the kind of install, the clock.

Asks three methods and changes nothing. It does not go through the gateway: what the gateway makes
of an answer is not what a doctor wants to hear.
"""

from collections.abc import AsyncIterator, Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.cli.doctor.finding import Finding, note, ok, problem
from bot.cli.scopes import needed
from bot.clock.sources import Clock, SystemClock
from bot.settings import Settings

MOST_SKEW = timedelta(minutes=1)
"""Slack signs with its time; a request that seems five minutes old is refused (its own advice)."""
_REINSTALL = "install the app again ('Install App') and set SLACK_BOT_TOKEN"
_TOKEN_REMEDIES = {
    "invalid_auth": "set SLACK_BOT_TOKEN to the bot token from 'OAuth & Permissions'",
    "not_authed": "set SLACK_BOT_TOKEN to the bot token from 'OAuth & Permissions'",
    "account_inactive": _REINSTALL,
    "token_revoked": _REINSTALL,
    "token_expired": "turn token rotation off in the app's settings and install it again",
}


async def slack(settings: Settings, clock: Clock | None = None) -> AsyncIterator[Finding]:
    """Check what Slack says of our tokens. ``clock`` is real time."""
    clock = clock or SystemClock()
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as session:
        async for finding in _bot_token(settings, session, clock):
            yield finding
        if settings.mode == "socket":
            yield await _app_token(settings, session)
        else:
            yield note(
                "requests",
                f"HTTP mode: Slack must reach /slack/events, served at {settings.host}:"
                f"{settings.port}",
                "the Request URLs of the app must lead there; Slack shows 'Verified'",
            )
    yield note(
        "messages tab",
        "cannot be asked for with a bot token",
        "App Home of the app: 'Messages Tab' on; a card that fails for it is listed below",
    )


async def _bot_token(
    settings: Settings, session: aiohttp.ClientSession, clock: Clock
) -> AsyncIterator[Finding]:
    try:
        answer = await _client(settings, session, settings.secret("bot_token")).auth_test()
    except SlackApiError as error:
        code = _code(error)
        yield problem("bot token", code, _TOKEN_REMEDIES.get(code, _REINSTALL))
        return
    except (SlackClientError, aiohttp.ClientError, TimeoutError, OSError) as error:
        yield _unreachable(settings, error)
        return
    yield ok("bot token", f"{answer.get('user')} in {answer.get('team')} ({answer['team_id']})")
    yield _install(answer)
    yield scopes(_header(answer, "x-oauth-scopes"))
    yield skew(_header(answer, "date"), clock.now())


def _install(answer: AsyncSlackResponse) -> Finding:
    if answer.get("is_enterprise_install"):
        return problem(
            "install",
            "the app is installed for a whole organisation, which is not supported",
            "install it into one workspace, from that workspace",
        )
    return ok("install", "in one workspace")


def scopes(granted: str) -> Finding:
    """Compare the scopes that Slack granted with those that the bot needs."""
    if not granted:
        return note("scopes", "Slack did not say which are granted")
    have = {scope.strip() for scope in granted.split(",")}
    missing = sorted(needed() - have)
    if missing:
        return problem(
            "scopes",
            f"missing: {', '.join(missing)}",
            "paste manifest.yml into 'App Manifest' again and reinstall the app",
        )
    more = ", ".join(sorted(have - needed()))
    return ok("scopes", f"all granted; not needed: {more}" if more else "all granted, and no more")


def skew(date: str, now: datetime) -> Finding:
    """Compare Slack's clock, from the Date header of an answer, with ours."""
    try:
        apart = abs(parsedate_to_datetime(date) - now)
    except ValueError:
        return note("clock", "Slack did not say what time it is")
    if apart > MOST_SKEW:
        return problem(
            "clock",
            f"{apart.total_seconds():.0f} s apart from Slack's",
            "synchronise this machine's time (NTP): signed requests will be refused",
        )
    return ok("clock", "agrees with Slack's")


async def _app_token(settings: Settings, session: aiohttp.ClientSession) -> Finding:
    token = settings.secret("app_token")
    try:
        await _client(settings, session, token).apps_connections_open(app_token=token)
    except SlackApiError as error:
        code = _code(error)
        remedy = (
            "turn Socket Mode on in the app's settings"
            if code == "socket_mode_not_enabled"
            else "make an app-level token with connections:write ('Basic Information') and set "
            "SLACK_APP_TOKEN"
        )
        return problem("app token", code, remedy)
    except (SlackClientError, aiohttp.ClientError, TimeoutError, OSError) as error:
        return _unreachable(settings, error)
    return ok("app token", "opens Socket Mode")


def _unreachable(settings: Settings, error: BaseException) -> Finding:
    return problem(
        "Slack",
        f"{settings.api_url} cannot be reached ({type(error).__name__})",
        "see whether this machine may call out, and whether SLACK_API_URL is right",
    )


def _client(settings: Settings, session: aiohttp.ClientSession, token: str) -> AsyncWebClient:
    return AsyncWebClient(
        token=token,
        base_url=settings.api_url.rstrip("/") + "/",
        session=session,
        retry_handlers=[],
        trust_env_in_session=False,
    )


def _code(error: SlackApiError) -> str:
    data: Any = getattr(error.response, "data", None)
    return str(data.get("error", "")) if isinstance(data, dict) else "no answer"


def _header(answer: AsyncSlackResponse, name: str) -> str:
    headers: Mapping[str, str] = answer.headers
    return next((str(value) for key, value in headers.items() if key.lower() == name), "")
