"""The chain of hashes over a stream's stored events, and what it proves.

Streams link each new event; ``verify`` reads the stored columns and nothing else. It never decodes
an event, so that a record can be checked without the code that wrote it. ``docs/record.md`` gives
the format to third parties.
"""

import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from storage.values import Problem, StreamKey, Verdict

FORMAT = "kolcrisis-event-1"
"""The first field that is hashed; a changed format gets another."""

NO_EVENTS = ""
"""What stands in place of a hash before the first event."""

_WORDS = re.compile(rb'\{"\$words":"([0-9a-f]{64})"\}')


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event exactly as its columns hold it. Times are microseconds since 1970 in UTC."""

    seq: int
    kind: str
    v: int
    at: int
    recorded_at: int
    actor: str | None
    body: bytes
    prev_hash: str
    hash: str = ""


@dataclass(frozen=True, slots=True)
class StoredText:
    """A typed text beside its event; salt and text are None once it was redacted."""

    digest: str
    salt: bytes | None
    text: bytes | None
    redacted: bool


def _field(value: str | int | bytes | None) -> bytes:
    if value is None:
        return b"-,"
    data = value if isinstance(value, bytes) else str(value).encode()
    return b"%d:%b," % (len(data), data)


def event_hash(stream: StreamKey, event: StoredEvent) -> str:
    """Return the hash that the event should carry, from every column but that hash itself.

    Each field is its length in bytes, a colon, its UTF-8 bytes and a comma; a missing one is a
    dash and a comma. So no two different events are hashed as the same bytes.
    """
    fields = (
        FORMAT,
        event.prev_hash,
        stream.team,
        stream.kind,
        stream.id,
        event.seq,
        event.kind,
        event.v,
        event.at,
        event.recorded_at,
        event.actor,
        event.body,
    )
    return hashlib.sha256(b"".join(map(_field, fields))).hexdigest()


def text_digest(salt: bytes, text: bytes) -> str:
    """Return what stands in the body for a typed text."""
    return hashlib.sha256(salt + text).hexdigest()


def digests_in(body: bytes) -> frozenset[str]:
    """Return the digests of all typed texts that a body refers to, of whatever kind it is."""
    return frozenset(found.decode() for found in _WORDS.findall(body))


def _text_problem(body: bytes, texts: Sequence[StoredText]) -> Problem | None:
    wanted = digests_in(body)
    present = {text.digest for text in texts}
    if wanted - present:
        return "text_missing"
    if present - wanted:
        return "text_foreign"
    return None if all(map(_text_fits, texts)) else "text_altered"


def _text_fits(text: StoredText) -> bool:
    if text.redacted or text.salt is None or text.text is None:
        return text.redacted and text.salt is None and text.text is None
    return hmac.compare_digest(text_digest(text.salt, text.text), text.digest)


def _event_problem(
    stream: StreamKey,
    event: StoredEvent,
    before: tuple[int, str],
    texts: Sequence[StoredText],
) -> Problem | None:
    if event.seq != before[0] + 1:
        return "gap"
    if event_hash(stream, event) != event.hash:
        return "altered"
    if event.prev_hash != before[1]:
        return "broken_link"
    return _text_problem(event.body, texts)


def _head_problem(known: Mapping[int, str], head: tuple[int, str]) -> Problem | None:
    seq, expected = head
    if seq not in known:
        return "tail_cut"
    return None if known[seq] == expected else "head_differs"


def _bad(at: tuple[int, str], seq: int, problem: Problem) -> Verdict:
    return Verdict(ok=False, count=at[0], hash=at[1], first_bad_seq=seq, problem=problem)


def check(
    stream: StreamKey,
    events: Iterable[StoredEvent],
    texts: Mapping[int, Sequence[StoredText]],
    heads: Sequence[tuple[int, str]],
) -> Verdict:
    """Return whether the events fit together and reach each of ``heads``.

    A head is a position and its hash, noted where the database's owner cannot change it: an
    earlier head must still be on the chain, a missing one means that the tail was cut.
    """
    at = (0, NO_EVENTS)
    known = {0: NO_EVENTS}
    for event in events:
        problem = _event_problem(stream, event, at, texts.get(event.seq, ()))
        if problem is not None:
            return _bad(at, at[0] + 1, problem)
        at = (event.seq, event.hash)
        known[event.seq] = event.hash
    for head in heads:
        problem = _head_problem(known, head)
        if problem is not None:
            return _bad(at, min(head[0], at[0] + 1), problem)
    return Verdict(ok=True, count=at[0], hash=at[1])
