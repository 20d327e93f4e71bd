"""Calls to Slack's Web API, each with its budget, its time-out and an error that says what to do.

Used by the projector and, for modals, by handlers. It never retries by itself: whether a call may
be repeated is known only to who made it.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.crisis.ids import ChannelId, SlackUserId, TeamId
from bot.gateway.budget import Budget
from bot.gateway.errors import GiveUp, RetryLater
from bot.observe import Metrics

CALL_SECONDS = 10.0
"""Longest time for one call. Shorter than half a projector's lease."""
PATIENCE_SECONDS = 3.0
"""A longer wait for the budget is handed back to the caller, who has other things to do."""
AFTER_AMBIGUOUS_SECONDS = 2.0
"""How long a call that failed without an answer may still take effect before we look."""

_TRANSIENT = frozenset(
    {
        "fatal_error",
        "internal_error",
        "request_timeout",
        "service_unavailable",
        "team_added_to_org",
        "accesslimited",
    },
)
_ABOUT_THE_TOKEN = frozenset(
    {"account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked"},
)


class Gateway:
    """One bot token's calls to Slack."""

    def __init__(self, client: AsyncWebClient, budget: Budget, metrics: Metrics) -> None:
        self._client = client
        self._budget = budget
        self.metrics = metrics
        self.refused = ""
        """Why Slack takes our token no more; empty while it does."""
        self.was_refused = asyncio.Event()
        """Set by the first refusal of the token; whoever waits for it clears it."""
        self._conversations: dict[tuple[TeamId, SlackUserId], ChannelId] = {}
        self._opening: defaultdict[tuple[TeamId, SlackUserId], asyncio.Lock]
        self._opening = defaultdict(asyncio.Lock)

    async def conversation(self, team: TeamId, user: SlackUserId) -> ChannelId:
        """Return a person's conversation with the bot. Raises as ``call`` does.

        It never changes, so Slack is asked once a process: when many crises have something to
        tell somebody at the same time, their letters do not queue for a limit that is not theirs.
        """
        async with self._opening[team, user]:
            known = self._conversations.get((team, user))
            if known is None:
                answer = await self.call("conversations.open", team=team, users=user)
                known = self._conversations[team, user] = ChannelId(str(answer["channel"]["id"]))
            return known

    async def call(
        self,
        method: str,
        *,
        team: TeamId,
        budget_channel: str | None = None,
        **arguments: Any,
    ) -> Mapping[str, Any]:
        """Make one call and return Slack's answer.

        Raises RetryLater (and whether it may have taken effect) or GiveUp. ``budget_channel`` is
        the channel whose posting limit counts.
        """
        await self._wait(team, method, budget_channel)
        try:
            function = getattr(self._client, method.replace(".", "_"))
            async with asyncio.timeout(CALL_SECONDS):
                answer = await function(**arguments)
        except SlackApiError as error:
            failure = await self._judge(error, team, method, budget_channel)
            self._note_refusal(failure)
            self.metrics.slack_calls.labels(method, _outcome(failure)).inc()
            raise failure from None
        except (SlackClientError, aiohttp.ClientError, TimeoutError, ValueError, OSError) as error:
            self.metrics.slack_calls.labels(method, "no_answer").inc()
            raise _no_answer(type(error).__name__) from None
        self.metrics.slack_calls.labels(method, "ok").inc()
        self._note_refusal(None)
        data: Any = answer.data
        return data if isinstance(data, dict) else {}

    def _note_refusal(self, failure: RetryLater | GiveUp | None) -> None:
        code = failure.code if isinstance(failure, GiveUp) else ""
        if code in _ABOUT_THE_TOKEN:
            self.refused = code
            self.was_refused.set()
        elif not isinstance(failure, RetryLater):
            self.refused = ""
        self.metrics.token_refused.set(bool(self.refused))

    async def upload(self, url: str, content: bytes, filename: str) -> None:
        """Send a file's bytes to the upload address that Slack gave. Safe to repeat."""
        form = aiohttp.FormData()
        form.add_field("filename", content, filename=filename)
        try:
            async with asyncio.timeout(CALL_SECONDS), self.session.post(url, data=form) as sent:
                status = sent.status
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise _no_answer(type(error).__name__) from None
        if status != HTTPStatus.OK:
            raise _no_answer(f"http_{status}")

    async def download(self, url: str) -> AsyncIterator[bytes]:
        """Read a private file in pieces. The token goes to Slack's own hosts alone.

        Raises RetryLater when the stream breaks, GiveUp when the file may not be read.
        """
        if not self._is_slacks(url):
            raise GiveUp("foreign_address", "url_private")
        headers = {"Authorization": f"Bearer {self._client.token}"}
        limit = aiohttp.ClientTimeout(total=None, sock_read=CALL_SECONDS)
        try:
            # A redirect would lead to a sign-in page, or our token to somebody else.
            async with self.session.get(
                url, headers=headers, timeout=limit, allow_redirects=False
            ) as answer:
                if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                    raise _no_answer(f"http_{answer.status}")
                if answer.status != HTTPStatus.OK:
                    raise GiveUp(f"http_{answer.status}", "url_private")
                async for chunk in answer.content.iter_chunked(65536):
                    yield chunk
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise _no_answer(type(error).__name__) from None

    def _is_slacks(self, url: str) -> bool:
        """Whether an address may be given our token: the API's own origin, or Slack's files."""
        there, ours = urlsplit(url), urlsplit(self._client.base_url)
        if (there.scheme, there.netloc) == (ours.scheme, ours.netloc):
            return True
        host = there.hostname or ""
        return there.scheme == "https" and (host == "slack.com" or host.endswith(".slack.com"))

    async def respond(self, url: str, payload: Mapping[str, Any]) -> None:
        """Answer a person through a ``response_url``, as it was given and without our token."""
        try:
            async with asyncio.timeout(CALL_SECONDS), self.session.post(url, json=payload) as sent:
                status = sent.status
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise _no_answer(type(error).__name__) from None
        if status != HTTPStatus.OK:
            raise GiveUp(f"http_{status}", "response_url")

    @property
    def session(self) -> aiohttp.ClientSession:
        """The HTTP session of all calls; whoever built the gateway closes it."""
        session = self._client.session
        if session is None:
            raise RuntimeError("the gateway's client has no HTTP session")
        return session

    async def _wait(self, team: TeamId, method: str, channel: str | None) -> None:
        patience = PATIENCE_SECONDS
        while (wait := await self._budget.take(team, method, channel)) > 0:
            if wait > patience:
                raise RetryLater(wait, ambiguous=False, reason="budget")
            patience -= wait
            await asyncio.sleep(wait)

    async def _judge(
        self, error: SlackApiError, team: TeamId, method: str, channel: str | None
    ) -> RetryLater | GiveUp:
        response: Any = error.response
        status = getattr(response, "status_code", 0) or getattr(response, "status", 0)
        data = getattr(response, "data", None)
        code = str(data.get("error", "")) if isinstance(data, dict) else ""
        if status == HTTPStatus.TOO_MANY_REQUESTS or code == "ratelimited":
            delay = _retry_after(response)
            await self._budget.back_off(team, method, channel, delay)
            return RetryLater(delay, ambiguous=False, reason="ratelimited")
        if code in _TRANSIENT or not code:
            return _no_answer(code or f"http_{status}")
        needed = str(data.get("needed", "")) if isinstance(data, dict) else ""
        return GiveUp(code, method, needed)


def _no_answer(reason: str) -> RetryLater:
    return RetryLater(AFTER_AMBIGUOUS_SECONDS, ambiguous=True, reason=reason)


def _retry_after(response: Any) -> float:
    headers = getattr(response, "headers", {}) or {}
    try:
        return max(1.0, float(headers.get("Retry-After", headers.get("retry-after", 30))))
    except ValueError:
        return 30.0


def _outcome(failure: RetryLater | GiveUp) -> str:
    return failure.reason if isinstance(failure, RetryLater) else failure.code
