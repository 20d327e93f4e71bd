"""Move everything from one database to another, such as from SQLite to PostgreSQL.

Called by ``kolcrisis transfer`` while no bot runs. All of it arrives in one transaction and every
record is verified in its new place before that commits, or nothing has happened.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy import Table, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import streams
from storage.database import Connection, Database
from storage.errors import NotEmpty, NotTheSame, TablesDiffer
from storage.migrate import migrate, schema
from storage.tables import leases, metadata
from storage.tables import streams as stream_rows
from storage.values import StreamKey, Verdict

_ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Transferred:
    """What arrived: rows by table, and what ``verify`` says of each record there."""

    rows: dict[str, int]
    verdicts: dict[StreamKey, Verdict]


async def transfer(source_url: str, target_url: str) -> Transferred:
    """Copy all rows and verify the records in their new place.

    A record that did not verify before arrives as it is, and its verdict says so. Raises
    TablesDiffer if a database has not the tables of this version, NotEmpty if something is in
    the target already, NotTheSame if a verdict or a count differs, and StorageDown.
    """
    async with _opened(source_url) as source, _opened(target_url) as target:
        if await schema(source) != "current":
            raise TablesDiffer
        await migrate(target)
        if await schema(target) != "current":
            raise TablesDiffer
        async with source.read() as reading, target.write() as writing:
            if await _holds(writing):
                raise NotEmpty
            rows = {table.name: await _copy(reading, writing, table) for table in _tables()}
            return Transferred(rows, await _verified(reading, writing))


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[Database]:
    database = Database(url)
    try:
        await database.reach()
        yield database
    finally:
        await database.close()


def _tables() -> list[Table]:
    """Return the tables in an order in which each comes after those it refers to.

    Who holds a lease is not moved: it means something to the processes of one database only.
    """
    return [table for table in metadata.sorted_tables if table is not leases]


async def _holds(connection: Connection) -> bool:
    for table in _tables():
        found = await connection.execute(select(func.count()).select_from(table))
        if found.scalar_one():
            return True
    return False


async def _copy(source: AsyncConnection, target: Connection, table: Table) -> int:
    """Copy a table in portions, so that a long record does not have to fit into memory."""
    count = 0
    async with source.stream(select(table)) as result:
        async for portion in result.mappings().partitions(_ROWS_AT_ONCE):
            await target.execute(table.insert(), [dict(row) for row in portion])
            count += len(portion)
    return count


async def _verified(source: AsyncConnection, target: Connection) -> dict[StreamKey, Verdict]:
    verdicts: dict[StreamKey, Verdict] = {}
    names = (stream_rows.c.team_id, stream_rows.c.stream_kind, stream_rows.c.stream_id)
    for row in await source.execute(select(*names).order_by(*names)):
        key = StreamKey(*row)
        before = await streams.verify(source, key, None)
        after = await streams.verify(target, key, None)
        if before != after:
            raise NotTheSame(key)
        verdicts[key] = after
    return verdicts
