"""The checklist and its proof."""

from dataclasses import dataclass

from bot.crisis.ids import TaskId
from bot.crisis.words import MessageRef, Person, Words


@dataclass(frozen=True, slots=True)
class TaskTaken:
    """Somebody has a task in hand."""

    task: TaskId
    owner: Person


@dataclass(frozen=True, slots=True)
class TaskCompleted:
    """A task is done.

    ``by`` is set when it was recorded for somebody else, ``means`` is how one knows. ``second`` is
    who agreed, where two are asked for; ``alone`` says that the team is a single person.
    """

    task: TaskId
    by: Person | None = None
    means: Words | None = None
    second: Person | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class TaskMarkedNotApplicable:
    """A task does not apply here, and why."""

    task: TaskId
    reason: Words


@dataclass(frozen=True, slots=True)
class TaskBlocked:
    """A task cannot go on, and why."""

    task: TaskId
    reason: Words


@dataclass(frozen=True, slots=True)
class TaskReopened:
    """A task is open again."""

    task: TaskId


@dataclass(frozen=True, slots=True)
class EvidenceAdded:
    """Proof was attached: a link, a text, or a file in Slack whose hash follows."""

    evidence: str
    task: TaskId | None
    words: Words
    source: MessageRef | None = None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class EvidenceHashed:
    """The SHA-256 of a file's bytes, as they were when we read them."""

    evidence: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class EvidenceUnreadable:
    """The file of an evidence could not be read, so it has no hash. ``reason`` is a code."""

    evidence: str
    reason: str
