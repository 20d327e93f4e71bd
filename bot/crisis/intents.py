"""What somebody wants to happen, as an imperative. Handlers make them, ``decide`` judges them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.crisis.events import Kol, Language, MemberSource, Visibility
from bot.crisis.ids import DecisionId, EntryId, FollowUpId, RoleId, SlackUserId, TaskId
from bot.crisis.words import MessageRef, Person, Words


@dataclass(frozen=True, slots=True)
class OpenIncident:
    """Open a crisis. ``detected_at`` None means: now."""

    title: Words
    lead: SlackUserId
    language: Language = "both"
    visibility: Visibility = "private"
    detected_at: datetime | None = None
    kols: tuple[Kol, ...] = ()
    campaign: Words | None = None
    brand: Words | None = None
    crisis_type: str | None = None
    roles: Mapping[RoleId, tuple[Person, ...]] = field(default_factory=dict)
    origin: MessageRef | None = None


@dataclass(frozen=True, slots=True)
class ChangeDetails:
    """Add or correct details; None leaves a field as it is."""

    title: Words | None = None
    detected_at: datetime | None = None
    kols: tuple[Kol, ...] | None = None
    campaign: Words | None = None
    brand: Words | None = None
    crisis_type: str | None = None
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class FillRole:
    """Say who holds a role."""

    role: RoleId
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class HandOverCommand:
    """Give the command to somebody in Slack."""

    to: SlackUserId


@dataclass(frozen=True, slots=True)
class TakeCommand:
    """Take the command after the commander has been silent."""


@dataclass(frozen=True, slots=True)
class NoteMembership:
    """Slack says that a person came or went."""

    user: SlackUserId
    present: bool
    source: MemberSource = "joined"


@dataclass(frozen=True, slots=True)
class NoteInvitationFailed:
    """Slack would not let us invite a person."""

    user: SlackUserId
    reason: str


@dataclass(frozen=True, slots=True)
class ConfirmLevel:
    """Confirm how bad it is: 1 to 4."""

    level: int
    reason: Words | None = None


@dataclass(frozen=True, slots=True)
class TakeTask:
    """Take a task, or give it to ``owner``."""

    task: TaskId
    owner: Person | None = None


@dataclass(frozen=True, slots=True)
class CompleteTask:
    """Say that a task is done; ``by`` when recorded for somebody else."""

    task: TaskId
    by: Person | None = None
    means: str = ""


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
class AddNote:
    """Write into the timeline. ``happened_at`` None means: now."""

    entry: EntryId
    text: Words
    happened_at: datetime | None = None
    source: MessageRef | None = None
    followed: bool = False


@dataclass(frozen=True, slots=True)
class PinMessage:
    """Put a message of the channel on the timeline."""

    source: MessageRef
    author: SlackUserId | None = None


@dataclass(frozen=True, slots=True)
class UnpinMessage:
    """Take a pinned message off the timeline again."""

    source: MessageRef


@dataclass(frozen=True, slots=True)
class NoteEntryText:
    """The text of a message on the timeline was read, first or after an edit."""

    source: MessageRef
    text: Words
    author: SlackUserId | None = None


@dataclass(frozen=True, slots=True)
class NoteMessageDeleted:
    """A message of the channel is gone."""

    source: MessageRef


@dataclass(frozen=True, slots=True)
class AmendEntry:
    """Correct an entry of the timeline."""

    entry: EntryId
    text: Words | None = None
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RetractEntry:
    """Take an entry back, visibly."""

    entry: EntryId


@dataclass(frozen=True, slots=True)
class RecordDecision:
    """Record a decision. ``decision`` is derived from the form that was sent."""

    decision: DecisionId
    kind: str
    owner: Person
    rationale: Words
    choices: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Words] = field(default_factory=dict)
    due: datetime | None = None
    replaces: DecisionId | None = None


@dataclass(frozen=True, slots=True)
class CarryOutDecision:
    """Say that a decision has been carried out."""

    decision: DecisionId
    evidence: Words | None = None
    by: Person | None = None


@dataclass(frozen=True, slots=True)
class CloseIncident:
    """Close the crisis."""

    outcome: str
    remark: Words | None = None


@dataclass(frozen=True, slots=True)
class ReopenIncident:
    """Take the crisis up again, within seven days."""

    reason: Words | None = None


@dataclass(frozen=True, slots=True)
class AnswerQuestion:
    """Answer one of the review's questions."""

    question: str
    answer: Words
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SignReview:
    """Stand by the review."""


@dataclass(frozen=True, slots=True)
class AddFollowUp:
    """Promise something for after the crisis."""

    follow_up: FollowUpId
    text: Words
    owner: Person
    due: datetime


@dataclass(frozen=True, slots=True)
class FinishFollowUp:
    """Say that a follow-up is done."""

    follow_up: FollowUpId
    evidence: Words | None = None


@dataclass(frozen=True, slots=True)
class TimePassed:
    """The clock looked. What is due by now fires; ``now`` is passed beside the intent."""


Intent = (
    OpenIncident
    | ChangeDetails
    | FillRole
    | HandOverCommand
    | TakeCommand
    | NoteMembership
    | NoteInvitationFailed
    | ConfirmLevel
    | TakeTask
    | CompleteTask
    | MarkTaskNotApplicable
    | BlockTask
    | ReopenTask
    | AddEvidence
    | NoteEvidenceHash
    | AddNote
    | PinMessage
    | UnpinMessage
    | NoteEntryText
    | NoteMessageDeleted
    | AmendEntry
    | RetractEntry
    | RecordDecision
    | CarryOutDecision
    | CloseIncident
    | ReopenIncident
    | AnswerQuestion
    | SignReview
    | AddFollowUp
    | FinishFollowUp
    | TimePassed
)

RefusalTone = Literal["already", "missing", "forbidden", "closed"]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something was not done, as a catalog key with placeholders.

    ``tone`` tells the views how to say it: ``already`` is kind (nothing to do), ``missing`` names
    what to fill in, ``forbidden`` names who can help, ``closed`` says how to go on.
    ``field`` names the intent's field at fault, so that a modal can mark its input.
    """

    key: str
    tone: RefusalTone
    values: Mapping[str, str | int | datetime | Person] = field(default_factory=dict)
    field: str | None = None
