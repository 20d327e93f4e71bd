"""What a crisis is now: the value that its events fold into.

Read by rules and views; never stored, always folded anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.crisis.aftermath import StatedFact
from bot.crisis.attempt import Attempt
from bot.crisis.community_file import CommunityFile
from bot.crisis.drill import Drill
from bot.crisis.events import (
    Corrective,
    DayFigures,
    Depth,
    EarlyWarning,
    GateOverridden,
    Item,
    Kol,
    KolRecognised,
    Language,
    NoteChoice,
    Visibility,
)
from bot.crisis.ids import (
    ChannelId,
    DecisionId,
    EntryId,
    FollowUpId,
    IncidentId,
    RoleId,
    SlackUserId,
    StatementId,
    StepId,
    TaskId,
    TeamId,
    UpdateId,
)
from bot.crisis.keeping import LegalHold, Redaction
from bot.crisis.playbook import Playbook, Step, Task
from bot.crisis.post import Post
from bot.crisis.statements import Statement
from bot.crisis.surface_state import SurfaceState
from bot.crisis.talk import TalkItem
from bot.crisis.words import MessageRef, Person, Words, in_slack

COMMANDER = RoleId("commander")
"""The role of whoever commands: handed over or taken, never filled like the others."""

TaskStatus = Literal["open", "in_hand", "done", "not_applicable", "blocked"]
FINISHED: frozenset[TaskStatus] = frozenset({"done", "not_applicable"})


@dataclass(frozen=True, slots=True)
class TaskState:
    """How far a task is. ``appeared_at`` is when it became active; None: it has not."""

    status: TaskStatus = "open"
    appeared_at: datetime | None = None
    owner: Person | None = None
    by: Person | None = None
    recorded_by: SlackUserId | None = None
    reason: Words | None = None
    changed_at: datetime | None = None
    second: Person | None = None
    """Who agreed, where two are asked for."""
    alone: bool = False
    """Whether the team was a single person when it was done."""
    overdue: bool = False
    """Whether its time has passed and the clock has said so."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of proof."""

    id: str
    task: TaskId | None
    words: Words
    added_at: datetime
    added_by: SlackUserId | None
    source: MessageRef | None = None
    file: str | None = None
    sha256: str | None = None
    unreadable: str | None = None
    """Why the file has no hash, as a code."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the timeline: a note or a pinned message."""

    id: EntryId
    at: datetime
    text: Words | None
    author: SlackUserId | None
    source: MessageRef | None = None
    pinned: bool = False
    pinned_by: frozenset[SlackUserId] = frozenset()
    """Whose pins are on the message, as far as Slack has told."""
    retracted: bool = False
    gone: bool = False
    """Whether its message was deleted: who is said to have pinned it did so before."""
    amended: bool = False
    followed: bool = True
    """Whether edits of its message reach us: they do in the incident's own channel."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A recorded decision and what became of it."""

    id: DecisionId
    kind: str
    owner: Person
    rationale: Words
    choices: Mapping[str, str]
    answers: Mapping[str, Words]
    decided_at: datetime
    decided_by: SlackUserId | None
    due: datetime | None = None
    replaces: DecisionId | None = None
    replaced_by: DecisionId | None = None
    carried_out_at: datetime | None = None
    evidence: Words | None = None
    further: tuple[NoteChoice, ...] = ()
    approvals: Mapping[RoleId, Person] = field(default_factory=dict)
    overridden: tuple[GateOverridden, ...] = ()
    """What should have come first and did not."""

    @property
    def every_choice(self) -> tuple[Mapping[str, str], ...]:
        """What was chosen, once for each note that it is about."""
        return (self.choices, *(one.choices for one in self.further))


@dataclass(frozen=True, slots=True)
class Answer:
    """The latest answer to a question of the review."""

    question: str
    text: Words
    choices: tuple[str, ...]
    at: datetime
    by: SlackUserId | None
    moment: datetime | None = None


