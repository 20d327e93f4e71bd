"""HTTP without sockets: real aiohttp clients and servers, joined by pairs of transports in memory.

Bytes take a little time, in order. A connection can break at any write, in either direction: before
the request arrives, between the effect and the answer, or in the middle of either.
"""

from __future__ import annotations

import asyncio
import contextvars
import random
from collections.abc import Callable, Mapping
from typing import Any

import aiohttp
from aiohttp.client_proto import ResponseHandler

from tests.simulation.loop import LIFE, Marks, alive_in

LEAST_SECONDS, MOST_SECONDS = 0.001, 0.02
"""How long bytes travel."""


class Wires:
    """All connections. ``rate`` is the probability that a write breaks its connection."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self.rate = 0.0
        self.broken: list[float] = []
        self._open: dict[int, Wire] = {}

    def opened(self, wire: Wire) -> None:
        """Keep an eye on a connection."""
        self._open[id(wire)] = wire

    def closed(self, wire: Wire) -> None:
        """Forget a connection."""
        self._open.pop(id(wire), None)

    def travel(self) -> float:
        """Return how long the next bytes travel."""
        return self._rng.uniform(LEAST_SECONDS, MOST_SECONDS)

    def breaks(self, at: float) -> bool:
        """Tell whether the next write breaks its connection, and note when."""
        if self.rate and self._rng.random() < self.rate:
            self.broken.append(at)
            return True
        return False

    def cut(self, life: Marks) -> None:
        """Break every connection of which one end is a life that has ended."""
        for wire in list(self._open.values()):
            if life in (wire.client.life, wire.server.life):
                wire.cut()


class Wire:
    """One connection."""

    def __init__(self, wires: Wires, client: End, server: End) -> None:
        self.client = client
        self.server = server
        self._wires = wires
        client.wire = server.wire = self
        client.peer, server.peer = server, client
        wires.opened(self)

    def write(self, end: End, data: bytes) -> None:
        """Send bytes to the other end, or break."""
        loop = end.loop
        if self._wires.breaks(loop.time()):
            self.cut()
            return
        end.arrives = max(loop.time() + self._wires.travel(), end.arrives + 1e-6)
        assert end.peer is not None
        peer = end.peer
        loop.call_at(end.arrives, peer.arrive, data, context=peer.context)

    def cut(self) -> None:
        """End the connection without a word, for both ends."""
        self._wires.closed(self)
        for end in (self.client, self.server):
            end.lose(ConnectionResetError("the connection broke"))

    def close(self, end: End) -> None:
        """End it in good order: the other end hears of it after what was sent."""
        self._wires.closed(self)
        end.lose(None)
        peer = end.peer
        assert peer is not None
        at = max(end.loop.time(), end.arrives + 1e-6)
        end.loop.call_at(at, peer.lose, None, context=peer.context)


class End(asyncio.Transport):
    """One end of a connection, and the life it belongs to."""

    def __init__(self, loop: asyncio.AbstractEventLoop, life: Marks | None) -> None:
        super().__init__()
        self.loop = loop
        self.life = life
        self.context: contextvars.Context = alive_in(life)
        self.peer: End | None = None
        self.wire: Wire | None = None
        self.arrives = 0.0
        self._protocol: Any = None
        self._gone = False
        self._paused = False
        self._backlog: list[bytes] = []

    def speak(self, protocol: asyncio.BaseProtocol) -> None:
        """Begin: the protocol hears that it is connected."""
        self._protocol = protocol
        alive_in(self.life).run(protocol.connection_made, self)

    def write(self, data: bytes | bytearray | memoryview[Any]) -> None:
        """Send bytes."""
        if not self._gone and self.wire is not None:
            self.wire.write(self, bytes(data))

    def arrive(self, data: bytes) -> None:
        """Take bytes from the other end."""
        if self._gone:
            return
        if self._paused:
            self._backlog.append(data)
        else:
            self._protocol.data_received(data)

    def lose(self, error: Exception | None) -> None:
        """Hear that the connection has ended."""
        if not self._gone:
            self._gone = True
            lost = self._protocol.connection_lost
            self.loop.call_soon(lost, error, context=self.context)

    def pause_reading(self) -> None:
        """Keep what arrives."""
        self._paused = True

    def resume_reading(self) -> None:
        """Hand on what was kept."""
        self._paused = False
        backlog, self._backlog = self._backlog, []
        for data in backlog:
            self.loop.call_soon(self.arrive, data, context=self.context)

    def is_closing(self) -> bool:
        """Tell whether it has ended."""
        return self._gone

    def close(self) -> None:
        """End it in good order."""
        if not self._gone and self.wire is not None:
            self.wire.close(self)

    def abort(self) -> None:
        """End it at once."""
        self.close()

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        """Return addresses that are nobody's."""
        return {"peername": ("127.0.0.1", 1), "sockname": ("127.0.0.1", 2)}.get(name, default)

    def get_write_buffer_size(self) -> int:
        """Return 0: bytes leave at once."""
        return 0

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        """There is no buffer."""


class Host:
    """Somebody who can be connected to: a server's protocols, and the life it belongs to."""

    def __init__(self, make: Callable[[], asyncio.BaseProtocol], life: Marks | None) -> None:
        self.make = make
        self.life = life


class Connector(aiohttp.BaseConnector):
    """Connects to the hosts of this process by name; who is not there refuses the connection."""

    def __init__(self, wires: Wires, hosts: Mapping[str, Host], *, keep: bool) -> None:
        super().__init__(force_close=not keep)
        self._wires = wires
        self._hosts = hosts

    def forget(self) -> None:
        """Be gone without a word, as a process that lost its power."""
        self._closed = True

    async def _create_connection(
        self, req: Any, traces: list[Any], timeout: aiohttp.ClientTimeout
    ) -> ResponseHandler:
        del traces, timeout
        await asyncio.sleep(self._wires.travel())
        host = self._hosts.get(req.url.host)
        if host is None or (host.life is not None and host.life.ended):
            raise aiohttp.ClientConnectionError(f"nobody serves {req.url.host}")
        client, server = End(self._loop, LIFE.get()), End(self._loop, host.life)
        Wire(self._wires, client, server)
        protocol: ResponseHandler = self._factory()
        server.speak(alive_in(host.life).run(host.make))
        client.speak(protocol)
        return protocol
