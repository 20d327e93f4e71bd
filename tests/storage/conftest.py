"""Every storage test runs on SQLite and on a real PostgreSQL."""

from tests.databases import (
    database_url,
    empty_database_url,
    engine,
    postgres,
    server,
    sqlite_template,
    store,
)

__all__ = [
    "database_url",
    "empty_database_url",
    "engine",
    "postgres",
    "server",
    "sqlite_template",
    "store",
]
