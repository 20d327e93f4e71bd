"""Which deliveries of Slack were accepted, and what was answered.

Functions on a connection that a transaction lends; the caller commits.
"""

from datetime import datetime

from sqlalchemy import bindparam, delete, select

from bot.crisis.ids import TeamId
from storage.columns import bounded
from storage.database import Connection
from storage.errors import AlreadyDelivered
from storage.tables import deliveries
from storage.upsert import insert_new
from storage.values import StreamKey

# Made once: every click asks.
_ANSWER = select(deliveries.c.answer).where(
    deliveries.c.team_id == bindparam("of_team"),
    deliveries.c.key == bindparam("of_key"),
)


async def answer_to(connection: Connection, team: TeamId, key: str) -> str | None:
    """Return the answer that this delivery got, or None if it was never accepted."""
    asked = {"of_team": team, "of_key": bounded(key)}
    return (await connection.execute(_ANSWER, asked)).scalar_one_or_none()


async def remember(
    connection: Connection,
    team: TeamId,
    key: str,
    *,
    stream: StreamKey,
    answer: str,
    at: datetime,
) -> None:
    """Keep the answer to a delivery.

    A racing writer of the same key is waited for. Raises AlreadyDelivered, with nothing changed,
    if there is an answer: roll back and give that one.
    """
    values = {
        "team_id": team,
        "key": bounded(key),
        "stream_kind": stream.kind,
        "stream_id": stream.id,
        "answer": answer,
        "at": at,
    }
    while not await insert_new(connection, deliveries, values):
        first = await answer_to(connection, team, key)
        if first is not None:
            raise AlreadyDelivered(first)


async def forget(connection: Connection, before: datetime) -> int:
    """Delete answers given before a moment and return how many went.

    Slack repeats an event for about an hour; keep a day.
    """
    return (await connection.execute(delete(deliveries).where(deliveries.c.at < before))).rowcount
