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
    draining: Callable[[], bool],
    broken: Callable[[], bool],
) -> web.Application:
    """Return the application. ``door`` None: Socket Mode, Slack has no door here."""
    app = web.Application(client_max_size=LARGEST_BODY)
    app.router.add_get("/healthz", _healthz)
    app.router.add_get("/readyz", _readyz(identified, store, draining, broken))
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
    draining: Callable[[], bool],
    broken: Callable[[], bool],
) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def readyz(_: web.Request) -> web.Response:
        problems = []
        if not identified.known.is_set():
            problems.append(f"Slack does not know us yet: {identified.trouble}")
        if draining():
            problems.append("shutting down")
        if broken():
            problems.append("a part has ended, the log says which: start again")
        try:
            async with asyncio.timeout(_READY_SECONDS):
                await store.ping()
        except (StorageDown, TimeoutError):
            problems.append("the database does not answer")
        status = 503 if problems else 200
        return web.json_response({"ok": not problems, "problems": problems}, status=status)

    return readyz


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
