"""One database: its engine, its settings, who may write when.

Everything in storage goes through ``read`` and ``write``; nobody else makes a connection.
"""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import QueuePool

from storage.faults import connecting, storage_errors
from storage.writer import Prompt, Writer


class Engines:
    """How engines are made, and where their waiting is done. Tests put faults in between."""

    def __init__(self) -> None:
        """Wait in a thread of its own, so that nobody else's work is in front of a commit."""
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="kolcrisis commits")

    def asynchronous(self, address: URL, **settings: Any) -> AsyncEngine:
        """Make an engine for everything but SQLite's writer."""
        return create_async_engine(address, **settings)

    def synchronous(self, address: URL, **settings: Any) -> Engine:
        """Make the engine of SQLite's writer."""
        return create_engine(address, **settings)

    async def aside(self, work: Callable[[], Any]) -> Any:
        """Do something that may wait for the disk without holding up the event loop."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def close(self) -> None:
        """Let the thread go."""
        self._thread.shutdown(wait=False)


Connection = AsyncConnection | Prompt
"""What is lent for writing."""

_WRITING = "sqlite+pysqlite"
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
_GIVING_BACK_SECONDS = 1.0
_SCRUBBING_SECONDS = 1.0
"""Whoever took words out waits for this."""
_LOOK_AGAIN_SECONDS = 0.005


class Database:
    """An open database. One event loop; any number of tasks."""

    def __init__(self, url: str, engines: Engines | None = None) -> None:
        """Prepare the engine; nothing is connected yet. Raises ValueError for another engine."""
        address = _address(url)
        self.is_sqlite = address.get_backend_name() == "sqlite"
        self._file = address.database if self.is_sqlite and not address.query else None
        self._engines = engines or Engines()
        settings = _sqlite_engine() if self.is_sqlite else _postgres_engine()
        self._engine = self._engines.asynchronous(address, hide_parameters=True, **settings)
        self._writer: Writer | None = None
        if self.is_sqlite:
            _set_up(self._engine.sync_engine, "BEGIN")
            # Whose turn it is, the loop's or the thread's, the writer knows.
            settings = {"connect_args": {"isolation_level": None, "check_same_thread": False}}
            writing = address.set(drivername=_WRITING)
            self._writing = self._engines.synchronous(writing, hide_parameters=True, **settings)
            _set_up(self._writing, "BEGIN IMMEDIATE")
            self._writer = Writer(self._writing, self._engines.aside)

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
        if self._writer is not None:
            await self._writer.close()
            self._writing.dispose()
        self._engines.close()

    async def ping(self) -> None:
        """Return if the database answers. Raises StorageDown if it does not."""
        async with self.read() as connection:
            await connection.execute(text("SELECT 1"))

    async def scrub(self) -> bool:
        """Leave no copy of what was deleted in SQLite's write-ahead log; False: not just now.

        What is left then goes with the next checkpoint. PostgreSQL keeps no such copy to read.
        """
        if self._file is None:
            return True
        return await asyncio.to_thread(_truncate_log, self._file)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Lend a connection for reading; what is written on it is thrown away.

        On SQLite all of it sees one snapshot, and never waits for a writer.
        """
        # Giving a connection back can fail too, when the server went away meanwhile.
        with storage_errors():
            async with AsyncExitStack() as stack:
                with connecting():
                    connection = await stack.enter_async_context(self._engine.connect())
                yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Connection]:
        """Lend a connection in a transaction that commits at the end or leaves no trace.

        On SQLite writers queue here, one at a time, in the order they came; those who come while a
        commit is under way are committed together.
        """
        if self._writer is not None:
            async with self._writer.transaction() as prompt:
                yield prompt
            return
        with storage_errors():
            async with AsyncExitStack() as stack:
                with connecting():
                    connection = await stack.enter_async_context(self._engine.connect())
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


def _truncate_log(file: str) -> bool:
    try:
        with contextlib.closing(sqlite3.connect(file, timeout=_SCRUBBING_SECONDS)) as connection:
            busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.Error:
        return False
    return not busy


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


def _set_up(engine: Engine, begin: str) -> None:
    """Have each connection set up, and each transaction begin as it should."""

    def set_up(connection: DBAPIConnection, _record: object) -> None:
        cursor = connection.cursor()
        for setting in _SQLITE_SETTINGS:
            cursor.execute(setting)
        cursor.close()

    def begins(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", set_up)
    event.listen(engine, "begin", begins)
