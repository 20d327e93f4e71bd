"""Slack's way in, over HTTP and over Socket Mode: both end in Bolt with the same payload."""

import asyncio
import time
from collections.abc import Mapping

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.signature import SignatureVerifier
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.app.identity import Identified
from bot.app.inbound import Payload, payload_of, recognised, signed
from bot.observe import Metrics, as_name, log

_OURS = "socket_mode"
"""Bolt's name for a request whose body is parsed and whose sender is known."""


class Door:
    """Hands payloads to Bolt. Answers 503 (or nothing, on a socket) until we know who we are."""

    def __init__(
        self,
        bolt: AsyncApp,
        identified: Identified,
        metrics: Metrics,
        signing_secret: str,
    ) -> None:
        self._bolt = bolt
        self._identified = identified
        self._metrics = metrics
        self._verifier = SignatureVerifier(signing_secret) if signing_secret else None
        self._running: set[asyncio.Task[None]] = set()

    async def receive(
        self, body: bytes, content_type: str, headers: Mapping[str, str]
    ) -> web.Response:
        """Answer one HTTP request of Slack's."""
        by_slack = (
            "not_by_slack" if self._verifier is None else signed(self._verifier, body, headers)
        )
        if by_slack == "another_time":
            # Sent again by somebody who listened in; or this machine's clock is wrong, and then
            # nothing of Slack's gets through.
            log().warning("a request of Slack's is minutes old: does this machine's clock agree?")
        if by_slack != "now":
            return web.Response(status=401, text="the signature does not fit")
        payload = payload_of(body, content_type)
        if payload is None:
            log().info("a signed body holds no payload", size=len(body))
            return web.Response(status=400, text="not a payload")
        answer = await self._dispatch(payload)
        return await to_aiohttp_response(answer)

    async def receive_envelope(
        self, client: AsyncBaseSocketModeClient, envelope: SocketModeRequest
    ) -> None:
        """Take one envelope; the next one does not wait for it."""
        task = asyncio.create_task(self._answer(client, envelope))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def drain(self, seconds: float) -> None:
        """Wait until envelopes in hand are answered, at most so long."""
        if self._running:
            await asyncio.wait(self._running, timeout=seconds)

    async def _answer(self, client: AsyncBaseSocketModeClient, envelope: SocketModeRequest) -> None:
        started = time.perf_counter()
        answer = await self._dispatch(dict(envelope.payload or {}))
        self._metrics.acks.labels("socket", str(answer.status)).inc()
        self._metrics.ack_seconds.labels("socket").observe(time.perf_counter() - started)
        try:
            await send_async_response(client, envelope, answer, time.time())
        except Exception as error:  # noqa: BLE001  # the library raises whatever the socket did
            # What was done is in the record; Slack sends an event again, and the key answers it.
            log().warning("an envelope could not be answered", error=type(error).__name__)

    async def _dispatch(self, payload: Payload) -> BoltResponse:
        if not self._identified.known.is_set():
            return BoltResponse(status=503, body="not ready")
        if not recognised(payload):
            log().info("an unknown payload was left alone", kind=as_name(payload.get("type", "")))
            return BoltResponse(status=200, body="")
        try:
            request = AsyncBoltRequest(body=payload, mode=_OURS)
            return await self._bolt.async_dispatch(request)
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            # Bolt reads team, user and more wherever Slack may put them, and trusts the shape. What
            # a listener of ours raises never comes here; so nothing was done, and nothing is said
            # to be.
            log().info("a payload of an odd shape was left alone", error=type(error).__name__)
            return BoltResponse(status=400, body="not a payload")
