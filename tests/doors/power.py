"""A plug to pull: from one moment on nothing that the bot does reaches its database.

What was not committed by then is gone, as after the end of a process; nothing in the bot can tidy
up behind itself.
"""

import asyncio
import contextlib
import sqlite3
from typing import Any

import aiosqlite
from sqlalchemy import URL, Engine, event
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.database import Engines

_STATEMENTS = ("before_cursor_execute", "commit")


class Power(Engines):
    """Makes engines that work until :meth:`off`."""

    def __init__(self) -> None:
        super().__init__()
        self._on = True
        self._last_straw: str | None = None
        self._open: list[Any] = []
        self._engines: list[Any] = []

    def off(self) -> None:
        """Pull the plug."""
        self._on = False

    def off_before(self, word: str) -> None:
        """Pull the plug at the moment at which somebody wants to write this word."""
        self._last_straw = word

    @property
    def is_off(self) -> bool:
        """Whether the plug is out."""
        return not self._on

    def back(self) -> None:
        """Put it in again, for a database that was away for a while."""
        self._on = True

    def asynchronous(self, address: URL, **settings: Any) -> AsyncEngine:
        """Make an engine as SQLAlchemy would."""
        engine = super().asynchronous(address, **settings)
        self._plug_in(engine.sync_engine)
        return engine

    def synchronous(self, address: URL, **settings: Any) -> Engine:
        """Make the writer's engine."""
        engine = super().synchronous(address, **settings)
        self._plug_in(engine)
        return engine

    def _plug_in(self, engine: Engine) -> None:
        for name in _STATEMENTS:
            event.listen(engine, name, self._check)
        event.listen(engine, "connect", self._remember)
        self._engines.append(engine)

    async def idle(self) -> None:
        """Wait until no connection is in anybody's hands: without power they let go at once."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1.0):
                while any(engine.pool.checkedout() for engine in self._engines):  # noqa: ASYNC110  # a pool tells nobody
                    await asyncio.sleep(0.005)

    async def cut(self) -> None:
        """End every connection, also those that were in somebody's hands when the plug was out."""
        for connection in self._open:
            if isinstance(connection, aiosqlite.Connection):
                await _close(connection)
            elif isinstance(connection, sqlite3.Connection):
                connection.close()
            else:
                connection.terminate()
        self._open.clear()

    def _remember(self, connection: Any, _: object) -> None:
        self._open.append(getattr(connection, "driver_connection", connection))

    def _check(self, *what: object) -> None:
        if self._last_straw is not None and self._last_straw in str(what[2:]):
            self.off()
        if not self._on:
            raise ConnectionError("the plug is out")


async def _close(connection: aiosqlite.Connection) -> None:
    """Close it, or let it be when its thread was told to end a moment ago.

    SQLAlchemy does that to a connection whose user was cancelled twice. aiosqlite then puts our
    request into a queue that nobody empties any more, and waits for the answer for ever.
    """
    thread = connection._thread
    closing = asyncio.ensure_future(connection.close())
    while not closing.done() and thread.is_alive():
        await asyncio.wait([closing], timeout=0.05)
    # What the thread answered with its last breath has arrived after one more turn.
    await asyncio.wait([closing], timeout=0.05)
    closing.cancel()
    with contextlib.suppress(asyncio.CancelledError, ValueError):
        await closing
