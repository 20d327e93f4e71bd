"""The HTTP side: Slack's door, the door for signals, and what an operator's machines ask."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.app.door import Door
from bot.app.identity import Identified
from bot.app.signals import SignalDoor
from bot.observe import Metrics
from storage.errors import StorageDown
from storage.store import Store

LARGEST_BODY = 4 * 1024 * 1024
"""Slack's largest payloads are a few hundred kilobytes."""
_READY_SECONDS = 2.0


def web_app(
    *,
    door: Door | None,
    signals: SignalDoor,
    identified: Identified,
    store: Store,
    metrics: Metrics,
    troubles: Callable[[], list[str]],
) -> web.Application:
    """Return the application. ``door`` None: Socket Mode, Slack has no door here.

    ``troubles`` returns why the bot should have no traffic, as far as its own parts know.
    """
    app = web.Application(client_max_size=LARGEST_BODY)
    app.router.add_get("/healthz", _healthz)
    app.router.add_get("/readyz", _readyz(identified, store, troubles))
    app.router.add_get("/metrics", _metrics(metrics))
    app.router.add_post("/signals", signals.receive)
    if door is not None:
        app.router.add_post("/slack/events", _slack(door, metrics))
    return app


async def _healthz(_: web.Request) -> web.Response:
    return web.json_response({"ok": True})


def _readyz(
    identified: Identified,
    store: Store,
    troubles: Callable[[], list[str]],
) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def readyz(_: web.Request) -> web.Response:
        problems = []
        if not identified.known.is_set():
            problems.append(f"Slack does not know us yet: {identified.trouble}")
        problems += troubles()
        try:
            async with asyncio.timeout(_READY_SECONDS):
                await store.ping()
        except (StorageDown, TimeoutError):
            problems.append("the database does not answer")
        said = {"ok": not problems, "problems": problems, "notes": _notes(identified)}
        return web.json_response(said, status=503 if problems else 200)

    return readyz


def _notes(identified: Identified) -> list[str]:
    """Return what somebody must see to while the bot goes on taking traffic.

    With a token that is refused it still records what people do: sent away, they would lose that.
    """
    if not identified.refused:
        return []
    remedy = "install the app again, set SLACK_BOT_TOKEN and start again"
    kept = "what people do is recorded, and shown then"
    return [f"Slack does not accept the bot token ({identified.refused}): {remedy}; {kept}"]


def _metrics(metrics: Metrics) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def render(_: web.Request) -> web.Response:
        return web.Response(body=metrics.render(), content_type="text/plain")

    return render


def _slack(door: Door, metrics: Metrics) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def receive(request: web.Request) -> web.Response:
        started = time.perf_counter()
        response = await door.receive(
            await request.read(),
            request.content_type,
            dict(request.headers),
        )
        metrics.acks.labels("http", str(response.status)).inc()
        metrics.ack_seconds.labels("http").observe(time.perf_counter() - started)
        return response

    return receive
