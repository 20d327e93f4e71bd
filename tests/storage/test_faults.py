"""What a database does to us: gone, full, killed in the middle; and what we leave when we die."""

import asyncio
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, Engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.database import Database, Engines
from storage.errors import StorageDown
from storage.store import Store
from tests.databases import Postgres
from tests.storage.example import NOON, STREAM, TEAM, add, append, done, note

DYING = """
import asyncio, os, sys
from storage.store import Store
from tests.storage.example import append, note

async def die():
    store = await Store.open(sys.argv[1])
    async with store.transaction() as tx:
        await append(tx, note("one"), note("two"))
        if sys.argv[2] == "before":
            os._exit(7)
    os._exit(7)

asyncio.run(die())
"""


@pytest.mark.parametrize(("when", "left"), [("before", 0), ("after", 2)])
async def test_a_process_that_dies_leaves_what_it_committed_and_nothing_else(
    database_url: str, when: str, left: int
) -> None:
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", DYING, database_url, when)
    assert await process.wait() == 7
    store = await Store.open(database_url)
    assert len(await store.read(STREAM)) == left
    await add(store, done(), after=left)
    assert (await store.verify(STREAM)).count == left + 1
    await store.close()


@pytest.mark.parametrize(
    "url", ["sqlite:////nowhere/at/all/record.db", "postgresql://nobody@127.0.0.1:1/nothing"]
)
async def test_a_database_that_is_not_there_is_named_as_down(url: str) -> None:
    with pytest.raises(StorageDown):
        await Store.open(url)


@pytest.mark.parametrize("url", ["mysql://localhost/x", "sqlite://", "sqlite:///:memory:"])
async def test_a_database_that_cannot_be_used_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"SQLite|sqlite"):
        await Store.open(url)


class SmallDisk(Engines):
    """Engines whose file cannot grow much, as on a full disk."""

    def synchronous(self, address: URL, **settings: Any) -> Engine:
        engine = super().synchronous(address, **settings)

        def limit(connection: Any, _record: object) -> None:
            connection.execute("PRAGMA max_page_count = 60")

        event.listen(engine, "connect", limit)
        return engine


async def test_a_full_disk_is_down_and_leaves_what_was_there(tmp_path: Path) -> None:
    store = await Store.open(f"sqlite:///{tmp_path / 'x.db'}", engines=SmallDisk())
    await store.migrate()
    await add(store, note("fits"))
    with pytest.raises(StorageDown, match="SQLITE_FULL"):
        await add(store, note("x" * 1_000_000), after=1)
    assert (await store.verify(STREAM)).count == 1
    await add(store, done(), after=1)
    await store.close()


async def terminate_others(url: str) -> None:
    other = Database(url)
    async with other.read() as connection:
        await connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE pid <> pg_backend_pid() AND datname = current_database()"
            )
        )
    await other.close()


async def test_a_connection_lost_within_a_transaction_is_down_and_the_next_one_works(
    postgres: Postgres,
) -> None:
    async def lose(store: Store, url: str) -> None:
        async with store.transaction() as tx:
            await append(tx, note("lost"))
            await terminate_others(url)
            await tx.remember(TEAM, "k", stream=STREAM, answer="", at=NOON)

    async with postgres.fresh() as url:
        store = await Store.open(url)
        with pytest.raises(StorageDown):
            await lose(store, url)
        assert await store.read(STREAM) == ()
        await add(store, note("kept"))
        await store.close()


async def test_a_connection_lost_at_the_commit_is_down(postgres: Postgres) -> None:
    async def lose(store: Store, url: str) -> None:
        async with store.transaction() as tx:
            await append(tx, note("lost"))
            await terminate_others(url)

    async with postgres.fresh() as url:
        store = await Store.open(url)
        with pytest.raises(StorageDown):
            await lose(store, url)
        assert await store.read(STREAM) == ()
        await store.close()


async def test_connections_lost_while_nobody_used_them_trouble_nobody(postgres: Postgres) -> None:
    async with postgres.fresh() as url:
        store = await Store.open(url)
        await terminate_others(url)
        await store.ping()
        await store.close()


class Hasty(Engines):
    """Engines that wait for a statement for a moment only."""

    def asynchronous(self, address: URL, **settings: Any) -> AsyncEngine:
        settings["connect_args"] = settings["connect_args"] | {"command_timeout": 0.2}
        return super().asynchronous(address, **settings)


async def test_a_statement_that_waits_too_long_for_somebody_else_is_down(
    postgres: Postgres,
) -> None:
    async def take(store: Store) -> float:
        return await store.budget.take(TEAM, "x", rate_per_minute=60, burst=3, now=NOON)

    async with postgres.fresh() as url:
        store, slow = await Store.open(url, engines=Hasty()), Database(url)
        assert await take(store) == 0.0
        async with slow.write() as connection:
            await connection.execute(text("SELECT 1 FROM budgets FOR UPDATE"))
            with pytest.raises(StorageDown):
                await take(store)
        assert await take(store) == 0.0
        await slow.close()
        await store.close()


async def test_a_mistake_of_ours_is_not_called_an_outage(database_url: str) -> None:
    database = Database(database_url)
    with pytest.raises(DBAPIError) as wrong:
        async with database.read() as connection:
            await connection.execute(text("SELECT secret FROM nowhere"))
    await database.close()
    assert not isinstance(wrong.value, StorageDown)


async def test_errors_do_not_repeat_what_people_typed(database_url: str) -> None:
    database = Database(database_url)
    statement = text("INSERT INTO nowhere (kind) VALUES (:kind)")
    with pytest.raises(DBAPIError) as wrong:
        async with database.write() as connection:
            await connection.execute(statement, {"kind": "secret"})
    await database.close()
    assert "secret" not in str(wrong.value)
