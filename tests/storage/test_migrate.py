"""Migrations, from an empty database and by several processes at once."""

import asyncio
import sys
from collections import Counter
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from storage.database import Database
from storage.store import Store
from storage.tables import metadata
from tests.databases import Postgres
from tests.storage.example import STREAM, add, done

STARTING = """
import asyncio, sys
from storage.store import Store

async def start():
    store = await Store.open(sys.argv[1])
    print(await store.migrate())
    await store.close()

asyncio.run(start())
"""


def index_shape(index: Any) -> tuple[str, str, str, str]:
    options = {name: str(value) for name, value in index.get("dialect_options", {}).items()}
    return index["name"], str(index["column_names"]), str(index["unique"]), str(options)


def shape_of(connection: Connection) -> dict[str, Any]:
    """Everything that makes a table, apart from names that engines invent."""
    inspector = inspect(connection)
    return {
        table: {
            "columns": [
                (column["name"], repr(column["type"]), column["nullable"], column["default"])
                for column in inspector.get_columns(table)
            ],
            "key": inspector.get_pk_constraint(table),
            "foreign": inspector.get_foreign_keys(table),
            "indexes": sorted(map(index_shape, inspector.get_indexes(table))),
        }
        for table in sorted(inspector.get_table_names())
        if table != "alembic_version"
    }


async def shape_at(url: str, *, create: bool = False) -> dict[str, Any]:
    database = Database(url)
    async with database.write() as connection:
        if create:
            await connection.run_sync(metadata.create_all)
        shape = await connection.run_sync(shape_of)
    await database.close()
    return shape


async def migrate(url: str) -> str:
    store = await Store.open(url)
    outcome = await store.migrate()
    await store.close()
    return outcome


async def test_an_empty_database_becomes_what_the_code_needs(
    empty_database_url: str, server: Postgres | None
) -> None:
    assert await migrate(empty_database_url) == "created"
    database = Database(empty_database_url)
    async with database.read() as connection:
        assert await connection.run_sync(differences) == []
    await database.close()
    migrated = await shape_at(empty_database_url)
    if server is None:
        assert migrated == await shape_at(f"{empty_database_url}.2", create=True)
    else:
        async with server.fresh(migrated=False) as other:
            assert migrated == await shape_at(other, create=True)


def differences(connection: Connection) -> list[Any]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    found: list[Any] = compare_metadata(context, metadata)
    return found


async def test_migrating_again_changes_nothing_and_keeps_what_is_there(database_url: str) -> None:
    store = await Store.open(database_url)
    await add(store, done())
    assert await store.migrate() == "unchanged"
    assert len(await store.read(STREAM)) == 1
    await store.close()


async def test_a_database_that_a_newer_version_migrated_is_left_alone(
    empty_database_url: str,
) -> None:
    await migrate(empty_database_url)
    database = Database(empty_database_url)
    async with database.write() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await database.close()
    before = await shape_at(empty_database_url)
    assert await migrate(empty_database_url) == "newer"
    assert await shape_at(empty_database_url) == before


async def test_how_the_tables_stand_can_be_asked_without_changing_them(
    empty_database_url: str,
) -> None:
    store = await Store.open(empty_database_url)
    assert [await store.schema() for _ in range(2)] == ["empty", "empty"]
    await store.migrate()
    assert await store.schema() == "current"
    await store.close()


async def test_of_stores_that_migrate_at_once_one_does_it(empty_database_url: str) -> None:
    outcomes = await asyncio.gather(*(migrate(empty_database_url) for _ in range(4)))
    assert Counter(outcomes) == {"created": 1, "unchanged": 3}


async def test_of_processes_that_start_at_once_one_migrates(empty_database_url: str) -> None:
    command = (sys.executable, "-c", STARTING, empty_database_url)
    pipe = asyncio.subprocess.PIPE
    processes = [await asyncio.create_subprocess_exec(*command, stdout=pipe) for _ in range(3)]
    outputs = [await process.communicate() for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert Counter(out.decode().strip() for out, _ in outputs) == {"created": 1, "unchanged": 2}
