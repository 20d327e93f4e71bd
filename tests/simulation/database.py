"""SQLite without its thread: what aiosqlite offers SQLAlchemy, done at once in the event loop.

Each statement is a point at which others may go first; the seed says who. When a life ends, its
connections end with it and what was not committed is gone, as after the end of a process.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import sqlite3
from collections.abc import Callable
from typing import Any, Self

from sqlalchemy import Engine, create_engine
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.database import Engines
from tests.simulation.trouble import Trouble


class Disk(Engines):
    """Opens connections to one database file, and remembers those that are open."""

    def __init__(self, rng: random.Random, trouble: Trouble) -> None:
        self._rng = rng
        self._trouble = trouble
        self._open: list[sqlite3.Connection] = []

    async def turn(self) -> None:
        """Let others go first, now and then for some milliseconds."""
        draw = self._rng.random()
        if draw < 0.1:
            await asyncio.sleep(self._rng.uniform(0.0, 0.03))
        elif draw < 0.5:
            await asyncio.sleep(0)

    def asynchronous(self, address: Any, **settings: Any) -> AsyncEngine:
        """Make an engine as SQLAlchemy would, with our connections."""
        arguments = settings.pop("connect_args", {})

        async def connect() -> Connection:
            await self.turn()
            raw = self._trouble.connect(address.database, check_same_thread=False, **arguments)
            self._open.append(raw)
            return Connection(raw, self.turn)

        return create_async_engine(address, async_creator=connect, **settings)

    def synchronous(self, address: Any, **settings: Any) -> Engine:
        """Make the writer's engine."""
        arguments = settings.pop("connect_args", {})

        def connect() -> sqlite3.Connection:
            raw = self._trouble.connect(address.database, **arguments)
            self._open.append(raw)
            return raw

        return create_engine(address, creator=connect, **settings)

    async def aside(self, work: Callable[[], Any]) -> Any:
        """Wait for the disk: others may go first, before the work and after it."""
        await self.turn()
        done = work()
        await self.turn()
        return done

    def close(self) -> None:
        """There is no thread to end."""

    def power_off(self) -> None:
        """End all connections as the end of the process would."""
        for raw in self._open:
            # Statements that nobody will finish hold a closed connection open, with its locks.
            with contextlib.suppress(sqlite3.ProgrammingError):
                raw.rollback()
            raw.close()
        self._open.clear()


class Cursor:
    """One statement at a time."""

    def __init__(self, raw: sqlite3.Cursor, turn: Callable[[], Any]) -> None:
        self._raw = raw
        self._turn = turn
        self.arraysize = 1

    async def __aenter__(self) -> Self:
        return self

    @property
    def description(self) -> Any:
        """What the last statement returns."""
        return self._raw.description

    @property
    def rowcount(self) -> int:
        """How many rows the last statement changed."""
        return self._raw.rowcount

    @property
    def lastrowid(self) -> int | None:
        """The last row's number."""
        return self._raw.lastrowid

    async def execute(self, operation: str, parameters: Any = None) -> None:
        """Execute a statement."""
        await self._turn()
        self._raw.execute(operation, parameters or ())
        await self._turn()

    async def executemany(self, operation: str, parameters: Any) -> None:
        """Execute a statement for many rows."""
        await self._turn()
        self._raw.executemany(operation, parameters)
        await self._turn()

    async def fetchone(self) -> Any:
        """Return the next row."""
        return self._raw.fetchone()

    async def fetchmany(self, size: int | None = None) -> Any:
        """Return some rows."""
        return self._raw.fetchmany(size or self.arraysize)

    async def fetchall(self) -> Any:
        """Return all rows that are left."""
        return self._raw.fetchall()

    async def close(self) -> None:
        """Close it."""
        self._raw.close()


class Connection:
    """One connection, with the names that SQLAlchemy's dialect for aiosqlite looks for."""

    def __init__(self, raw: sqlite3.Connection, turn: Callable[[], Any]) -> None:
        self._conn = raw
        self._connection = raw
        self._turn = turn

    @property
    def isolation_level(self) -> str | None:
        """Who begins transactions: None, not the driver."""
        return self._conn.isolation_level

    def cursor(self) -> Cursor:
        """Return a cursor."""
        return Cursor(self._conn.cursor(), self._turn)

    async def create_function(self, *arguments: Any, **options: Any) -> None:
        """Add a function to SQL."""
        self._conn.create_function(*arguments, **options)

    async def commit(self) -> None:
        """Commit: the work is durable before anybody hears of it."""
        await self._turn()
        self._conn.commit()
        await self._turn()

    async def rollback(self) -> None:
        """Undo."""
        await self._turn()
        self._conn.rollback()

    async def close(self) -> None:
        """Close."""
        self._conn.close()

    def stop(self) -> None:
        """Close at once."""
        self._conn.close()
