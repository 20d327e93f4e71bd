"""Time that passes only when nothing else is left to do, and HTTP without sockets.

Used by tests that wait for minutes: the loop jumps to the next timer, and requests travel through
memory so that no jump overtakes them.
"""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable, Coroutine, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import aiohttp
from aiohttp import web
from aiohttp.client_proto import ResponseHandler

Result = TypeVar("Result")
START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


class _JumpingSelector(selectors.DefaultSelector):
    loop: VirtualLoop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise RuntimeError("everything waits and nothing is due: a deadlock")
        self.loop.offset += max(timeout, 0.0)
        ready: list[tuple[selectors.SelectorKey, int]] = super().select(0)
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    """An event loop whose clock jumps from timer to timer."""

    def __init__(self) -> None:
        self.offset = 0.0
        selector = _JumpingSelector()
        selector.loop = self
        super().__init__(selector)

    def time(self) -> float:
        return self.offset

    def now(self) -> datetime:
        return START + timedelta(seconds=self.offset)


def run_virtual(work: Callable[[VirtualLoop], Coroutine[Any, Any, Result]]) -> Result:
    """Run a coroutine function on a virtual loop."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        loop = runner.get_loop()
        assert isinstance(loop, VirtualLoop)
        return runner.run(work(loop))


class MemoryTransport(asyncio.Transport):
    """One end of a connection in memory."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._loop = loop
        self._protocol: Any = None
        self._peer: MemoryTransport | None = None
        self._closing = False
        self._paused = False
        self._backlog: list[bytes] = []

    def join(self, protocol: asyncio.BaseProtocol, peer: MemoryTransport) -> None:
        self._protocol = protocol
        self._peer = peer

    def write(self, data: bytes | bytearray | memoryview[Any]) -> None:
        if not self._closing and self._peer is not None:
            self._loop.call_soon(self._peer.arrive, bytes(data))

    def arrive(self, data: bytes) -> None:
        if self._paused:
            self._backlog.append(data)
        elif not self._closing:
            self._protocol.data_received(data)

    def pause_reading(self) -> None:
        self._paused = True

    def resume_reading(self) -> None:
        self._paused = False
        backlog, self._backlog = self._backlog, []
        for data in backlog:
            self._loop.call_soon(self.arrive, data)

    def is_closing(self) -> bool:
        return self._closing

    def close(self) -> None:
        for end in (self, self._peer):
            if end is not None and not end._closing:
                end._closing = True
                self._loop.call_soon(end._protocol.connection_lost, None)

    abort = close

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return {"peername": ("127.0.0.1", 1), "sockname": ("127.0.0.1", 2)}.get(name, default)

    def get_write_buffer_size(self) -> int:
        return 0


class MemoryConnector(aiohttp.BaseConnector):
    """Connects to servers that live in this process, by host name."""

    def __init__(self, servers: Mapping[str, web.Server]) -> None:
        super().__init__(force_close=True)
        self._servers = servers

    async def _create_connection(self, req: Any, *_details: Any) -> ResponseHandler:
        server = self._servers.get(req.url.host)
        if server is None:
            raise aiohttp.ClientConnectionError(f"nobody serves {req.url.host}")
        client_end, server_end = MemoryTransport(self._loop), MemoryTransport(self._loop)
        client: ResponseHandler = self._factory()
        handler = server()
        client_end.join(client, server_end)
        server_end.join(handler, client_end)
        client.connection_made(client_end)
        handler.connection_made(server_end)
        return client
