"""The checklist and its proof."""

from dataclasses import dataclass
from datetime import datetime

from bot.crisis.ids import TaskId
from bot.crisis.words import MessageRef, Person, Words


@dataclass(frozen=True, slots=True)
class TakeTask:
    """Take a task, or give it to ``owner``."""

    task: TaskId
    owner: Person | None = None


@dataclass(frozen=True, slots=True)
class CompleteTask:
    """Say that a task is done.

    ``by`` when recorded for somebody else, ``means`` how one knows, ``happened_at`` when it was
    done (None: now); ``second`` is who agreed, where two are asked for, and ``alone`` says that the
    team is a single person.
    """

    task: TaskId
    by: Person | None = None
    means: Words | None = None
    second: Person | None = None
    alone: bool = False
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class MarkTaskNotApplicable:
    """Say that a task does not apply, and why."""

    task: TaskId
    reason: Words


@dataclass(frozen=True, slots=True)
class BlockTask:
    """Say that a task cannot go on, and why."""

    task: TaskId
    reason: Words


@dataclass(frozen=True, slots=True)
class ReopenTask:
    """Open a task again."""

    task: TaskId


@dataclass(frozen=True, slots=True)
class AddEvidence:
    """Attach proof to a task or to the incident. ``evidence`` is the caller's unique id for it."""

    evidence: str
    words: Words
    task: TaskId | None = None
    source: MessageRef | None = None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class NoteEvidenceHash:
    """The file of an evidence was read."""

    evidence: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class NoteEvidenceUnreadable:
    """The file of an evidence cannot be read. ``reason`` is a code."""

    evidence: str
    reason: str
