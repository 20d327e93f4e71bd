"""The one writer of an SQLite file: who waits while a commit is under way is committed together.

Statements are done at once, in the event loop: each takes some ten microseconds, less than handing
it to a thread. What waits for the disk or for another process (the write lock, the commit) happens
beside the loop. Used by the database alone.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, NoReturn, TypeVar

from sqlalchemy import Connection, CursorResult, Dialect, Engine, Executable

from storage.faults import connecting, storage_errors

Value = TypeVar("Value")
Aside = Callable[[Callable[[], Any]], Awaitable[Any]]
"""Does something that may wait, beside the event loop, and returns what it returned."""

MOST_TOGETHER = 100
"""Writers in one commit: who came first does not wait for an endless row of others."""


class Prompt:
    """A connection that answers at once, with the methods of SQLAlchemy's asynchronous one."""

    def __init__(self, connection: Connection) -> None:
        """Use a connection that nobody else uses meanwhile."""
        self._connection = connection

    @property
    def dialect(self) -> Dialect:
        """Which SQL it speaks."""
        return self._connection.dialect

    async def execute(
        self,
        statement: Executable,
        parameters: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None,
    ) -> CursorResult[Any]:
        """Do a statement and return its result."""
        return self._connection.execute(statement, parameters)

    async def run_sync(self, work: Callable[[Connection], Value]) -> Value:
        """Hand the bare connection to something that does not know about event loops."""
        return work(self._connection)

    @asynccontextmanager
    async def begin_nested(self) -> AsyncIterator[None]:
        """Undo what is done within when it ends in an exception."""
        with self._connection.begin_nested():
            yield


class _Batch:
    """Writers that are committed together, or not at all."""

    def __init__(self, opened: "asyncio.Future[Connection]") -> None:
        self.opened = opened
        self.size = 0
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        # A failure is everybody's; it may be that everybody has gone.
        self.done.add_done_callback(lambda done: done.cancelled() or done.exception())

    def is_alive(self) -> bool:
        """Whether its loop runs: one that is collected after its loop ended commits nothing."""
        try:
            return asyncio.get_running_loop() is self.done.get_loop()
        except RuntimeError:
            return False


class Writer:
    """Lets writers in one after the other, in the order they came, and commits them in batches."""

    def __init__(self, engine: Engine, aside: Aside) -> None:
        self._engine = engine
        self._aside = aside
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._batch: _Batch | None = None
        self._ending: asyncio.Future[None] | None = None

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Prompt]:
        """Lend the connection; return when what was done with it is on the disk.

        After an exception nothing of it remains, and nothing happened to the others. The exception
        too waits for those before it: what it says may rest on what they wrote.
        """
        batch: _Batch | None = None
        try:
            try:
                await self._take_turn()
                try:
                    batch, connection = await self._open()
                    with storage_errors():
                        async with self._member(batch, connection) as prompt:
                            yield prompt
                    batch.size += 1
                    if batch.size >= MOST_TOGETHER:
                        self._end()
                finally:
                    self._turn.release()
            finally:
                self._end_if_idle()
        except Exception:
            if batch is not None and batch.size:
                await asyncio.shield(batch.done)
            raise
        await asyncio.shield(batch.done)

    async def _take_turn(self) -> None:
        self._waiting += 1
        try:
            await self._turn.acquire()
        finally:
            self._waiting -= 1

    async def close(self) -> None:
        """Wait for what is being committed."""
        async with self._turn:
            self._end()
            if self._ending is not None:
                await asyncio.wait([self._ending])

    async def _open(self) -> tuple[_Batch, Connection]:
        if self._batch is None:
            if self._ending is not None:
                await asyncio.wait([self._ending])
            self._batch = _Batch(asyncio.ensure_future(self._aside(self._begin)))
        batch = self._batch
        with connecting():
            try:
                # Whoever gives up meanwhile must not leave the lock behind.
                return batch, await asyncio.shield(batch.opened)
            except Exception:
                self._batch = None
                raise

    @asynccontextmanager
    async def _member(self, batch: _Batch, connection: Connection) -> AsyncIterator[Prompt]:
        nested = connection.begin_nested() if batch.size else None
        try:
            yield Prompt(connection)
            if nested is not None:
                nested.commit()
        except BaseException:
            if nested is not None and _is_open(connection):
                nested.rollback()
            else:
                self._end(spoiled=True)
            raise

    def _begin(self) -> Connection:
        connection = self._engine.connect()
        try:
            connection.begin()
        except BaseException:
            connection.close()
            raise
        return connection

    def _end_if_idle(self) -> None:
        """Commit when nobody is coming. Who waits, or gives up waiting, comes by here later."""
        if not self._waiting and not self._turn.locked():
            self._end()

    def _end(self, *, spoiled: bool = False) -> None:
        batch, self._batch = self._batch, None
        if batch is not None and batch.is_alive():
            self._ending = asyncio.ensure_future(self._finish(batch, spoiled=spoiled))

    async def _finish(self, batch: _Batch, *, spoiled: bool) -> None:
        """Commit; or, where there is nothing to commit any more, tell everybody so."""
        try:
            connection = await batch.opened
        except Exception as error:  # noqa: BLE001  # everybody who wanted to write was told
            batch.done.set_exception(error)
            return
        try:
            with connecting():
                await self._aside(lambda: _settle(connection, spoiled=spoiled))
        except Exception as error:  # noqa: BLE001  # told to those whose work it was
            batch.done.set_exception(error)
        else:
            batch.done.set_result(None)


def _is_open(connection: Connection) -> bool:
    """Whether the transaction is still there: a full disk makes SQLite undo all of it by itself."""
    return not connection.invalidated and bool(_driver(connection).in_transaction)


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection


def _settle(connection: Connection, *, spoiled: bool) -> None:
    """End the transaction and give the connection back. Raises when there is none to commit."""
    try:
        transaction = connection.get_transaction() if _is_open(connection) else None
        if transaction is None:
            _is_gone()
        elif spoiled:
            transaction.rollback()
        else:
            transaction.commit()
    except BaseException:
        connection.invalidate()
        raise
    finally:
        connection.close()


def _is_gone() -> NoReturn:
    raise sqlite3.OperationalError("the transaction is gone")
