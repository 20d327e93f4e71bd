"""The record's front door: the service, the projector, the clock and the CLI open it.

It returns core types and values, never rows. Every datetime in and out is aware; out it is UTC.
"""

import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

from bot.crisis.events import Recorded
from bot.crisis.ids import TeamId
from storage import deliveries, listing, streams, tombstones
from storage.budget import Budget, budget_for
from storage.codec import Codec
from storage.database import Database, Engines
from storage.identity import Identities
from storage.migrate import Migrated, Schema, migrate, schema
from storage.people import People
from storage.playbooks import Playbooks
from storage.settings import Settings
from storage.surfaces import Surfaces
from storage.transaction import Transaction
from storage.values import StreamKey, StreamRow, Tombstone, Verdict


class Store:
    """An open database. Any method may raise StorageDown; the same call may work later."""

    surfaces: Surfaces
    people: People
    identities: Identities
    playbooks: Playbooks
    settings: Settings
    budget: Budget

    def __init__(self, database: Database, codec: Codec) -> None:
        """Use :meth:`open`."""
        self._database = database
        self._codec = codec
        self.surfaces = Surfaces(database)
        self.people = People(database)
        self.identities = Identities(database)
        self.playbooks = Playbooks(database)
        self.settings = Settings(database)
        self.budget = budget_for(database)

    @classmethod
    async def open(
        cls,
        url: str,
        *,
        random_bytes: Callable[[int], bytes] = secrets.token_bytes,
        engines: Engines | None = None,
    ) -> "Store":
        """Open ``sqlite:///FILE`` or ``postgresql://…``; nothing is migrated.

        ``random_bytes`` makes the salts of typed texts. ``engines`` makes SQLAlchemy's engines,
        and waits for the disk, in place of our own.
        Raises ValueError for a database that is not supported and StorageDown if it is not there.
        """
        store = cls(Database(url, engines), Codec(random_bytes))
        try:
            await store._database.reach()
        except BaseException:
            await store.close()
            raise
        return store

    async def migrate(self) -> Migrated:
        """Bring the tables to what this code needs. Safe to run twice and from two processes."""
        return await migrate(self._database)

    async def schema(self) -> Schema:
        """Return how the tables stand to what this code needs. Changes nothing."""
        return await schema(self._database)

    async def close(self) -> None:
        """Close all connections."""
        await self._database.close()

    async def ping(self) -> None:
        """Return if the database answers."""
        await self._database.ping()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Lend a transaction that commits at the end; after an exception nothing of it remains.

        On SQLite writers take turns: keep it short. StorageDown from the end of the block means
        that the outcome is unknown; a repeat with the same delivery key finds out.
        """
        async with self._database.write() as connection:
            yield Transaction(connection, self._codec)

    async def read(self, stream: StreamKey, after: int = 0) -> tuple[Recorded, ...]:
        """Return the committed events of a stream after a position."""
        async with self._database.read() as connection:
            return await streams.read(connection, self._codec, stream, after)

    async def head(self, stream: StreamKey) -> tuple[int, str]:
        """Return a stream's last position and its hash; ``(0, "")`` if there is none."""
        async with self._database.read() as connection:
            return await streams.head(connection, stream)

    async def streams(
        self,
        team: TeamId,
        kind: str,
        *,
        status: str | None = None,
    ) -> tuple[StreamRow, ...]:
        """Return a workspace's streams of a kind, oldest first, without reading their events."""
        async with self._database.read() as connection:
            return await listing.find(connection, team, kind, status)

    async def stream(self, stream: StreamKey) -> StreamRow | None:
        """Return what lists know of one stream."""
        async with self._database.read() as connection:
            return await listing.get(connection, stream)

    async def teams(self) -> tuple[TeamId, ...]:
        """Return the workspaces that have any stream."""
        async with self._database.read() as connection:
            return await listing.teams(connection)

    async def due(self, now: datetime, limit: int) -> tuple[StreamKey, ...]:
        """Return streams whose time to look has come, the longest waiting first."""
        async with self._database.read() as connection:
            return await listing.due(connection, now, limit)

    async def next_due(self) -> datetime | None:
        """Return the earliest time to look at any stream."""
        async with self._database.read() as connection:
            return await listing.next_due(connection)

    async def behind(
        self, limit: int, kinds: Sequence[str] = ("incident",)
    ) -> tuple[StreamKey, ...]:
        """Return streams with events that were not shown yet: of the first kind before others.

        Streams of a kind that is shown nowhere, such as a house, would stay behind for ever.
        """
        async with self._database.read() as connection:
            return await listing.behind(connection, kinds, limit)

    async def projected(self, stream: StreamKey, seq: int) -> None:
        """Note that everything up to ``seq`` is shown. It never goes back; twice is safe."""
        async with self._database.write() as connection:
            await listing.set_projected(connection, stream, seq)

    async def verify(self, stream: StreamKey, head: tuple[int, str] | None = None) -> Verdict:
        """Check every stored event of a stream; ``head`` is one that was noted elsewhere."""
        async with self._database.read() as connection:
            return await streams.verify(connection, stream, head)

    async def forget_deliveries(self, before: datetime) -> int:
        """Delete answers that no repeat will ask for any more; return how many went."""
        async with self._database.write() as connection:
            return await deliveries.forget(connection, before)

    async def purge(self, stream: StreamKey, after: int, at: datetime) -> Tombstone | None:
        """Remove a record that ends at ``after``, and return what is left of it.

        None, with nothing removed, if it ends elsewhere by now or is not there.
        """
        async with self._database.write() as connection:
            return await tombstones.purge(connection, stream, after, at)

    async def scrub(self) -> bool:
        """Leave no copy of what was redacted in a log beside the file; False: not just now."""
        return await self._database.scrub()

    async def tombstones(self, team: TeamId | None = None) -> tuple[Tombstone, ...]:
        """Return what is left of removed records, the longest removed first."""
        async with self._database.read() as connection:
            return await tombstones.find(connection, team)
