"""The review as a value: what its forms are made from.

Made by ``bot.review.build`` alone. All times are aware. Nothing in it depends on a language: names
from the playbook stand in both, sentences as keys with their values.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

from bot.crisis.community import Course
from bot.crisis.events import DayFigures, Event, FactState, Kol
from bot.crisis.handbook import Community
from bot.crisis.ids import DecisionId, TaskId
from bot.crisis.incident import FollowUp, TaskStatus
from bot.crisis.playbook import Text
from bot.crisis.words import Person, Words
from bot.locales.voice import Said
from bot.review.value_exercise import Exercise
from bot.review.value_talks import TalkThread

Name = Text | str
"""What something is called; its bare id when the playbook does not know it."""

Verdict = Literal[
    "on_time", "late", "done", "not_applicable", "blocked", "not_done", "overdue", "not_called"
]
"""How a task stands against its time.

``done`` had no time to be measured against; ``not_done`` was open before its time, ``overdue``
after it; ``not_called`` was never called for.
"""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the crisis was."""

    incident: str
    title: Words
    kols: tuple[Kol, ...]
    campaign: Words | None
    brand: Words | None
    crisis_type: Name | None
    commander: Person
    roles: tuple[tuple[Name, tuple[Person, ...]], ...]
    opened_by: Person | None
    closed_by: Person | None
    outcome: Name | None
    remark: Words | None
    playbook: str
    exercise: bool = False


@dataclass(frozen=True, slots=True)
class Times:
    """When it was, and how long it took. What has not happened yet is None.

    ``first_sign_at`` is the earliest entry of the timeline that lies before the detection, when
    there is one. Durations run from the detection (T0), ``open_for`` from the opening.
    """

    detected_at: datetime
    opened_at: datetime
    closed_at: datetime | None
    first_sign_at: datetime | None
    until_detected: timedelta | None
    until_opened: timedelta
    until_closed: timedelta | None
    open_for: timedelta | None
    reopened: int
    detectable_at: datetime | None = None
    detectable_said: bool = False
    """Whether a person said since when it could be seen; else it is the first sign."""


@dataclass(frozen=True, slots=True)
class LevelChange:
    """How bad it was from ``at`` on."""

    at: datetime
    number: int
    emoji: str
    level: Name
    by: Person | None
    reason: Words | None


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task against its time. ``after_opening`` is when it was done, from the opening.

    Where two must agree, ``second`` is the other one, or ``alone`` says that there was nobody else.
    """

    task: TaskId
    title: Text
    verdict: Verdict
    status: TaskStatus
    due: datetime | None = None
    done_at: datetime | None = None
    after_opening: timedelta | None = None
    by: Person | None = None
    recorded_by: Person | None = None
    owner: Person | None = None
    reason: Words | None = None
    second: Person | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class StepPart:
    """A step of the checklist with its tasks, those never called for among them."""

    number: int
    title: Text
    tasks: tuple[TaskLine, ...]


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One note of a decision about several, and what was chosen for it."""

    note: Words
    chosen: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision and what became of it. ``number`` counts all decisions as they were made.

    ``notes``: each of them, if it is about several; then ``chosen`` is for all together.
    """

    number: int
    decision: DecisionId
    kind: Name
    chosen: tuple[tuple[Name, Name], ...]
    typed: tuple[tuple[Name, Words], ...]
    owner: Person
    rationale: Words
    decided_at: datetime
    decided_by: Person | None
    due: datetime | None
    carried_out_at: datetime | None
    carried_out_by: Person | None
    evidence: Words | None
    replaces: int | None
    replaced_by: int | None
    notes: tuple[NoteLine, ...] = ()
    permalink: str | None = None

    @property
    def waits(self) -> bool:
        """Whether something must still follow from it."""
        return self.due is not None and self.carried_out_at is None and self.replaced_by is None


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A piece of proof. ``sha256`` is missing while the file was not read, or there is none.

    ``unreadable`` is why a file has none, as a code.
    """

    number: int
    words: Words
    task: Name | None
    added_at: datetime
    added_by: Person | None
    file: str | None
    permalink: str
    sha256: str | None
    size: int | None
    unreadable: str | None = None


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One of the review's questions, with its answer or as still open (``at`` is None)."""

    question: str
    ask: Text
    answer: Words | None = None
    chosen: tuple[Name, ...] = ()
    at: datetime | None = None
    by: Person | None = None
    optional: bool = False
    draft_chosen: tuple[Name, ...] = ()
    """Which options the record speaks for, as long as nobody has answered."""


