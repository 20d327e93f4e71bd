"""An old replica goes on while a newer one has migrated already: migrations only add."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from storage import migrate as migrating
from storage.database import Database
from storage.store import Store
from tests.storage.example import NOON, STREAM, TEAM, add, append, done, note

NEWER = (
    "ALTER TABLE streams ADD COLUMN later TEXT",
    "ALTER TABLE events ADD COLUMN later INTEGER DEFAULT 7",
    "ALTER TABLE surfaces ADD COLUMN later TEXT",
    "ALTER TABLE budgets ADD COLUMN later TEXT",
    "CREATE TABLE later (id INTEGER PRIMARY KEY)",
    "CREATE INDEX ix_events_later ON events (later)",
    "UPDATE alembic_version SET version_num = '9999'",
)
"""What a release to come may do."""


def _revisions() -> list[str]:
    config = Config()
    folder = Path(migrating.__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder))
    scripts = ScriptDirectory.from_config(config).walk_revisions()
    return [script.revision for script in scripts][::-1]


def _upgrade(connection: Connection, revision: str) -> None:
    command.upgrade(migrating._config(connection), revision)


async def _tables(url: str, revision: str) -> dict[str, Any]:
    """Bring a database to a revision and return what stands in it then."""
    database = Database(url)
    async with database.write() as connection:
        await connection.run_sync(lambda sync: _upgrade(sync, revision))
        found: dict[str, Any] = await connection.run_sync(_read)
    await database.close()
    return found


def _read(connection: Connection) -> dict[str, Any]:
    see = inspect(connection)
    return {
        table: {
            "columns": {one["name"]: one for one in see.get_columns(table)},
            "key": see.get_pk_constraint(table)["constrained_columns"],
            "foreign": len(see.get_foreign_keys(table)),
            "unique": sorted(
                str(one["column_names"]) for one in see.get_indexes(table) if one["unique"]
            ),
        }
        for table in see.get_table_names()
        if table != "alembic_version"
    }


def _hurts(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    """Say what an old replica would stumble over."""
    for table, was in old.items():
        if table not in new:
            yield f"{table} is gone"
            continue
        now = new[table]
        yield from (
            f"{table}: another {part}"
            for part in ("key", "foreign", "unique")
            if was[part] != now[part]
        )
        for name, column in was["columns"].items():
            same = name in now["columns"] and _like(column, now["columns"][name])
            if not same:
                yield f"{table}.{name} is gone or has changed"
        for name, column in now["columns"].items():
            if name not in was["columns"] and not column["nullable"] and column["default"] is None:
                yield f"{table}.{name} is new, and an old replica leaves it empty"


def _like(old: dict[str, Any], new: dict[str, Any]) -> bool:
    return str(old["type"]) == str(new["type"]) and (new["nullable"] or not old["nullable"])


async def test_no_revision_takes_away_or_demands_what_the_one_before_did_not_know(
    empty_database_url: str,
) -> None:
    before: dict[str, Any] = {}
    revisions = _revisions()
    for revision in revisions:
        tables = await _tables(empty_database_url, revision)
        assert list(_hurts(before, tables)) == []
        before = tables
    assert len(revisions) > 1


async def test_a_column_that_an_old_replica_leaves_empty_would_be_found(
    empty_database_url: str,
) -> None:
    tables = await _tables(empty_database_url, "head")
    columns = tables["claims"]["columns"]
    demanding = columns | {"new": columns["digest"] | {"name": "new"}}
    without = {name: one for name, one in columns.items() if name != "digest"}
    for changed in (demanding, without):
        claims = tables["claims"] | {"columns": changed}
        assert len(list(_hurts(tables, tables | {"claims": claims}))) == 1


async def test_a_replica_works_on_while_a_newer_one_migrates_under_it(database_url: str) -> None:
    old = await Store.open(database_url)
    await old.migrate()
    await add(old, note("before"))
    await _use(old, 1)
    newer = Database(database_url)

    async def migrates() -> None:
        async with newer.write() as connection:
            for statement in NEWER:
                await connection.execute(text(statement))

    async def writes() -> None:
        for n in range(1, 6):
            async with old.transaction() as tx:
                await append(tx, note(f"meanwhile {n}"), after=n)

    await asyncio.gather(migrates(), writes())
    await _use(old, 6)
    await add(old, done(), after=6)
    assert (await old.verify(STREAM)).count == 7
    assert await old.migrate() == "newer"
    await old.close()
    again = await Store.open(database_url)
    assert len(await again.read(STREAM)) == 7
    await again.close()
    await newer.close()


async def _use(store: Store, count: int) -> None:
    """Read and write what a replica does all day."""
    assert len(await store.read(STREAM)) == count
    assert (await store.streams(TEAM, STREAM.kind))[0].seq == count
    assert await store.behind(9, (STREAM.kind,)) == (STREAM,)
    assert await store.surfaces.of(STREAM) == {}
    assert await store.budget.take(TEAM, f"x{count}", rate_per_minute=60, burst=3, now=NOON) == 0.0
