# ruff: noqa: INP001, S608, T201 (a script alone: nothing typed reaches its SQL, and it prints)
"""Check a record without any of our code.

python verify_chain.py FILE.db [TEAM KIND ID SEQ HASH]

Needs Python alone. The last five name a head that was posted when an incident was closed.
"""

import hashlib
import re
import sqlite3
import sys
from typing import Any

EVENT = "seq, kind, v, at, recorded_at, actor, body, prev_hash, hash"
WHERE = "team_id = ? AND stream_kind = ? AND stream_id = ?"


def field(value: str | int | bytes | None) -> bytes:
    """Return a value so that it cannot be mistaken for another, or run into its neighbour."""
    if value is None:
        return b"-,"
    data = value if isinstance(value, bytes) else str(value).encode()
    return b"%d:%b," % (len(data), data)


def hash_of(stream: Any, event: Any) -> str:
    """Return the hash that an event must carry."""
    seq, kind, v, at, recorded_at, actor, body, prev_hash, _ = event
    hashed = ("kolcrisis-event-1", prev_hash, *stream, seq, kind, v, at, recorded_at, actor, body)
    return hashlib.sha256(b"".join(map(field, hashed))).hexdigest()


def problem_of(stream: Any, event: Any, before: tuple[int, str], texts: Any) -> str | None:
    """Return what is wrong with an event, given the position and hash of the one before."""
    seq, body, prev_hash, own_hash = event[0], event[6], event[7], event[8]
    if seq != before[0] + 1:
        return "is missing"
    if hash_of(stream, event) != own_hash or prev_hash != before[1]:
        return "was changed, or the one before it"
    if set(re.findall(rb'\{"\$words":"([0-9a-f]{64})"\}', body)) != set(texts):
        return "has lost a text or gained one"
    for digest, (salt, text, redacted_at) in texts.items():
        if redacted_at is not None:
            if salt is not None or text is not None:
                return "has a text that should be gone"
            continue
        if hashlib.sha256((salt or b"") + (text or b"")).hexdigest().encode() != digest:
            return "has a text that was changed"
    return None


def check(database: sqlite3.Connection, stream: Any, head: Any) -> str | None:
    """Return what is wrong with a stream, the first thing first."""
    texts: dict[int, Any] = {}
    query = f"SELECT seq, digest, salt, text, redacted_at FROM texts WHERE {WHERE}"
    for seq, digest, *kept in database.execute(query, stream):
        texts.setdefault(seq, {})[digest.encode()] = kept
    before, known = (0, ""), {0: ""}
    for event in database.execute(f"SELECT {EVENT} FROM events WHERE {WHERE} ORDER BY seq", stream):
        problem = problem_of(stream, event, before, texts.get(event[0], {}))
        if problem:
            return f"event {before[0] + 1} {problem}"
        before = (event[0], event[8])
        known[event[0]] = event[8]
    return None if known.get(head[0]) == head[1] else f"event {head[0]} is not the one noted"


def main(path: str, *noted: str) -> int:
    """Print what is found for each stream; return 1 if anything is wrong."""
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    query = "SELECT team_id, stream_kind, stream_id, seq, hash FROM streams ORDER BY 1, 2, 3"
    heads: list[Any] = [(row[:3], row[3:]) for row in database.execute(query)]
    if noted:
        heads.append((noted[:3], (int(noted[3]), noted[4])))
    problems = [(stream, check(database, stream, head)) for stream, head in heads]
    database.close()
    for stream, problem in problems:
        print(*stream, problem or "holds")
    return 1 if any(problem for _, problem in problems) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
