"""One database: its engine, its settings, who may write when.

Everything in storage goes through ``read`` and ``write``; nobody else makes a connection.
"""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from sqlalchemy import URL, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import QueuePool

from storage.faults import connecting, storage_errors

EngineMaker = Callable[..., AsyncEngine]
"""Called as SQLAlchemy's ``create_async_engine`` would be."""

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
}
_SQLITE_SETTINGS = (
    "PRAGMA busy_timeout = 10000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
)
_WRITES = "kolcrisis_writes"
_GIVING_BACK_SECONDS = 1.0
_LOOK_AGAIN_SECONDS = 0.005


class Database:
    """An open database. One event loop; any number of tasks."""

    def __init__(self, url: str, create_engine: EngineMaker | None = None) -> None:
        """Prepare the engine; nothing is connected yet. Raises ValueError for another engine."""
        address = _address(url)
        self.is_sqlite = address.get_backend_name() == "sqlite"
        self._file = address.database if self.is_sqlite and not address.query else None
        make = create_engine or create_async_engine
        settings = _sqlite_engine() if self.is_sqlite else _postgres_engine()
        self._engine = make(address, hide_parameters=True, **settings)
        self._one_writer = asyncio.Lock() if self.is_sqlite else None
        if self.is_sqlite:
            event.listen(self._engine.sync_engine, "connect", _set_up_sqlite)
            event.listen(self._engine.sync_engine, "begin", _begin_sqlite)

    async def reach(self) -> None:
        """Return if there is a database. Raises StorageDown if not."""
        if self._file is not None:
            # aiosqlite leaves a thread behind when it cannot open a file, so that is found first.
            with connecting():
                sqlite3.connect(self._file).close()
        await self.ping()

    async def close(self) -> None:
        """Close all connections, those too that a cancelled task is just giving back."""
        pool = self._engine.pool
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_GIVING_BACK_SECONDS):
                while isinstance(pool, QueuePool) and pool.checkedout():  # noqa: ASYNC110  # it tells nobody
                    await asyncio.sleep(_LOOK_AGAIN_SECONDS)
        await self._engine.dispose()

    async def ping(self) -> None:
        """Return if the database answers. Raises StorageDown if it does not."""
        async with self.read() as connection:
            await connection.execute(text("SELECT 1"))

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Lend a connection for reading; what is written on it is thrown away.

        On SQLite all of it sees one snapshot, and never waits for a writer.
        """
        async with AsyncExitStack() as stack:
            with connecting():
                connection = await stack.enter_async_context(self._engine.connect())
            with storage_errors():
                yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """Lend a connection in a transaction that commits at the end or leaves no trace.

        On SQLite writers queue here, one at a time, in the order they came.
        """
        async with AsyncExitStack() as stack:
            if self._one_writer is not None:
                await stack.enter_async_context(self._one_writer)
            with connecting():
                connection = await stack.enter_async_context(self._engine.connect())
                connection = await connection.execution_options(**{_WRITES: True})
            with storage_errors():
                async with connection.begin():
                    yield connection


def _address(url: str) -> URL:
    address = make_url(url)
    address = address.set(drivername=_DRIVERS.get(address.drivername, address.drivername))
    if address.drivername not in _DRIVERS.values():
        message = f"{address.drivername} is not supported: use sqlite or postgresql"
        raise ValueError(message)
    if address.get_backend_name() == "sqlite" and address.database in {None, "", ":memory:"}:
        message = "an SQLite database needs a file"
        raise ValueError(message)
    mode = address.query.get("sslmode")
    if mode is None:
        return address
    return address.difference_update_query(["sslmode"]).update_query_dict({"ssl": mode})


def _sqlite_engine() -> dict[str, Any]:
    # SQLAlchemy's own "begin" event starts transactions, so the driver must not.
    return {"connect_args": {"isolation_level": None}}


def _postgres_engine() -> dict[str, Any]:
    # Both time-outs are shorter than a lease, so that a hung call cannot outlive it.
    settings = {"application_name": "kolcrisis"}
    return {
        "connect_args": {"timeout": 5, "command_timeout": 20, "server_settings": settings},
        "pool_pre_ping": True,  # a restart of the server in the night shows nobody an error
        "pool_size": 10,
        "max_overflow": 5,
        "pool_timeout": 10,
    }


def _set_up_sqlite(connection: DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    for setting in _SQLITE_SETTINGS:
        cursor.execute(setting)
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
