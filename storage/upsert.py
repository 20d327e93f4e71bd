"""Inserts that meet a row already there, the same on both engines."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from storage.database import Connection


def _insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)


async def insert_new(
    connection: Connection,
    table: Table,
    values: Mapping[str, Any],
) -> bool:
    """Insert a row and return True, or return False if its key is taken.

    A writer that is about to take the same key is waited for.
    """
    statement = _insert(connection, table).on_conflict_do_nothing()
    return (await connection.execute(statement, dict(values))).rowcount > 0


async def replace(connection: Connection, table: Table, values: Mapping[str, Any]) -> None:
    """Insert a row, or set all given columns of the row that has its key. Repeatable."""
    statement = _insert(connection, table)
    keys = [column.name for column in table.primary_key]
    changed = {name: statement.excluded[name] for name in values if name not in keys}
    upsert = statement.on_conflict_do_update(index_elements=keys, set_=changed)
    await connection.execute(upsert, dict(values))
