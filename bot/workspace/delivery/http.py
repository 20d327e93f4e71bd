"""Signed HTTP requests to an app's request URL.

The signature's time is real time whatever the workspace's clock says: the app compares it with its
own. Nothing is retried here.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from http import HTTPStatus
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

import aiohttp

from bot.workspace.delivery.parcel import ACK_SECONDS, Ack, Failure, Outcome, Parcel

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.workspace.model.app import App

USER_AGENT = "Slackbot 1.0 (+https://api.slack.com/robots)"
_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """Return the value of X-Slack-Signature for a body sent at that second."""
    base = b":".join((b"v0", timestamp.encode(), body))
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


def is_loopback(url: str) -> bool:
    """Tell whether an address is on this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def encode(parcel: Parcel) -> tuple[bytes, str]:
    """Return body and content type: JSON for events, a form for everything else."""
    if parcel.kind == "events_api":
        return json.dumps(parcel.payload).encode(), _JSON
    if parcel.kind == "slash_commands":
        return urlencode(parcel.payload).encode(), _FORM
    return urlencode({"payload": json.dumps(parcel.payload)}).encode(), _FORM


class HttpDelivery:
    """Sends parcels through the session that `session` returns.

    With `loopback_only` an address outside this machine is answered as if nobody were there: a
    manifest written for the real Slack makes no request to the world.
    """

    def __init__(
        self, session: Callable[[], aiohttp.ClientSession], *, loopback_only: bool
    ) -> None:
        self._session = session
        self._loopback_only = loopback_only

    async def send(self, app: App, parcel: Parcel, *, forged: bool = False) -> Outcome:
        """Deliver once; `forged` signs with a secret that is not the app's."""
        body, content_type = encode(parcel)
        timestamp = str(int(time.time()))
        secret = app.signing_secret[::-1] if forged else app.signing_secret
        headers = {
            "Content-Type": content_type,
            "User-Agent": USER_AGENT,
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": sign(secret, timestamp, body),
        }
        if parcel.attempt:
            headers["X-Slack-Retry-Num"] = str(parcel.attempt)
            headers["X-Slack-Retry-Reason"] = parcel.reason
        return await self._post(parcel.url, body, headers)

    async def _post(self, url: str, body: bytes, headers: dict[str, str]) -> Outcome:
        if self._loopback_only and not is_loopback(url):
            return Failure("connection_failed")
        try:
            async with asyncio.timeout(ACK_SECONDS):
                post = self._session().post(url, data=body, headers=headers, allow_redirects=False)
                async with post as response:
                    return _outcome(response, await response.text())
        except TimeoutError:
            return Failure("http_timeout")
        except (aiohttp.ClientError, OSError, ValueError):
            return Failure("connection_failed")


def _outcome(response: aiohttp.ClientResponse, text: str) -> Outcome:
    if response.status == HTTPStatus.OK:
        return Ack(_decoded(response.content_type, text))
    final = response.headers.get("X-Slack-No-Retry") == "1"
    return Failure("http_error", response.status, final=final)


def _decoded(content_type: str, text: str) -> Any:
    if not text:
        return None
    if content_type != _JSON:
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text
