"""One worker for each incident, also across replicas.

The projector takes a lease before it touches Slack and writes surfaces under its fencing number.
With SQLite there is one process, so memory does, and a restart waits for nobody; on PostgreSQL
leases are rows.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import or_, select, update

from storage.database import Connection, Database
from storage.errors import StaleLease
from storage.tables import leases, of_stream, stream_values
from storage.upsert import insert_new
from storage.values import StreamKey


class Leases(Protocol):
    """Who works on which stream."""

    async def take(
        self,
        stream: StreamKey,
        owner: str,
        *,
        until: datetime,
        now: datetime,
    ) -> int | None:
        """Return a fencing number higher than any before, or None while another holds the lease.

        The owner itself may take it again; its earlier number is then stale.
        """
        ...

    async def renew(self, stream: StreamKey, fence: int, until: datetime) -> bool:
        """Hold the lease longer; False means that somebody took it over."""
        ...

    async def release(self, stream: StreamKey, fence: int) -> None:
        """Let the lease go, if it is still this one. Running it twice is safe."""
        ...

    async def check(self, connection: Connection, stream: StreamKey, fence: int) -> None:
        """Hold takers off until this transaction ends. Raises StaleLease for an old number."""
        ...


@dataclass(frozen=True, slots=True)
class _Lease:
    fence: int
    owner: str | None
    until: datetime | None


class LeasesInMemory:
    """For one process."""

    def __init__(self) -> None:
        """Start with nobody at work."""
        self._leases: dict[StreamKey, _Lease] = {}

    async def take(
        self,
        stream: StreamKey,
        owner: str,
        *,
        until: datetime,
        now: datetime,
    ) -> int | None:
        """Return a fencing number, or None while another holds the lease."""
        held = self._leases.get(stream, _Lease(0, None, None))
        if held.owner not in {None, owner} and held.until is not None and held.until > now:
            return None
        self._leases[stream] = _Lease(held.fence + 1, owner, until)
        return held.fence + 1

    async def renew(self, stream: StreamKey, fence: int, until: datetime) -> bool:
        """Hold the lease longer; False means that somebody took it over."""
        held = self._leases.get(stream)
        if held is None or held.fence != fence or held.owner is None:
            return False
        self._leases[stream] = _Lease(fence, held.owner, until)
        return True

    async def release(self, stream: StreamKey, fence: int) -> None:
        """Let the lease go, if it is still this one."""
        held = self._leases.get(stream)
        if held is not None and held.fence == fence:
            self._leases[stream] = _Lease(fence, None, None)

    async def check(self, connection: Connection, stream: StreamKey, fence: int) -> None:  # noqa: ARG002 (the protocol's)
        """Raise StaleLease for an old number; the one writer holds takers off."""
        held = self._leases.get(stream)
        if held is None or held.fence != fence:
            raise StaleLease


class LeasesInDatabase:
    """For replicas."""

    def __init__(self, database: Database) -> None:
        """Keep leases in this database."""
        self._database = database

    async def take(
        self,
        stream: StreamKey,
        owner: str,
        *,
        until: datetime,
        now: datetime,
    ) -> int | None:
        """Return a fencing number, or None while another holds the lease."""
        fresh = stream_values(stream) | {"owner": owner, "until": until, "fence": 1}
        free = or_(leases.c.owner.is_(None), leases.c.owner == owner, leases.c.until <= now)
        again = update(leases).where(of_stream(leases, stream), free)
        again = again.values(owner=owner, until=until, fence=leases.c.fence + 1)
        async with self._database.write() as connection:
            if await insert_new(connection, leases, fresh):
                return 1
            taken = await connection.execute(again.returning(leases.c.fence))
            fence: int | None = taken.scalar_one_or_none()
            return fence

    async def renew(self, stream: StreamKey, fence: int, until: datetime) -> bool:
        """Hold the lease longer; False means that somebody took it over."""
        same = of_stream(leases, stream) & (leases.c.fence == fence) & leases.c.owner.is_not(None)
        async with self._database.write() as connection:
            renewed = await connection.execute(update(leases).where(same).values(until=until))
            return renewed.rowcount > 0

    async def release(self, stream: StreamKey, fence: int) -> None:
        """Let the lease go, if it is still this one."""
        same = of_stream(leases, stream) & (leases.c.fence == fence)
        async with self._database.write() as connection:
            await connection.execute(update(leases).where(same).values(owner=None, until=None))

    async def check(self, connection: Connection, stream: StreamKey, fence: int) -> None:
        """Hold takers off until this transaction ends. Raises StaleLease for an old number."""
        query = select(leases.c.fence).where(of_stream(leases, stream))
        found = await connection.execute(query.with_for_update(read=True))
        if found.scalar_one_or_none() != fence:
            raise StaleLease


def leases_for(database: Database) -> Leases:
    """Return the leases that fit: in memory where there can be one process only."""
    return LeasesInMemory() if database.is_sqlite else LeasesInDatabase(database)