@dataclass(frozen=True, slots=True)
class Row:
    """An event of the timeline. ``marks`` are keys of what became of it later."""

    seq: int
    at: datetime
    recorded_at: datetime
    actor: Person | None
    kind: str
    said: tuple[Said, ...]
    marks: tuple[str, ...]
    event: Event
    hash: str


@dataclass(frozen=True, slots=True)
class Signature:
    """A person who stands by the review, since when, and in which role.

    ``alone``: in a second role, because nobody else could sign in it.
    """

    person: Person
    at: datetime
    role: Name
    alone: bool = False


@dataclass(frozen=True, slots=True)
class CommunityPart:
    """Community data: every figure by its day, and what each metric comes to.

    ``zero`` is the day of T0 as the platform counts days; ``rules`` are the playbook's.
    """

    zero: date
    days: tuple[DayFigures, ...]
    courses: tuple[Course, ...]
    rules: Community


@dataclass(frozen=True, slots=True)
class BeforeLine:
    """One thing that should have been done about an influencer before the crisis.

    ``ahead`` is how long before the detection it was done, or lapsed.
    """

    kol: Words
    process: Name
    thing: Name
    state: FactState
    at: datetime | None = None
    ahead: timedelta | None = None
    by: Person | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the record that this review was made from."""

    count: int
    hash: str


@dataclass(frozen=True, slots=True)
class FrontLine:
    """A line of the first page. ``shared``: it also stands in a copy without names and words."""

    label: Said
    said: tuple[Said, ...]
    shared: bool = True


@dataclass(frozen=True, slots=True)
class ApprovalLine:
    """Who approved a version of a statement. ``same``: both languages say the same."""

    role: Name
    person: Person | None
    at: datetime
    same: bool = False


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A statement of the desk: its text as it went out, or as it stands, and who agreed to it.

    ``version`` is that text's number; ``versions`` counts all, ``changes`` the times that somebody
    asked for another.
    """

    format: Name
    version: int
    versions: int
    changes: int
    text: Words
    approvals: tuple[ApprovalLine, ...] = ()
    published_at: datetime | None = None
    published_by: Person | None = None
    link: Words | None = None
    override: Words | None = None
    dropped_at: datetime | None = None
    reason: Words | None = None


@dataclass(frozen=True, slots=True)
class FactLine:
    """What people said to something that only they know; both None: nobody has."""

    fact: str
    ask: Text
    role: Name
    number: str | None = None
    text: Words | None = None
    at: datetime | None = None
    by: Person | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """Everything that a review says. The same record always gives an equal one."""

    facts: Facts
    times: Times
    levels: tuple[LevelChange, ...]
    steps: tuple[StepPart, ...]
    decisions: tuple[DecisionLine, ...]
    contacts: tuple[DecisionLine, ...]
    evidence: tuple[EvidenceLine, ...]
    questions: tuple[QuestionLine, ...]
    community: CommunityPart
    follow_ups: tuple[FollowUp, ...]
    timeline: tuple[Row, ...]
    signatures: tuple[Signature, ...]
    changed_since_signed: int
    head: Head
    exercise: Exercise | None = None
    before: tuple[BeforeLine, ...] = ()
    stated: tuple[FactLine, ...] = ()
    statements: tuple[StatementLine, ...] = ()
    talks: tuple[TalkThread, ...] = ()
    front: tuple[FrontLine, ...] = ()
    """The first page, line by line."""
    processes: Mapping[str, Name] = field(default_factory=dict)
    """What the processes are called, by their ids in corrective actions."""
    unsigned: tuple[Name, ...] = ()
    """The roles whose word is missing."""
    drafts: Mapping[str, tuple[Said, ...]] = field(default_factory=dict)
    """What the record says to each question that nobody has answered."""

    @property
    def draft(self) -> bool:
        """Whether somebody who is asked has not signed it yet."""
        return not self.signatures or bool(self.unsigned)

    def tasks(self, *verdicts: Verdict) -> tuple[TaskLine, ...]:
        """Return the tasks with one of these verdicts, in the order of the checklist."""
        return tuple(line for step in self.steps for line in step.tasks if line.verdict in verdicts)

    def waiting(self) -> tuple[DecisionLine, ...]:
        """Return the decisions and contacts from which something must still follow, in order."""
        both = (*self.decisions, *self.contacts)
        return tuple(sorted((d for d in both if d.waits), key=lambda line: line.number))

    def unanswered(self) -> tuple[QuestionLine, ...]:
        """Return the questions that need an answer and have none."""
        return tuple(line for line in self.questions if line.at is None and not line.optional)

    def promises(self) -> tuple[FollowUp, ...]:
        """Return the follow-ups that are not done, the earliest due first."""
        left = (item for item in self.follow_ups if item.done_at is None)
        return tuple(sorted(left, key=lambda item: item.due))
