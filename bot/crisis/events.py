"""Everything that can happen in a crisis, named as people would say it.

An event is a fact: it is never changed or deleted, and its class never loses a field. A new field
gets a default; a changed meaning gets a new version (``VERSIONS``) and an upcaster in storage.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Literal, get_args

from bot.crisis.ids import DecisionId, EntryId, FollowUpId, RoleId, SlackUserId, TaskId
from bot.crisis.words import MessageRef, Person, Words

Language = Literal["en", "zh", "both"]
Visibility = Literal["private", "public"]
MemberSource = Literal["joined", "reconciled"]


@dataclass(frozen=True, slots=True)
class Kol:
    """An influencer who is part of the crisis, and the notes it is about."""

    name: Words
    note_urls: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class IncidentOpened:
    """A crisis was opened. ``detected_at`` is T0; deadlines run from the opening itself."""

    title: Words
    commander: SlackUserId
    playbook: str
    detected_at: datetime
    language: Language = "both"
    visibility: Visibility = "private"
    kols: tuple[Kol, ...] = ()
    campaign: Words | None = None
    brand: Words | None = None
    crisis_type: str | None = None
    roles: Mapping[RoleId, tuple[Person, ...]] = field(default_factory=dict)
    origin: MessageRef | None = None


@dataclass(frozen=True, slots=True)
class DetailsChanged:
    """Details were added or corrected; a field that is None stayed as it was."""

    title: Words | None = None
    detected_at: datetime | None = None
    kols: tuple[Kol, ...] | None = None
    campaign: Words | None = None
    brand: Words | None = None
    crisis_type: str | None = None
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class RoleFilled:
    """A role is held by these people from now on; an empty tuple leaves it open."""

    role: RoleId
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class CommandHandedOver:
    """Somebody else leads from now on. ``taken`` means: taken after silence, not handed."""

    commander: SlackUserId
    taken: bool = False


@dataclass(frozen=True, slots=True)
class MemberJoined:
    """A person is in the incident's channel."""

    user: SlackUserId
    source: MemberSource = "joined"


@dataclass(frozen=True, slots=True)
class MemberLeft:
    """A person is no longer in the incident's channel, and no longer sees it."""

    user: SlackUserId
    source: MemberSource = "joined"


@dataclass(frozen=True, slots=True)
class InvitationFailed:
    """A person with a role could not be brought into the channel. ``reason`` is Slack's code."""

    user: SlackUserId
    reason: str


@dataclass(frozen=True, slots=True)
class LevelConfirmed:
    """The commander confirmed how bad it is: 1 blue to 4 red."""

    level: int
    reason: Words | None = None


@dataclass(frozen=True, slots=True)
class TaskTaken:
    """Somebody has a task in hand."""

    task: TaskId
    owner: Person


@dataclass(frozen=True, slots=True)
class TaskCompleted:
    """A task is done. ``by`` is set when it was recorded for somebody else."""

    task: TaskId
    by: Person | None = None
    means: str = ""


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
class NoteAdded:
    """Somebody wrote an entry into the timeline; the envelope's ``at`` says when it happened."""

    entry: EntryId
    text: Words
    source: MessageRef | None = None
    followed: bool = False
    """Whether later edits of the source message reach us."""


@dataclass(frozen=True, slots=True)
class MessagePinned:
    """A message of the channel was put on the timeline; its text follows when it was read."""

    entry: EntryId
    source: MessageRef
    author: SlackUserId | None = None


@dataclass(frozen=True, slots=True)
class EntryTextRead:
    """The text of a pinned message, as it stood when it was read."""

    entry: EntryId
    text: Words
    author: SlackUserId | None = None
    permalink: str = ""


@dataclass(frozen=True, slots=True)
class EntryAmended:
    """An entry was corrected; the earlier text stays in the record."""

    entry: EntryId
    text: Words | None = None
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class EntryRetracted:
    """An entry no longer counts; it stays visible as retracted."""

    entry: EntryId
    reason: Literal["retracted", "unpinned", "deleted"] = "retracted"


@dataclass(frozen=True, slots=True)
class DecisionRecorded:
    """A decision, with who owns it and why. ``choices`` and ``answers`` fill its kind's fields."""

    decision: DecisionId
    kind: str
    owner: Person
    rationale: Words
    choices: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Words] = field(default_factory=dict)
    due: datetime | None = None
    replaces: DecisionId | None = None


@dataclass(frozen=True, slots=True)
class DecisionCarriedOut:
    """What was decided has been done."""

    decision: DecisionId
    evidence: Words | None = None
    by: Person | None = None


@dataclass(frozen=True, slots=True)
class TasksFellOverdue:
    """The agreed time of these open tasks has passed."""

    tasks: tuple[TaskId, ...]


@dataclass(frozen=True, slots=True)
class CheckpointReached:
    """So many hours since T0: time to look at what stands and what is missing."""

    hours: int


@dataclass(frozen=True, slots=True)
class IncidentClosed:
    """The crisis is over for now; the review is compiled from here."""

    outcome: str
    remark: Words | None = None


@dataclass(frozen=True, slots=True)
class IncidentReopened:
    """The crisis goes on."""

    reason: Words | None = None


@dataclass(frozen=True, slots=True)
class QuestionAnswered:
    """One of the review's four questions was answered; a later answer replaces an earlier one."""

    question: str
    answer: Words
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewSigned:
    """A person stands by the review as it was at that moment."""

    role: RoleId | None = None


@dataclass(frozen=True, slots=True)
class FollowUpAdded:
    """Something will be done after the crisis, by whom and until when."""

    follow_up: FollowUpId
    text: Words
    owner: Person
    due: datetime


@dataclass(frozen=True, slots=True)
class FollowUpDone:
    """A follow-up is finished."""

    follow_up: FollowUpId
    evidence: Words | None = None


@dataclass(frozen=True, slots=True)
class UnknownEvent:
    """Something that a newer version wrote. It is kept, counted and shown as such."""

    kind: str
    v: int


Event = (
    IncidentOpened
    | DetailsChanged
    | RoleFilled
    | CommandHandedOver
    | MemberJoined
    | MemberLeft
    | InvitationFailed
    | LevelConfirmed
    | TaskTaken
    | TaskCompleted
    | TaskMarkedNotApplicable
    | TaskBlocked
    | TaskReopened
    | EvidenceAdded
    | EvidenceHashed
    | NoteAdded
    | MessagePinned
    | EntryTextRead
    | EntryAmended
    | EntryRetracted
    | DecisionRecorded
    | DecisionCarriedOut
    | TasksFellOverdue
    | CheckpointReached
    | IncidentClosed
    | IncidentReopened
    | QuestionAnswered
    | ReviewSigned
    | FollowUpAdded
    | FollowUpDone
    | UnknownEvent
)

KINDS: Mapping[str, type[Event]] = MappingProxyType(
    {cls.__name__: cls for cls in get_args(Event) if cls is not UnknownEvent},
)
"""Event classes by the name that stands in the record."""

VERSIONS: Mapping[str, int] = MappingProxyType({})
"""The current version of each kind; a kind that is not listed is at version 1."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An event that the rules decided, not yet in the record. ``at`` is when it happened."""

    event: Event
    at: datetime


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event as it stands in the record.

    ``at`` is when it happened, ``recorded_at`` when it was committed; both are aware, UTC.
    ``actor`` is None when time itself or the bot's own observation caused it.
    """

    seq: int
    event: Event
    at: datetime
    recorded_at: datetime
    actor: SlackUserId | None
    hash: str = ""
