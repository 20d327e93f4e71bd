"""What Slack shows of a stream, as far as we know: where each thing is, and what it last showed.

The projector reads and writes it, under a lease; lookups by channel serve the doors.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, func, select, tuple_, update

from bot.crisis.ids import ChannelId, TeamId
from storage import upsert
from storage.database import Database
from storage.leases import leases_for
from storage.tables import of_stream, stream_values, streams, surfaces
from storage.values import StreamKey

CHANNEL = "channel"
"""The kind of the surface that is a stream's own channel."""
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Surface:
    """One thing in Slack.

    ``name`` is what it is meant to be called, ``digest`` stands for what it last showed.
    ``attempt_started_at`` is set, and committed, before a call that must not happen twice, and
    cleared when its outcome is stored: found set, look before calling again.
    ``failure`` says in a person's words why it does not show what it should.
    """

    stream: StreamKey
    key: str
    kind: str
    channel: ChannelId | None = None
    ts: str | None = None
    file_id: str | None = None
    name: str | None = None
    digest: str | None = None
    state: Mapping[str, Any] = field(default_factory=dict, hash=False)
    attempt_started_at: datetime | None = None
    attempts: int = 0
    next_attempt_at: datetime | None = None
    failure: str | None = None


class Surfaces:
    """Surfaces by stream and key, and the leases they are written under."""

    def __init__(self, database: Database) -> None:
        """Keep surfaces in this database."""
        self._database = database
        self._leases = leases_for(database)

    async def of(self, stream: StreamKey) -> dict[str, Surface]:
        """Return a stream's surfaces by key."""
        found = await self._find(of_stream(surfaces, stream))
        return {surface.key: surface for surface in found}

    async def put(self, surface: Surface, *, fence: int | None) -> None:
        """Keep what is known of a surface. Running it twice is safe.

        ``fence`` is the number of the lease that the writer holds; None where nothing is leased.
        Raises StaleLease, with nothing written, if the lease was taken over.
        """
        values = stream_values(surface.stream) | _values(surface)
        async with self._database.write() as connection:
            if fence is not None:
                await self._leases.check(connection, surface.stream, fence)
            await upsert.replace(connection, surfaces, values)

    async def begin_attempt(
        self,
        surface: Surface,
        *,
        at: datetime,
        fence: int | None,
    ) -> Surface:
        """Commit that a call which must not happen twice starts now, and return the surface so."""
        begun = replace(surface, attempt_started_at=at, attempts=surface.attempts + 1)
        await self.put(begun, fence=fence)
        return begun

    async def remove(self, surface: Surface, *, fence: int | None) -> None:
        """Forget a surface. Running it twice is safe. Raises StaleLease as ``put`` does."""
        same = of_stream(surfaces, surface.stream) & (surfaces.c.key == surface.key)
        async with self._database.write() as connection:
            if fence is not None:
                await self._leases.check(connection, surface.stream, fence)
            await connection.execute(delete(surfaces).where(same))

    async def stream_of_channel(self, team: TeamId, channel: ChannelId) -> StreamKey | None:
        """Return the stream whose own channel this is."""
        here = and_(surfaces.c.team_id == team, surfaces.c.channel == channel)
        found = await self._find(here & (surfaces.c.kind == CHANNEL))
        return found[0].stream if found else None

    async def at_message(self, team: TeamId, channel: ChannelId, ts: str) -> Surface | None:
        """Return the surface that is this message."""
        here = and_(surfaces.c.team_id == team, surfaces.c.channel == channel)
        found = await self._find(here & (surfaces.c.ts == ts))
        return found[0] if found else None

    async def to_retry(self, now: datetime, limit: int) -> tuple[StreamKey, ...]:
        """Return streams with a surface whose next attempt is due, the longest waiting first."""
        query = select(surfaces.c.team_id, surfaces.c.stream_kind, surfaces.c.stream_id)
        query = query.where(surfaces.c.next_attempt_at <= now)
        query = query.order_by(surfaces.c.next_attempt_at).limit(limit)
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).all()
        return tuple(dict.fromkeys(StreamKey(*row) for row in rows))

    async def try_again(self, team: TeamId, channel: ChannelId) -> None:
        """Have everything that failed tried again soon, of each stream that stands in a channel.

        It changes nothing but the time, so that whoever holds the lease loses nothing.
        """
        same = surfaces.c.team_id == team
        stands = select(surfaces.c.stream_kind, surfaces.c.stream_id)
        stands = stands.where(same, surfaces.c.channel == channel)
        stream = tuple_(surfaces.c.stream_kind, surfaces.c.stream_id)
        failed = surfaces.c.failure.is_not(None)
        again = update(surfaces).where(same, failed, stream.in_(stands))
        async with self._database.write() as connection:
            await connection.execute(again.values(next_attempt_at=_LONG_AGO))

    async def try_all_again(self, now: datetime) -> None:
        """Have everything that failed tried at once: the token or the scopes may be new."""
        failed = surfaces.c.failure.is_not(None)
        async with self._database.write() as connection:
            await connection.execute(update(surfaces).where(failed).values(next_attempt_at=now))

    async def doubt(self) -> int:
        """Forget what open incidents showed last, for a database that is older than Slack.

        All of it counts as not shown yet; where it stands is kept. Returns how many there are.
        """
        theirs = and_(streams.c.stream_kind == "incident", streams.c.status == "open")
        keys = select(streams.c.team_id, streams.c.stream_kind, streams.c.stream_id).where(theirs)
        stream = tuple_(surfaces.c.team_id, surfaces.c.stream_kind, surfaces.c.stream_id)
        forgotten = update(surfaces).where(stream.in_(keys)).values(digest=None)
        async with self._database.write() as connection:
            await connection.execute(forgotten)
            behind = await connection.execute(update(streams).where(theirs).values(projected_seq=0))
            return behind.rowcount

    async def waiting(self) -> int:
        """Return how many surfaces wait for another try, also those whose time lies ahead."""
        query = select(func.count()).select_from(surfaces)
        query = query.where(surfaces.c.next_attempt_at.is_not(None))
        async with self._database.read() as connection:
            count: int = (await connection.execute(query)).scalar_one()
            return count

    async def stuck(self) -> tuple[Surface, ...]:
        """Return the surfaces that say why they do not show what they should."""
        return await self._find(surfaces.c.failure.is_not(None))

    async def lease(
        self,
        stream: StreamKey,
        owner: str,
        *,
        until: datetime,
        now: datetime,
    ) -> int | None:
        """Take the work on a stream; return its fencing number, or None while another holds it.

        Whoever takes over from a lease that ran out must look before calling Slack.
        """
        return await self._leases.take(stream, owner, until=until, now=now)

    async def renew(self, stream: StreamKey, fence: int, until: datetime) -> bool:
        """Hold the lease longer; False means that somebody took it over: stop at once."""
        return await self._leases.renew(stream, fence, until)

    async def release(self, stream: StreamKey, fence: int) -> None:
        """Let the lease go, if it is still this one. Running it twice is safe."""
        await self._leases.release(stream, fence)

    async def _find(self, condition: ColumnElement[bool]) -> tuple[Surface, ...]:
        query = select(surfaces).where(condition).order_by(surfaces.c.stream_id, surfaces.c.key)
        async with self._database.read() as connection:
            return tuple(map(_surface, await connection.execute(query)))


_FIELDS = (
    "key",
    "kind",
    "channel",
    "ts",
    "file_id",
    "name",
    "digest",
    "attempt_started_at",
    "attempts",
    "next_attempt_at",
    "failure",
)


def _values(surface: Surface) -> dict[str, Any]:
    values = {name: getattr(surface, name) for name in _FIELDS}
    return values | {"state": dict(surface.state)}


def _surface(row: Row[Any]) -> Surface:
    values = {name: getattr(row, name) for name in _FIELDS}
    key = StreamKey(row.team_id, row.stream_kind, row.stream_id)
    return Surface(stream=key, state=row.state, **values)
