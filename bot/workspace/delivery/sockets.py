"""Socket Mode: connections of an app, envelopes, acknowledgements.

An envelope goes to one connection. If that connection ends before the ack, the envelope is handed
to another one within the three seconds; an app must expect it twice.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from bot.workspace.delivery.parcel import ACK_SECONDS, Ack, Failure, Outcome, Parcel
from bot.workspace.shapes import Json

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.workspace.ids import Ids
    from bot.workspace.model.app import App

MOST_CONNECTIONS = 10
CONNECTION_SECONDS = 18_060
WARNING_SECONDS = 10.0


class _ConnectionLost(Exception):
    """The connection ended before the ack."""


@dataclass(slots=True, eq=False)
class Connection:
    """One WebSocket of an app and the envelopes it has not acknowledged."""

    app_id: str
    socket: web.WebSocketResponse
    host: str
    waiting: dict[str, asyncio.Future[Any]] = field(default_factory=dict)
    retiring: bool = False

    async def say(self, message: Json) -> None:
        """Send one message; a connection that just ended is not an error."""
        if not self.socket.closed:
            await self.socket.send_str(json.dumps(message))

    def acknowledge(self, message: Json) -> None:
        """Take an ack; one for an unknown or late envelope is ignored."""
        waiter = self.waiting.pop(str(message.get("envelope_id", "")), None)
        if waiter is not None and not waiter.done():
            waiter.set_result(message.get("payload"))

    def lose(self) -> None:
        """Let whoever waits for an ack know that none will come."""
        for waiter in self.waiting.values():
            if not waiter.done():
                waiter.set_exception(_ConnectionLost())
        self.waiting.clear()


class Sockets:
    """All Socket Mode connections of a local Slack."""

    def __init__(self, ids: Ids, origin: Callable[[], str], on_change: Callable[[], None]) -> None:
        self._ids = ids
        self._origin = origin
        self._on_change = on_change
        self._tickets: dict[str, str] = {}
        self._turn = 0
        self.connections: list[Connection] = []

    def new_url(self, app: App) -> str:
        """Return a WebSocket address that opens one connection."""
        ticket = self._ids.hexadecimal(32)
        self._tickets[ticket] = app.id
        base = self._origin().replace("http", "ws", 1)
        return f"{base}/link/?ticket={ticket}&app_id={app.id}"

    def of(self, app_id: str) -> list[Connection]:
        """Return the connections of an app that can take an envelope."""
        return [one for one in self.connections if one.app_id == app_id and not one.retiring]

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Answer a WebSocket request until the connection ends."""
        app_id = self._tickets.pop(request.query.get("ticket", ""), None)
        if app_id is None:
            return web.Response(status=404)
        socket = web.WebSocketResponse(autoping=True)
        await socket.prepare(request)
        connection = Connection(app_id, socket, f"applink-{len(self.connections) + 1}")
        if len(self.of(app_id)) >= MOST_CONNECTIONS:
            await _disconnect(connection, "too_many_websockets")
            return socket
        self.connections.append(connection)
        try:
            await self._converse(connection)
        finally:
            self.connections.remove(connection)
            connection.lose()
            self._on_change()
        return socket

    async def _converse(self, connection: Connection) -> None:
        await connection.say(self._hello(connection))
        self._on_change()
        async for message in connection.socket:
            if message.type is WSMsgType.TEXT:
                decoded = _object(message.data)
                if decoded is not None:
                    connection.acknowledge(decoded)

    def _hello(self, connection: Connection) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.of(connection.app_id)),
            "debug_info": {
                "host": connection.host,
                "build_number": 1,
                "approximate_connection_time": CONNECTION_SECONDS,
            },
            "connection_info": {"app_id": connection.app_id},
        }

    async def send(self, app: App, parcel: Parcel) -> Outcome:
        """Deliver once and wait for the ack, on another connection if one breaks."""
        try:
            async with asyncio.timeout(ACK_SECONDS):
                while True:
                    connection = self._next(app)
                    if connection is None:
                        return Failure("connection_failed")
                    try:
                        return Ack(await self._hand_over(connection, parcel))
                    except _ConnectionLost:
                        continue
        except TimeoutError:
            return Failure("http_timeout")

    def _next(self, app: App) -> Connection | None:
        usable = [one for one in self.of(app.id) if not one.socket.closed]
        self._turn += 1
        return usable[self._turn % len(usable)] if usable else None

    async def _hand_over(self, connection: Connection, parcel: Parcel) -> Any:
        envelope_id = self._ids.envelope()
        envelope: Json = {
            "envelope_id": envelope_id,
            "payload": parcel.payload,
            "type": parcel.kind,
            "accepts_response_payload": parcel.wants_answer,
        }
        if parcel.kind == "events_api":
            envelope |= {"retry_attempt": parcel.attempt, "retry_reason": parcel.reason}
        waiter: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        connection.waiting[envelope_id] = waiter
        try:
            await connection.say(envelope)
            return await waiter
        except (ConnectionError, RuntimeError):
            raise _ConnectionLost from None
        finally:
            connection.waiting.pop(envelope_id, None)

    async def refresh(self, app: App, *, warning_seconds: float = WARNING_SECONDS) -> None:
        """Renew the app's connections as Slack does: warn, wait, ask to leave, close."""
        leaving = self.of(app.id)
        for connection in leaving:
            await connection.say(_goodbye(connection, "warning"))
        await asyncio.sleep(warning_seconds)
        for connection in leaving:
            connection.retiring = True
            await _disconnect(connection, "refresh_requested")

    async def disable(self, app: App) -> None:
        """End the app's connections because Socket Mode was turned off."""
        for connection in self.of(app.id):
            connection.retiring = True
            await _disconnect(connection, "link_disabled")

    async def drop(self, app: App) -> None:
        """Break the app's connections without a word."""
        for connection in self.of(app.id):
            connection.lose()
            connection.retiring = True
            await connection.socket.close()

    async def close(self) -> None:
        """End every connection."""
        for connection in list(self.connections):
            connection.lose()
            await connection.socket.close()


def _goodbye(connection: Connection, reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": connection.host}}


async def _disconnect(connection: Connection, reason: str) -> None:
    await connection.say(_goodbye(connection, reason))
    await connection.socket.close()


def _object(text: str) -> Json | None:
    try:
        decoded = json.loads(text)
    except ValueError:
        return None
    return decoded if isinstance(decoded, dict) else None
