"""The append-only streams: events in, events out.

Functions on a connection that the store or a transaction lends; the caller commits.
"""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Row, bindparam, insert, select, update

from bot.crisis.events import Draft, Recorded
from bot.crisis.ids import SlackUserId
from storage.chain import NO_EVENTS, StoredEvent, StoredText, check, event_hash
from storage.codec import Codec, Encoded, by_digest
from storage.columns import microseconds, moment, storable
from storage.database import Connection
from storage.errors import BrokenRecord, Conflict
from storage.tables import (
    events,
    in_named_stream,
    named,
    of_stream,
    stream_values,
    streams,
    texts,
)
from storage.upsert import insert_new
from storage.values import StreamKey, Verdict

_WORDS_MARK = b'"$words"'
_AT_ONCE = 200
"""Events decoded in one go: a long record takes a fifth of a second, and clicks come between."""
_EVENT_COLUMNS = tuple(field.name for field in fields(StoredEvent))

_HEAD = select(streams.c.seq, streams.c.hash).where(in_named_stream(streams))
_HEAD_LOCKED = _HEAD.with_for_update()
_MOVE_HEAD = update(streams).where(in_named_stream(streams))
_EVENTS_AFTER = (
    select(*(events.c[name] for name in _EVENT_COLUMNS))
    .where(in_named_stream(events), events.c.seq > bindparam("after"))
    .order_by(events.c.seq)
)
_TEXTS_AFTER = select(
    texts.c.seq, texts.c.digest, texts.c.salt, texts.c.text, texts.c.redacted_at
).where(in_named_stream(texts), texts.c.seq > bindparam("after"))
_INSERT_EVENTS = insert(events)
_INSERT_TEXTS = insert(texts)


@dataclass(frozen=True, slots=True)
class Batch:
    """What one writer adds to a stream at once.

    ``after`` is the position that the writer decided on. ``status`` and ``summary`` replace what
    lists show; None leaves it as it is.
    """

    after: int
    drafts: Sequence[Draft]
    actor: SlackUserId | None
    recorded_at: datetime
    next_due_at: datetime | None
    status: str | None = None
    summary: Mapping[str, Any] | None = None


async def head(connection: Connection, stream: StreamKey, *, lock: bool = False) -> tuple[int, str]:
    """Return the stream's last position and its hash; ``(0, "")`` for one that does not exist.

    With ``lock`` nobody else writes to the stream until the transaction ends.
    """
    query = _HEAD_LOCKED if lock else _HEAD
    row = (await connection.execute(query, named(stream))).one_or_none()
    return (0, NO_EVENTS) if row is None else (row.seq, row.hash)


async def append(
    connection: Connection,
    codec: Codec,
    stream: StreamKey,
    batch: Batch,
    held: tuple[int, str] | None = None,
) -> tuple[Recorded, ...]:
    """Add the drafts and return them as they now stand in the record.

    ``held`` is the head that this transaction locked already, if it did. The stream's row is
    locked until the commit, so that writers of one stream take turns. Raises Conflict, with nothing
    written, if the stream no longer ends at ``batch.after``.
    """
    if not batch.drafts:
        return ()
    encoded = [codec.encode(draft.event) for draft in batch.drafts]
    before = NO_EVENTS
    if batch.after > 0:
        seq, before = held or await head(connection, stream, lock=True)
        if seq != batch.after:
            raise Conflict(stream, batch.after)
    stored = _chained(stream, batch, encoded, before)
    await _move_head(connection, stream, batch, stored[-1])
    await _insert(connection, stream, stored, encoded)
    return tuple(map(_as_read, stored, encoded))


async def read(
    connection: Connection,
    codec: Codec,
    stream: StreamKey,
    after: int = 0,
) -> tuple[Recorded, ...]:
    """Return the events after a position, in order, with the texts that were not redacted.

    Hashes are not checked here; ``verify`` does. Raises BrokenRecord for an event that is not
    what it says it is.
    """
    rows = await _rows(connection, stream, after)
    beside: Mapping[int, list[StoredText]] = {}
    if any(_WORDS_MARK in row.body for row in rows):
        beside = await _texts(connection, stream, after)
    found: list[Recorded] = []
    for number, row in enumerate(rows, 1):
        found.append(_recorded(codec, stream, row, beside.get(row.seq, [])))
        if number % _AT_ONCE == 0:
            await asyncio.sleep(0)
    return tuple(found)


