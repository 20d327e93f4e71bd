"""One address in front of several replicas, a load balancer: spreads requests, drops the dead.

It looks at ``/readyz`` again and again, as one does, and takes a replica that refuses a connection
out at once. A request that a replica may have seen is never sent a second time: Slack does that, or
the person.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Self

import aiohttp
from aiohttp import web

LOOK_SECONDS = 0.5
"""How often each replica is asked whether it may have traffic."""
_SILENT = frozenset({"connection", "content-length", "host", "transfer-encoding"})


@dataclass(slots=True)
class Front:
    """Listens on ``port``. ``replicas`` are the ports of those that there are, dead or alive."""

    port: int
    replicas: set[int] = field(default_factory=set)
    served: dict[int, int] = field(default_factory=dict)
    """How many requests each replica has answered."""
    broken: int = 0
    """Requests whose replica was gone before it had answered."""
    _ready: list[int] = field(default_factory=list)
    _turn: int = 0
    _session: Any = None
    _runner: Any = None
    _looking: Any = None

    async def __aenter__(self) -> Self:
        connector = aiohttp.TCPConnector(force_close=True, limit=0)
        self._session = aiohttp.ClientSession(connector=connector)
        app = web.Application(client_max_size=16 * 1024 * 1024)
        app.router.add_route("*", "/{path:.*}", self._pass_on)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port, backlog=1024).start()
        self._looking = asyncio.create_task(self._look())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._looking.cancel()
        await asyncio.gather(self._looking, return_exceptions=True)
        await self._runner.cleanup()
        await self._session.close()

    async def _look(self) -> None:
        while True:
            asked = sorted(self.replicas)
            answers = await asyncio.gather(*map(self._may_have_traffic, asked))
            self._ready = [port for port, ready in zip(asked, answers, strict=True) if ready]
            await asyncio.sleep(LOOK_SECONDS)

    async def _may_have_traffic(self, port: int) -> bool:
        with contextlib.suppress(aiohttp.ClientError, TimeoutError):
            async with (
                asyncio.timeout(2.0),
                self._session.get(f"http://127.0.0.1:{port}/readyz") as answer,
            ):
                return bool(answer.status == HTTPStatus.OK)
        return False

    def _in_turn(self) -> Iterator[int]:
        """Yield the replicas that may have this request, beginning with whose turn it is."""
        self._turn += 1
        ready = self._ready
        for n in range(len(ready)):
            yield ready[(self._turn + n) % len(ready)]

    async def _pass_on(self, request: web.Request) -> web.Response:
        body = await request.read()
        for port in self._in_turn():
            try:
                return await self._ask(port, request, body)
            except aiohttp.ClientConnectorError:
                # Nobody was there, so nobody has seen it: the next one may have it.
                self._ready = [one for one in self._ready if one != port]
            except (aiohttp.ClientError, ConnectionError):
                self.broken += 1
                return web.Response(status=HTTPStatus.BAD_GATEWAY)
        return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)

    async def _ask(self, port: int, request: web.Request, body: bytes) -> web.Response:
        headers = [(k, v) for k, v in request.headers.items() if k.lower() not in _SILENT]
        async with self._session.request(
            request.method, f"http://127.0.0.1:{port}{request.path_qs}", data=body, headers=headers
        ) as answer:
            content = await answer.read()
            self.served[port] = self.served.get(port, 0) + 1
            told = {k: v for k, v in answer.headers.items() if k.lower() not in _SILENT}
            return web.Response(status=answer.status, body=content, headers=told)
