"""Values that go in and out of storage. No rows, no SQL."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from bot.crisis.ids import TeamId

Problem = Literal[
    "altered",
    "gap",
    "broken_link",
    "text_altered",
    "text_missing",
    "text_foreign",
    "tail_cut",
    "head_differs",
]


@dataclass(frozen=True, slots=True, order=True)
class StreamKey:
    """Which stream: a workspace, a kind of thing (``incident`` first) and its id."""

    team: TeamId
    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class StreamRow:
    """What is known of a stream without reading its events.

    ``status`` and ``summary`` are what the last writer said: a copy for lists, never the truth.
    """

    key: StreamKey
    seq: int
    hash: str
    status: str
    summary: Mapping[str, Any] = field(hash=False)
    next_due_at: datetime | None
    projected_seq: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Begun:
    """That a stream began: by whom, when, and which kinds of events stand at its beginning."""

    by: str | None
    at: datetime
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a stream's record fits together, and the first event that does not.

    ``count`` and ``hash`` are the head as far as the chain holds.
    """

    ok: bool
    count: int
    hash: str
    first_bad_seq: int | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left of a record that was removed: that there was one, and its head."""

    key: StreamKey
    seq: int
    hash: str
    created_at: datetime
    purged_at: datetime
