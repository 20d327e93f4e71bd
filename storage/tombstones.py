"""Removing a whole record, and what is left of it: that it was there, and its head.

Functions on a connection that the store or a transaction lends; the caller commits.
"""

from datetime import datetime

from sqlalchemy import delete, insert, select

from bot.crisis.ids import TeamId
from storage.database import Connection
from storage.tables import (
    claims,
    deliveries,
    events,
    leases,
    of_stream,
    stream_values,
    streams,
    surfaces,
    texts,
    tombstones,
)
from storage.values import StreamKey, Tombstone

# Texts belong to events, and events to their stream: what is below goes first.
_FROM_BELOW = (texts, events, surfaces, claims, deliveries, leases, streams)


async def purge(
    connection: Connection, stream: StreamKey, after: int, at: datetime
) -> Tombstone | None:
    """Remove everything of a stream that ends at ``after``; None, with nothing done, otherwise.

    The stream's row is locked until the commit, so that nobody adds to what is being removed.
    """
    query = select(streams).where(of_stream(streams, stream)).with_for_update()
    row = (await connection.execute(query)).one_or_none()
    if row is None or row.seq != after:
        return None
    left = Tombstone(stream, row.seq, row.hash, row.created_at, at)
    values = {
        "seq": left.seq,
        "hash": left.hash,
        "created_at": left.created_at,
        "purged_at": left.purged_at,
    }
    await connection.execute(insert(tombstones).values(stream_values(stream) | values))
    for table in _FROM_BELOW:
        await connection.execute(delete(table).where(of_stream(table, stream)))
    return left


async def find(connection: Connection, team: TeamId | None) -> tuple[Tombstone, ...]:
    """Return what is left of the records that were removed, of a workspace or of all."""
    query = select(tombstones).order_by(tombstones.c.purged_at, tombstones.c.stream_id)
    if team is not None:
        query = query.where(tombstones.c.team_id == team)
    return tuple(
        Tombstone(
            StreamKey(row.team_id, row.stream_kind, row.stream_id),
            row.seq,
            row.hash,
            row.created_at,
            row.purged_at,
        )
        for row in await connection.execute(query)
    )
