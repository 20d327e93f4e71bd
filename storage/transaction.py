"""One database transaction, as the service sees it. The store makes it; nobody keeps it."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from bot.crisis.events import Draft, Recorded
from bot.crisis.ids import SlackUserId, TeamId
from storage import claims, deliveries, listing, streams
from storage.codec import Codec
from storage.database import Connection
from storage.values import Begun, StreamKey, StreamRow


class Transaction:
    """What can be done before the commit. Every method sees what the earlier ones wrote.

    Slack is never awaited while one is open.
    """

    def __init__(self, connection: Connection, codec: Codec) -> None:
        """Work on a connection that has begun."""
        self._connection = connection
        self._codec = codec
        self._held: dict[StreamKey, tuple[int, str]] = {}

    async def hold(self, stream: StreamKey) -> tuple[int, str]:
        """Keep other writers of a stream out until the commit; return its last position and hash.

        ``(0, "")`` if there is no such stream: then nothing is held.
        """
        seq, last = await streams.head(self._connection, stream, lock=True)
        if seq:
            self._held[stream] = (seq, last)
        return seq, last

    async def append(  # noqa: PLR0913 (the one write that everything rests on; all are named)
        self,
        stream: StreamKey,
        *,
        after: int,
        drafts: Sequence[Draft],
        actor: SlackUserId | None,
        recorded_at: datetime,
        next_due_at: datetime | None,
        status: str | None = None,
        summary: Mapping[str, Any] | None = None,
    ) -> tuple[Recorded, ...]:
        """Add events after position ``after`` and return them as they stand in the record.

        ``after`` 0 makes the stream. ``next_due_at`` is stored as given; ``status`` and
        ``summary`` (small, for lists) stay as they were when None. Without drafts nothing at all
        is written. Raises Conflict when the stream ends elsewhere.
        """
        batch = streams.Batch(after, drafts, actor, recorded_at, next_due_at, status, summary)
        head = self._held.get(stream)
        recorded = await streams.append(self._connection, self._codec, stream, batch, head)
        if recorded:
            self._held[stream] = (recorded[-1].seq, recorded[-1].hash)
        return recorded

    async def read(self, stream: StreamKey, after: int = 0) -> tuple[Recorded, ...]:
        """Return the stream's events after a position, this transaction's own included."""
        return await streams.read(self._connection, self._codec, stream, after)

    async def head(self, stream: StreamKey) -> tuple[int, str]:
        """Return the stream's last position and its hash; ``(0, "")`` if there is none."""
        return await streams.head(self._connection, stream)

    async def stream(self, stream: StreamKey) -> StreamRow | None:
        """Return what lists know of a stream."""
        return await listing.get(self._connection, stream)

    async def begun_since(self, team: TeamId, kind: str, since: datetime) -> tuple[Begun, ...]:
        """Return which streams of a kind began after a moment, and by whom."""
        return await listing.begun_since(self._connection, team, kind, since)

    async def answer_to(self, team: TeamId, delivery_key: str) -> str | None:
        """Return the answer that a delivery got, or None if it was never accepted."""
        return await deliveries.answer_to(self._connection, team, delivery_key)

    async def remember(
        self,
        team: TeamId,
        delivery_key: str,
        *,
        stream: StreamKey,
        answer: str,
        at: datetime,
    ) -> None:
        """Keep the answer to a delivery. Raises AlreadyDelivered if there is one."""
        await deliveries.remember(
            self._connection, team, delivery_key, stream=stream, answer=answer, at=at
        )

    async def claim(self, team: TeamId, kind: str, value: str, stream: StreamKey) -> None:
        """Give a value of the workspace to one stream. Raises ClaimTaken if another holds it."""
        await claims.claim(self._connection, team, kind, value, stream)

    async def holder(self, team: TeamId, kind: str, value: str) -> StreamKey | None:
        """Return the stream that holds a value."""
        return await claims.holder(self._connection, team, kind, value)

    async def release(self, team: TeamId, kind: str, value: str) -> None:
        """Let a value go. Running it twice is safe."""
        await claims.release(self._connection, team, kind, value)

    async def release_others(self, stream: StreamKey, kind: str, values: Collection[str]) -> None:
        """Let every value of a kind go that a stream holds, but these. Twice is safe."""
        await claims.release_others(self._connection, stream, kind, values)

    async def release_all(self, stream: StreamKey) -> None:
        """Let every value go that a stream holds. Running it twice is safe."""
        await claims.release_all(self._connection, stream)

    async def set_due(self, stream: StreamKey, next_due_at: datetime | None) -> None:
        """Say when to look at a stream next."""
        await listing.set_due(self._connection, stream, next_due_at)

    async def set_summary(self, stream: StreamKey, summary: Mapping[str, Any]) -> None:
        """Replace what lists show of a stream, as after a redaction."""
        await listing.set_summary(self._connection, stream, summary)

    async def redact(
        self,
        stream: StreamKey,
        *,
        seqs: Sequence[int] | None = None,
        at: datetime,
    ) -> int:
        """Delete what people typed in these events (None: in all); return how many texts went.

        The chain holds. Write the summary anew in the same transaction if it showed any of it.
        """
        return await streams.redact(self._connection, stream, seqs, at)

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """Undo, when it ends in an exception, only what was done within; the exception goes on."""
        held = dict(self._held)
        try:
            async with self._connection.begin_nested():
                yield
        except BaseException:
            self._held = held
            raise
