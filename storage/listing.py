"""What is known of streams without reading their events: lists, what is due, what is behind.

Functions on a connection that the store or a transaction lends; the caller commits.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, func, select, update

from bot.crisis.ids import TeamId
from storage.database import Connection
from storage.tables import events, of_stream, streams
from storage.values import Begun, StreamKey, StreamRow

_FIRST = 20
"""How many events of a stream may be written when it begins."""


async def find(
    connection: Connection,
    team: TeamId,
    kind: str,
    status: str | None,
) -> tuple[StreamRow, ...]:
    """Return a workspace's streams of a kind, oldest first; only those of ``status`` if given."""
    query = select(streams).where(streams.c.team_id == team, streams.c.stream_kind == kind)
    if status is not None:
        query = query.where(streams.c.status == status)
    query = query.order_by(streams.c.created_at, streams.c.stream_id)
    return tuple(map(_row, (await connection.execute(query)).all()))


async def begun_since(
    connection: Connection, team: TeamId, kind: str, since: datetime
) -> tuple[Begun, ...]:
    """Return which streams of a kind began after a moment, by whom and with which events."""
    first = and_(
        *(streams.c[name] == events.c[name] for name in ("team_id", "stream_kind", "stream_id")),
        events.c.seq <= _FIRST,
    )
    query = select(*_KEY, streams.c.created_at, events.c.actor, events.c.kind)
    query = query.select_from(streams.join(events, first)).where(
        streams.c.team_id == team, streams.c.stream_kind == kind, streams.c.created_at > since
    )
    found: dict[StreamKey, Begun] = {}
    for row in await connection.execute(query.order_by(events.c.seq)):
        stream = StreamKey(row.team_id, row.stream_kind, row.stream_id)
        before = found.get(stream) or Begun(row.actor, row.created_at, frozenset())
        found[stream] = replace(before, kinds=before.kinds | {row.kind})
    return tuple(found.values())


async def get(connection: Connection, stream: StreamKey) -> StreamRow | None:
    """Return what is known of one stream."""
    query = select(streams).where(of_stream(streams, stream))
    row = (await connection.execute(query)).one_or_none()
    return None if row is None else _row(row)


async def teams(connection: Connection) -> tuple[TeamId, ...]:
    """Return the workspaces that have any stream."""
    query = select(streams.c.team_id).distinct().order_by(streams.c.team_id)
    return tuple((await connection.execute(query)).scalars())


async def due(connection: Connection, now: datetime, limit: int) -> tuple[StreamKey, ...]:
    """Return streams whose time to look has come, the longest waiting first."""
    query = select(*_KEY).where(streams.c.next_due_at <= now)
    return await _keys(connection, query.order_by(streams.c.next_due_at).limit(limit))


async def next_due(connection: Connection) -> datetime | None:
    """Return the earliest time to look at any stream."""
    query = select(func.min(streams.c.next_due_at)).where(streams.c.next_due_at.is_not(None))
    earliest: datetime | None = (await connection.execute(query)).scalar_one()
    return earliest


async def behind(connection: Connection, kinds: Sequence[str], limit: int) -> tuple[StreamKey, ...]:
    """Return streams of some kinds with events that were not projected yet.

    Those of the first kind come before all others, and in each the oldest first.
    """
    late = streams.c.projected_seq < streams.c.seq
    query = select(*_KEY).where(late, streams.c.stream_kind.in_(kinds))
    query = query.order_by(streams.c.stream_kind != kinds[0], streams.c.created_at)
    return await _keys(connection, query.limit(limit))


async def set_due(
    connection: Connection,
    stream: StreamKey,
    next_due_at: datetime | None,
) -> None:
    """Say when to look at a stream next."""
    await _set(connection, stream, {"next_due_at": next_due_at})


async def set_summary(
    connection: Connection,
    stream: StreamKey,
    summary: Mapping[str, Any],
) -> None:
    """Replace what lists show of a stream."""
    await _set(connection, stream, {"summary": dict(summary)})


async def set_projected(connection: Connection, stream: StreamKey, seq: int) -> None:
    """Note that everything up to ``seq`` is shown. It never goes back; running twice is safe."""
    statement = update(streams).where(of_stream(streams, stream), streams.c.projected_seq < seq)
    await connection.execute(statement.values(projected_seq=seq))


_KEY = (streams.c.team_id, streams.c.stream_kind, streams.c.stream_id)


async def _set(connection: Connection, stream: StreamKey, values: dict[str, Any]) -> None:
    await connection.execute(update(streams).where(of_stream(streams, stream)).values(values))


async def _keys(connection: Connection, query: Select[Any]) -> tuple[StreamKey, ...]:
    return tuple(StreamKey(*row) for row in await connection.execute(query))


def _row(row: Row[Any]) -> StreamRow:
    return StreamRow(
        key=StreamKey(row.team_id, row.stream_kind, row.stream_id),
        seq=row.seq,
        hash=row.hash,
        status=row.status,
        summary=row.summary,
        next_due_at=row.next_due_at,
        projected_seq=row.projected_seq,
        created_at=row.created_at,
    )
