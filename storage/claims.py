"""What only one stream of a workspace may hold at a time, such as a note's address.

Functions on a connection that a transaction lends; the caller commits. Only a digest of the value
is kept.
"""

import hashlib
from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, delete, select

from bot.crisis.ids import TeamId
from storage.columns import well_formed
from storage.database import Connection
from storage.errors import ClaimTaken
from storage.tables import claims, of_stream, stream_values
from storage.upsert import insert_new
from storage.values import StreamKey


async def claim(
    connection: Connection,
    team: TeamId,
    kind: str,
    value: str,
    stream: StreamKey,
) -> None:
    """Give the value to the stream. Claiming what it holds already changes nothing.

    A racing claim is waited for. Raises ClaimTaken, with nothing changed, when another stream of
    the workspace holds it.
    """
    values = stream_values(stream) | {"team_id": team, "kind": kind, "digest": _digest(value)}
    # A holder may release between our two statements; then the next round gets it.
    while not await insert_new(connection, claims, values):
        found = await holder(connection, team, kind, value)
        if found == stream:
            return
        if found is not None:
            raise ClaimTaken(found)


async def holder(
    connection: Connection,
    team: TeamId,
    kind: str,
    value: str,
) -> StreamKey | None:
    """Return the stream that holds the value."""
    query = select(claims.c.stream_kind, claims.c.stream_id).where(_same(team, kind, value))
    row = (await connection.execute(query)).one_or_none()
    return None if row is None else StreamKey(team, row.stream_kind, row.stream_id)


async def release(connection: Connection, team: TeamId, kind: str, value: str) -> None:
    """Let the value go, whoever holds it. Running it twice is safe."""
    await connection.execute(delete(claims).where(_same(team, kind, value)))


async def release_others(
    connection: Connection, stream: StreamKey, kind: str, values: Collection[str]
) -> None:
    """Let everything of a kind go that a stream holds, but these values."""
    other = claims.c.digest.not_in([_digest(value) for value in values])
    await connection.execute(
        delete(claims).where(of_stream(claims, stream), claims.c.kind == kind, other)
    )


async def release_all(connection: Connection, stream: StreamKey) -> None:
    """Let everything go that a stream holds."""
    await connection.execute(delete(claims).where(of_stream(claims, stream)))


def _same(team: TeamId, kind: str, value: str) -> ColumnElement[bool]:
    return and_(
        claims.c.team_id == team,
        claims.c.kind == kind,
        claims.c.digest == _digest(value),
    )


def _digest(value: str) -> str:
    return hashlib.sha256(well_formed(value).encode()).hexdigest()
