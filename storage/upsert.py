"""Inserts that meet a row already there, the same on both engines.

Each statement is made once: making one costs more than carrying it out.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from storage.database import Connection

_Insert = sqlite.Insert | postgresql.Insert


async def insert_new(
    connection: Connection,
    table: Table,
    values: Mapping[str, Any],
) -> bool:
    """Insert a row and return True, or return False if its key is taken.

    A writer that is about to take the same key is waited for.
    """
    statement = _unless_there(connection.dialect.name, table)
    return (await connection.execute(statement, dict(values))).rowcount > 0


async def replace(connection: Connection, table: Table, values: Mapping[str, Any]) -> None:
    """Insert a row, or set all given columns of the row that has its key. Repeatable."""
    statement = _in_place_of(connection.dialect.name, table, tuple(values))
    await connection.execute(statement, dict(values))


def _insert(dialect: str, table: Table) -> _Insert:
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


@cache
def _unless_there(dialect: str, table: Table) -> _Insert:
    return _insert(dialect, table).on_conflict_do_nothing()


@cache
def _in_place_of(dialect: str, table: Table, names: tuple[str, ...]) -> _Insert:
    statement = _insert(dialect, table)
    keys = [column.name for column in table.primary_key]
    changed = {name: statement.excluded[name] for name in names if name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)
