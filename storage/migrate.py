"""Bring a database's tables to what this code needs. Called at start and by ``kolcrisis migrate``.

Migrations only add (columns with defaults, tables, indexes), so that an old replica can go on
while a new one has already migrated.
"""

from pathlib import Path
from typing import Literal

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from storage.database import Database

Migrated = Literal["created", "upgraded", "unchanged", "newer"]
"""``newer``: a newer version has migrated this database already; it is left alone."""

Schema = Literal["empty", "behind", "current", "newer"]
"""How a database's tables stand to what this code needs."""

_POSTGRES_LOCK = 0x6B6F6C63
_FOLDER = Path(__file__).parent / "migrations"


async def migrate(database: Database) -> Migrated:
    """Run the migrations that are missing, all or none, and say what was done.

    Processes that start at once take turns: SQLite's write lock, PostgreSQL's advisory lock.
    Running it twice is safe.
    """
    async with database.write() as connection:
        if not database.is_sqlite:
            lock = text("SELECT pg_advisory_xact_lock(:number)")
            await connection.execute(lock, {"number": _POSTGRES_LOCK})
        return await connection.run_sync(_upgrade)


async def schema(database: Database) -> Schema:
    """Say how the tables stand, without changing anything."""
    async with database.read() as connection:
        return await connection.run_sync(lambda sync: _schema(sync, _config(sync)))


def _upgrade(connection: Connection) -> Migrated:
    config = _config(connection)
    match _schema(connection, config):
        case "newer":
            return "newer"
        case "current":
            return "unchanged"
        case found:
            command.upgrade(config, "head")
            return "created" if found == "empty" else "upgraded"


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.attributes["connection"] = connection
    return config


def _schema(connection: Connection, config: Config) -> Schema:
    scripts = ScriptDirectory.from_config(config)
    current = MigrationContext.configure(connection).get_current_revision()
    if current is None:
        return "empty"
    if current not in {script.revision for script in scripts.walk_revisions()}:
        return "newer"
    return "current" if current == scripts.get_current_head() else "behind"
