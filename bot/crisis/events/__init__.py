"""Everything that can happen in a crisis, named as people would say it.

An event is a fact: it is never changed or deleted, and its class never loses a field. A new field
gets a default; a changed meaning gets a new version (``VERSIONS``) and an upcaster in storage.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import get_args

from bot.crisis.events.brief import (
    BriefAcknowledged,
    BriefApproved,
    BriefClaim,
    BriefEvent,
    BriefStarted,
    BriefWritten,
)
from bot.crisis.events.change import PlaybookChangeProposed
from bot.crisis.events.community import (
    CommunityFileAdded,
    CommunityFileRead,
    CommunityRead,
    DayFigures,
    LineLeftOut,
)
from bot.crisis.events.content import ContentEvent
from bot.crisis.events.decisions import (
    DecisionApproved,
    DecisionCarriedOut,
    DecisionRecorded,
    GateOverridden,
    NoteChoice,
)
from bot.crisis.events.drill import (
    DrillEnded,
    DrillPaced,
    DrillSkipped,
    DrillStarted,
    InjectArrived,
)
from bot.crisis.events.ending import (
    ArchiveRequested,
    CopyAsked,
    Corrective,
    FactStated,
    FollowUpAdded,
    FollowUpDone,
    IncidentClosed,
    IncidentReopened,
    Purpose,
    QuestionAnswered,
    ReviewSigned,
)
from bot.crisis.events.gates import GateHeldBack, HeldAt
from bot.crisis.events.house import (
    AnnouncementsSent,
    KeeperNamed,
    PlaybookEntrusted,
    RosterChanged,
)
from bot.crisis.events.keeping import (
    LegalHoldLifted,
    LegalHoldSet,
    RedactionDropped,
    RedactionProposed,
    TextRedacted,
)
from bot.crisis.events.monitoring import MonitoringEvent
from bot.crisis.events.opening import (
    DetailsChanged,
    EarlyWarning,
    IncidentOpened,
    Kol,
    Language,
    LevelConfirmed,
    Visibility,
)
from bot.crisis.events.people import (
    DEACTIVATED,
    SET_APART,
    Apart,
    ChannelDeleted,
    CommandHandedOver,
    CommandOffered,
    InvitationFailed,
    JoinRequested,
    MemberJoined,
    MemberLeft,
    MemberSource,
    PersonInvited,
    RoleFilled,
)
from bot.crisis.events.posts import PostReported, PostStage, PostTermPassed
from bot.crisis.events.prevention import (
    FactState,
    Finding,
    KolAdded,
    KolChanged,
    KolEvent,
    KolProfile,
    KolRecognised,
    PreventionFact,
    Process,
    VettingChecked,
    VettingLapsed,
    VettingPassed,
    VettingSigned,
)
from bot.crisis.events.recorded import Draft, Recorded
from bot.crisis.events.severity import Depth, ReadingFellDue, SeverityRead
from bot.crisis.events.statements import (
    ChangesAsked,
    StatementApproved,
    StatementDrafted,
    StatementDropped,
    StatementPublished,
    Tongue,
)
from bot.crisis.events.surfaces import (
    ResumeAgreed,
    SurfaceAdded,
    SurfaceFound,
    SurfaceReported,
    SurfaceVerified,
)
from bot.crisis.events.table import TableEvent
from bot.crisis.events.talks import (
    TalkAnswered,
    TalkKind,
    TalkNoted,
    TalkState,
    TalkTermPassed,
)
from bot.crisis.events.tasks import (
    EvidenceAdded,
    EvidenceHashed,
    EvidenceUnreadable,
    TaskBlocked,
    TaskCompleted,
    TaskMarkedNotApplicable,
    TaskReopened,
    TaskTaken,
)
from bot.crisis.events.time import (
    CheckpointReached,
    Item,
    PersonReminded,
    RemindersQuieted,
    RemindersResumed,
    TasksFellOverdue,
)
from bot.crisis.events.timeline import (
    EntryAmended,
    EntryRetracted,
    EntryTextRead,
    MessagePinned,
    NoteAdded,
    PinTaken,
)
from bot.crisis.events.unknown import UnknownEvent
from bot.crisis.events.updates import UpdateShared

__all__ = [
    "DEACTIVATED",
    "KINDS",
    "SET_APART",
    "VERSIONS",
    "AnnouncementsSent",
    "Apart",
    "ArchiveRequested",
    "BriefAcknowledged",
    "BriefApproved",
    "BriefClaim",
    "BriefStarted",
    "BriefWritten",
    "ChangesAsked",
    "ChannelDeleted",
    "CheckpointReached",
    "CommandHandedOver",
    "CommandOffered",
    "CommunityFileAdded",
    "CommunityFileRead",
    "CommunityRead",
    "CopyAsked",
    "Corrective",
    "DayFigures",
    "DecisionApproved",
    "DecisionCarriedOut",
    "DecisionRecorded",
    "Depth",
    "DetailsChanged",
    "Draft",
    "DrillEnded",
    "DrillPaced",
    "DrillSkipped",
    "DrillStarted",
    "EarlyWarning",
    "EntryAmended",
    "EntryRetracted",
    "EntryTextRead",
    "Event",
    "EvidenceAdded",
    "EvidenceHashed",
    "EvidenceUnreadable",
    "FactState",
    "FactStated",
    "Finding",
    "FollowUpAdded",
    "FollowUpDone",
    "GateHeldBack",
    "GateOverridden",
    "HeldAt",
    "IncidentClosed",
    "IncidentOpened",
    "IncidentReopened",
    "InjectArrived",
    "InvitationFailed",
    "Item",
    "JoinRequested",
    "KeeperNamed",
    "Kol",
    "KolAdded",
    "KolChanged",
    "KolProfile",
    "KolRecognised",
    "Language",
    "LegalHoldLifted",
    "LegalHoldSet",
    "LevelConfirmed",
    "LineLeftOut",
    "MemberJoined",
    "MemberLeft",
    "MemberSource",
    "MessagePinned",
    "NoteAdded",
    "NoteChoice",
    "PersonInvited",
    "PersonReminded",
    "PinTaken",
    "PlaybookEntrusted",
    "PostReported",
    "PostStage",
    "PostTermPassed",
    "PreventionFact",
    "Process",
    "Purpose",
    "QuestionAnswered",
    "ReadingFellDue",
    "Recorded",
    "RedactionDropped",
    "RedactionProposed",
    "RemindersQuieted",
    "RemindersResumed",
    "ResumeAgreed",
    "ReviewSigned",
    "RoleFilled",
    "RosterChanged",
    "SeverityRead",
    "StatementApproved",
    "StatementDrafted",
    "StatementDropped",
    "StatementPublished",
    "SurfaceAdded",
    "SurfaceFound",
    "SurfaceReported",
    "SurfaceVerified",
    "TalkAnswered",
    "TalkKind",
    "TalkNoted",
    "TalkState",
    "TalkTermPassed",
    "TaskBlocked",
    "TaskCompleted",
    "TaskMarkedNotApplicable",
    "TaskReopened",
    "TaskTaken",
    "TasksFellOverdue",
    "TextRedacted",
    "Tongue",
    "UnknownEvent",
    "UpdateShared",
    "VettingChecked",
    "VettingLapsed",
    "VettingPassed",
    "VettingSigned",
    "Visibility",
]


Event = (
    IncidentOpened
    | DetailsChanged
    | LevelConfirmed
    | SeverityRead
    | ReadingFellDue
    | SurfaceAdded
    | SurfaceReported
    | SurfaceVerified
    | ResumeAgreed
    | PostReported
    | PostTermPassed
    | TalkNoted
    | TalkAnswered
    | TalkTermPassed
    | RoleFilled
    | CommandHandedOver
    | MemberJoined
    | MemberLeft
    | InvitationFailed
    | ChannelDeleted
    | CommandOffered
    | PersonInvited
    | JoinRequested
    | TaskTaken
    | TaskCompleted
    | TaskMarkedNotApplicable
    | TaskBlocked
    | TaskReopened
    | EvidenceAdded
    | EvidenceHashed
    | EvidenceUnreadable
    | NoteAdded
    | MessagePinned
    | PinTaken
    | EntryTextRead
    | EntryAmended
    | EntryRetracted
    | DecisionRecorded
    | DecisionCarriedOut
    | DecisionApproved
    | GateOverridden
    | GateHeldBack
    | TasksFellOverdue
    | CheckpointReached
    | PersonReminded
    | RemindersQuieted
    | RemindersResumed
    | UpdateShared
    | CommunityRead
    | CommunityFileAdded
    | CommunityFileRead
    | StatementDrafted
    | StatementApproved
    | ChangesAsked
    | StatementPublished
    | StatementDropped
    | IncidentClosed
    | IncidentReopened
    | QuestionAnswered
    | ReviewSigned
    | FactStated
    | CopyAsked
    | FollowUpAdded
    | FollowUpDone
    | ArchiveRequested
    | LegalHoldSet
    | LegalHoldLifted
    | RedactionProposed
    | RedactionDropped
    | TextRedacted
    | DrillStarted
    | DrillPaced
    | DrillSkipped
    | InjectArrived
    | DrillEnded
    | RosterChanged
    | AnnouncementsSent
    | KeeperNamed
    | PlaybookEntrusted
    | KolEvent
    | BriefEvent
    | ContentEvent
    | PlaybookChangeProposed
    | TableEvent
    | KolRecognised
    | MonitoringEvent
    | UnknownEvent
)

KINDS: Mapping[str, type[Event]] = MappingProxyType(
    {cls.__name__: cls for cls in get_args(Event) if cls is not UnknownEvent},
)
"""Event classes by the name that stands in the record."""

VERSIONS: Mapping[str, int] = MappingProxyType({})
"""The current version of each kind; a kind that is not listed is at version 1."""