@dataclass(frozen=True, slots=True)
class StatusUpdate:
    """How it stood, as the team told others. ``next_at`` is what they were promised."""

    id: UpdateId
    audiences: tuple[str, ...]
    known: Words
    doing: Words
    needed: Words | None
    next_at: datetime | None
    shared_at: datetime
    shared_by: SlackUserId | None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A promise for after the crisis."""

    id: FollowUpId
    text: Words
    owner: Person
    due: datetime
    corrective: Corrective | None = None
    done_at: datetime | None = None
    evidence: Words | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """How bad it was found to be: at least ``level``, at most ``highest``.

    ``confirmed`` is the level that stood then.
    """

    id: str
    seq: int
    depth: Depth
    at: datetime
    by: SlackUserId | None
    answers: Mapping[str, str]
    points: Mapping[str, int]
    numbers: Mapping[str, str]
    conditions: frozenset[str]
    """All that was true once it was recorded."""
    low: int
    high: int
    level: int
    highest: int
    confirmed: int | None = None

    def proposes(self, level: int | None) -> int | None:
        """Return which level this speaks for, or None while ``level`` lies within its range.

        What is unknown speaks for no fall: a range that reaches the level does not contradict it.
        """
        if level is None or self.level > level:
            return self.level
        return self.highest if self.highest < level else None


@dataclass(frozen=True, slots=True)
class Reminder:
    """A message to one person with everything that waited for them at that moment."""

    seq: int
    user: SlackUserId
    items: tuple[Item, ...]
    at: datetime


@dataclass(frozen=True)  # without slots: ``altered`` copies all fields at once
class Incident:
    """A crisis as of event ``seq``. All times are aware."""

    team: TeamId
    id: IncidentId
    playbook: Playbook
    seq: int
    title: Words
    opened_at: datetime
    opened_by: SlackUserId | None
    detected_at: datetime
    commander: SlackUserId
    language: Language
    visibility: Visibility
    kols: tuple[Kol, ...] = ()
    recognised: Mapping[str, KolRecognised] = field(default_factory=dict)
    """What the register said of its influencers when they were first looked up, by their id."""
    campaign: Words | None = None
    brand: Words | None = None
    crisis_type: str | None = None
    level: int | None = None
    level_seq: int = 0
    """Where in the record the level was confirmed last."""
    level_since: datetime | None = None
    surfaces: Mapping[str, SurfaceState] = field(default_factory=dict)
    """Places that spread the content, as far as anybody reported on them."""
    posts: Mapping[str, Post] = field(default_factory=dict)
    talks: Mapping[str, TalkItem] = field(default_factory=dict)
    """What was asked of influencers, agreed with them, or comes next."""
    conditions: frozenset[str] = frozenset()
    by_hand: frozenset[str] = frozenset()
    """Conditions that somebody saw to be true, in a reading."""
    readings: tuple[Reading, ...] = ()
    watch_from: datetime | None = None
    """From when the time until the next reading counts: the last one, or a change of level."""
    watch_seq: int = 0
    reading_late: bool = False
    roles: Mapping[RoleId, tuple[Person, ...]] = field(default_factory=dict)
    briefed: frozenset[RoleId] = frozenset()
    """Roles whose people get a brief instead of being brought into the channel."""
    members: frozenset[SlackUserId] = frozenset()
    lost_channels: frozenset[ChannelId] = frozenset()
    """Channels of this incident that somebody deleted in Slack."""
    moved_at: Mapping[SlackUserId, datetime] = field(default_factory=dict)
    """When each last came or went, by Slack's clock, as far as Slack has told."""
    absent: Mapping[SlackUserId, str] = field(default_factory=dict)
    """People with a role who could not be invited, with Slack's reason."""
    invited: frozenset[SlackUserId] = frozenset()
    """People to be brought in without a role."""
    offered_to: SlackUserId | None = None
    """Who was offered the lead and has not accepted yet."""
    offered_at: datetime | None = None
    join_requests: tuple[SlackUserId, ...] = ()
    """Who asked to join and is not in yet."""
    announce_in: ChannelId | None = None
    origin: MessageRef | None = None
    warning: EarlyWarning | None = None
    tasks: Mapping[TaskId, TaskState] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    entries: Mapping[EntryId, Entry] = field(default_factory=dict)
    entry_of_message: Mapping[tuple[str, str], EntryId] = field(default_factory=dict)
    decisions: Mapping[DecisionId, Decision] = field(default_factory=dict)
    attempts: tuple[Attempt, ...] = ()
    """What gates held back, in the order in which it was tried."""
    checkpoints: frozenset[int] = frozenset()
    closed_at: datetime | None = None
    closed_by: SlackUserId | None = None
    outcome: str | None = None
    remark: Words | None = None
    facts: Mapping[str, StatedFact] = field(default_factory=dict)
    copy_asked: bool = False
    answers: Mapping[str, Answer] = field(default_factory=dict)
    signed_by: tuple[SlackUserId, ...] = ()
    signed_roles: frozenset[RoleId] = frozenset()
    statements: Mapping[StatementId, Statement] = field(default_factory=dict)
    updates: Mapping[UpdateId, StatusUpdate] = field(default_factory=dict)
    follow_ups: Mapping[FollowUpId, FollowUp] = field(default_factory=dict)
    community: tuple[DayFigures, ...] = ()
    """Figures of the community, in the order in which they were recorded."""
    community_files: Mapping[str, CommunityFile] = field(default_factory=dict)
    community_ids: frozenset[str] = frozenset()
    archive_requested: bool = False
    hold: LegalHold | None = None
    redactions: Mapping[str, Redaction] = field(default_factory=dict)
    reminders: tuple[Reminder, ...] = ()
    reminded_at: Mapping[SlackUserId, datetime] = field(default_factory=dict)
    told: frozenset[tuple[SlackUserId, Item]] = frozenset()
    """What each person was reminded of already: each thing once at each stage."""
    quiet_until: Mapping[SlackUserId, datetime | None] = field(default_factory=dict)
    """Until when people want no reminders; None: not again."""
    commander_seen_at: datetime | None = None
    last_event_at: datetime | None = None
    drill: Drill | None = None
    """The exercise that this is, if it is one: nothing of it is true."""

    @property
    def proposed(self) -> int | None:
        """The level that the latest reading speaks for, while nobody has answered it."""
        last = self.readings[-1] if self.readings else None
        if last is None or last.seq < self.level_seq:
            return None
        return last.proposes(self.level)

    @property
    def closed(self) -> bool:
        """Whether the crisis is over for now."""
        return self.closed_at is not None

    @property
    def over(self) -> bool:
        """Whether nobody works on it any more: it is closed, or an exercise that has ended."""
        return self.closed or (self.drill is not None and self.drill.ended_at is not None)

    def state(self, task: TaskId) -> TaskState:
        """Return how far a task is; one that nobody touched is open and has not appeared."""
        return self.tasks.get(task, _UNTOUCHED)

    def active(self, task: Task) -> bool:
        """Whether a task has been called for, by the opening, level, type or a condition."""
        return self.state(task.id).appeared_at is not None

    def active_tasks(self, step: StepId | None = None) -> tuple[Task, ...]:
        """Return active tasks in checklist order, of one step or of all."""
        return tuple(
            task
            for task in self.playbook.tasks
            if (step is None or task.step == step) and self.active(task)
        )

    def shown_steps(self) -> tuple[Step, ...]:
        """Return the steps that have a card: the guide's five, others once they are needed."""
        return tuple(
            step for step in self.playbook.steps if step.on_opening or self.active_tasks(step.id)
        )

    def open_tasks(self) -> tuple[Task, ...]:
        """Return active tasks that are neither done nor not applicable, most urgent first."""
        left = [t for t in self.active_tasks() if self.state(t.id).status not in FINISHED]
        return tuple(sorted(left, key=lambda task: (task.rank, task.id)))

    def people(self) -> frozenset[SlackUserId]:
        """Return everybody in Slack who belongs here, in the channel already or not."""
        in_roles = {
            person.slack
            for people in self.roles.values()
            for person in people
            if person.slack is not None
        }
        return frozenset(in_roles) | self._by_name()

    def invitees(self) -> frozenset[SlackUserId]:
        """Return who is to be in the channel: everybody but those who get a brief instead."""
        in_roles = {
            person.slack
            for role, people in self.roles.items()
            for person in people
            if person.slack is not None and role not in self.briefed
        }
        return frozenset(in_roles) | self._by_name()

    def _by_name(self) -> frozenset[SlackUserId]:
        offered = frozenset({self.offered_to} if self.offered_to else ())
        return self.invited | {self.commander} | offered

    def muted(self, user: SlackUserId) -> bool:
        """Whether a person wants no reminders of this incident at all, until they say otherwise."""
        return user in self.quiet_until and self.quiet_until[user] is None

    def role_holders(self, role: RoleId) -> tuple[Person, ...]:
        """Return who holds a role; the commander's role is always held, by one."""
        if role == COMMANDER:
            return (in_slack(self.commander),)
        return self.roles.get(role, ())


_UNTOUCHED = TaskState()