async def verify(
    connection: Connection,
    stream: StreamKey,
    noted: tuple[int, str] | None,
) -> Verdict:
    """Check every stored event of a stream against its hash, its neighbours and its texts.

    ``noted`` is a head that was written down elsewhere, if there is one.
    """
    own = await head(connection, stream)
    heads = [own] if noted is None else [own, noted]
    rows = await _rows(connection, stream, 0)
    beside = await _texts(connection, stream, 0)
    return check(stream, (StoredEvent(*tuple(row)) for row in rows), beside, heads)


async def redact(
    connection: Connection,
    stream: StreamKey,
    seqs: Sequence[int] | None,
    at: datetime,
) -> int:
    """Delete what people typed in these events (None: in all) and return how many texts went.

    Text and salt go, the digest stays: the chain holds, and nobody can prove any more what the
    text was. A second time changes nothing. ``summary`` is the caller's to write anew.
    """
    statement = update(texts).where(of_stream(texts, stream), texts.c.redacted_at.is_(None))
    if seqs is not None:
        statement = statement.where(texts.c.seq.in_(seqs))
    done = await connection.execute(statement.values(salt=None, text=None, redacted_at=at))
    return done.rowcount


def _chained(
    stream: StreamKey,
    batch: Batch,
    encoded: Sequence[Encoded],
    before: str,
) -> list[StoredEvent]:
    stored = []
    for seq, (draft, each) in enumerate(zip(batch.drafts, encoded, strict=True), batch.after + 1):
        row = StoredEvent(
            seq=seq,
            kind=each.kind,
            v=each.v,
            at=microseconds(draft.at),
            recorded_at=microseconds(batch.recorded_at),
            actor=None if batch.actor is None else storable(batch.actor),
            body=each.body,
            prev_hash=before,
        )
        before = event_hash(stream, row)
        stored.append(replace(row, hash=before))
    return stored


async def _move_head(
    connection: Connection,
    stream: StreamKey,
    batch: Batch,
    last: StoredEvent,
) -> None:
    values: dict[str, Any] = {
        "seq": last.seq,
        "hash": last.hash,
        "next_due_at": batch.next_due_at,
    }
    if batch.status is not None:
        values["status"] = batch.status
    if batch.summary is not None:
        values["summary"] = dict(batch.summary)
    if batch.after > 0:
        await connection.execute(_MOVE_HEAD, named(stream) | values)
        return
    fresh = {"status": "", "summary": {}, "projected_seq": 0, "created_at": batch.recorded_at}
    if not await insert_new(connection, streams, stream_values(stream) | fresh | values):
        raise Conflict(stream, batch.after)


async def _insert(
    connection: Connection,
    stream: StreamKey,
    stored: Sequence[StoredEvent],
    encoded: Sequence[Encoded],
) -> None:
    key = stream_values(stream)
    await connection.execute(_INSERT_EVENTS, [key | asdict(row) for row in stored])
    beside = [
        key
        | {"seq": row.seq, "digest": text.digest, "salt": text.salt, "text": text.text}
        | {"redacted_at": moment(row.recorded_at) if text.redacted else None}
        for row, each in zip(stored, encoded, strict=True)
        for text in each.texts
    ]
    if beside:
        await connection.execute(_INSERT_TEXTS, beside)


def _as_read(row: StoredEvent, each: Encoded) -> Recorded:
    actor = None if row.actor is None else SlackUserId(row.actor)
    return Recorded(row.seq, each.event, moment(row.at), moment(row.recorded_at), actor, row.hash)


async def _rows(
    connection: Connection,
    stream: StreamKey,
    after: int,
) -> Sequence[Row[Any]]:
    return (await connection.execute(_EVENTS_AFTER, named(stream) | {"after": after})).all()


async def _texts(
    connection: Connection,
    stream: StreamKey,
    after: int,
) -> Mapping[int, list[StoredText]]:
    found: defaultdict[int, list[StoredText]] = defaultdict(list)
    for row in await connection.execute(_TEXTS_AFTER, named(stream) | {"after": after}):
        text = StoredText(row.digest, row.salt, row.text, row.redacted_at is not None)
        found[row.seq].append(text)
    return found


def _recorded(
    codec: Codec,
    stream: StreamKey,
    row: Row[Any],
    beside: Sequence[StoredText],
) -> Recorded:
    try:
        event = codec.decode(row.kind, row.v, row.body, by_digest(beside))
    except (msgspec.DecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
        raise BrokenRecord(stream, row.seq) from error
    return Recorded(row.seq, event, moment(row.at), moment(row.recorded_at), row.actor, row.hash)
