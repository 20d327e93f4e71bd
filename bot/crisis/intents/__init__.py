"""What somebody wants to happen, as an imperative. Handlers make them, the rules judge them."""

from bot.crisis.intents.community import (
    AddCommunityFile,
    NoteCommunityFile,
    ReadCommunity,
)
from bot.crisis.intents.decisions import (
    ApproveDecision,
    CarryOutDecision,
    RecordDecision,
)
from bot.crisis.intents.drill import (
    EndDrill,
    PaceDrill,
    ResumeDrill,
    SkipAhead,
)
from bot.crisis.intents.ending import (
    AddFollowUp,
    AnswerQuestion,
    AskForCopy,
    CloseIncident,
    FinishFollowUp,
    ReopenIncident,
    RequestArchive,
    SignReview,
    StateFact,
)
from bot.crisis.intents.house import (
    ChangeRoster,
    EntrustPlaybook,
    NameKeeper,
    SendAnnouncements,
)
from bot.crisis.intents.keeping import (
    ConfirmRedaction,
    DropRedaction,
    LiftLegalHold,
    ProposeRedaction,
    SetLegalHold,
)
from bot.crisis.intents.opening import (
    ChangeDetails,
    ConfirmLevel,
    OpenIncident,
)
from bot.crisis.intents.people import (
    AcceptCommand,
    AskToJoin,
    FillRole,
    HandOverCommand,
    InvitePerson,
    NoteChannelDeleted,
    NoteInvitationFailed,
    NoteMembership,
    TakeCommand,
)
from bot.crisis.intents.posts import ReportPost
from bot.crisis.intents.prevention import RecogniseKol
from bot.crisis.intents.refusal import (
    Refusal,
    RefusalTone,
)
from bot.crisis.intents.severity import ReadSeverity
from bot.crisis.intents.statements import (
    ApproveStatement,
    AskForChanges,
    DraftStatement,
    DropStatement,
    PublishStatement,
)
from bot.crisis.intents.surfaces import (
    AddSurface,
    AgreeToResume,
    ReportSurface,
    VerifySurface,
)
from bot.crisis.intents.talks import AnswerTalk, NoteTalk
from bot.crisis.intents.tasks import (
    AddEvidence,
    BlockTask,
    CompleteTask,
    MarkTaskNotApplicable,
    NoteEvidenceHash,
    NoteEvidenceUnreadable,
    ReopenTask,
    TakeTask,
)
from bot.crisis.intents.time import (
    QuietReminders,
    ResumeReminders,
    TimePassed,
)
from bot.crisis.intents.timeline import (
    AddNote,
    AmendEntry,
    NoteEntryText,
    NoteMessageDeleted,
    PinMessage,
    RetractEntry,
    UnpinMessage,
)
from bot.crisis.intents.updates import ShareUpdate

__all__ = [
    "AcceptCommand",
    "AddCommunityFile",
    "AddEvidence",
    "AddFollowUp",
    "AddNote",
    "AddSurface",
    "AgreeToResume",
    "AmendEntry",
    "AnswerQuestion",
    "AnswerTalk",
    "ApproveDecision",
    "ApproveStatement",
    "AskForChanges",
    "AskForCopy",
    "AskToJoin",
    "BlockTask",
    "CarryOutDecision",
    "ChangeDetails",
    "ChangeRoster",
    "CloseIncident",
    "CompleteTask",
    "ConfirmLevel",
    "ConfirmRedaction",
    "DraftStatement",
    "DropRedaction",
    "DropStatement",
    "EndDrill",
    "EntrustPlaybook",
    "FillRole",
    "FinishFollowUp",
    "HandOverCommand",
    "HouseIntent",
    "Intent",
    "InvitePerson",
    "LiftLegalHold",
    "MarkTaskNotApplicable",
    "NameKeeper",
    "NoteChannelDeleted",
    "NoteCommunityFile",
    "NoteEntryText",
    "NoteEvidenceHash",
    "NoteEvidenceUnreadable",
    "NoteInvitationFailed",
    "NoteMembership",
    "NoteMessageDeleted",
    "NoteTalk",
    "OpenIncident",
    "PaceDrill",
    "PinMessage",
    "ProposeRedaction",
    "PublishStatement",
    "QuietReminders",
    "ReadCommunity",
    "ReadSeverity",
    "RecogniseKol",
    "RecordDecision",
    "Refusal",
    "RefusalTone",
    "ReopenIncident",
    "ReopenTask",
    "ReportPost",
    "ReportSurface",
    "RequestArchive",
    "ResumeDrill",
    "ResumeReminders",
    "RetractEntry",
    "SendAnnouncements",
    "SetLegalHold",
    "ShareUpdate",
    "SignReview",
    "SkipAhead",
    "StateFact",
    "TakeCommand",
    "TakeTask",
    "TimePassed",
    "UnpinMessage",
    "VerifySurface",
]

Intent = (
    OpenIncident
    | ChangeDetails
    | ConfirmLevel
    | ReadSeverity
    | AddSurface
    | ReportPost
    | NoteTalk
    | AnswerTalk
    | ReportSurface
    | VerifySurface
    | AgreeToResume
    | FillRole
    | HandOverCommand
    | TakeCommand
    | NoteMembership
    | NoteInvitationFailed
    | NoteChannelDeleted
    | AcceptCommand
    | InvitePerson
    | AskToJoin
    | TakeTask
    | CompleteTask
    | MarkTaskNotApplicable
    | BlockTask
    | ReopenTask
    | AddEvidence
    | NoteEvidenceHash
    | NoteEvidenceUnreadable
    | AddNote
    | PinMessage
    | UnpinMessage
    | NoteEntryText
    | NoteMessageDeleted
    | AmendEntry
    | RetractEntry
    | RecordDecision
    | CarryOutDecision
    | ApproveDecision
    | CloseIncident
    | ReopenIncident
    | AnswerQuestion
    | SignReview
    | StateFact
    | AskForCopy
    | AddFollowUp
    | FinishFollowUp
    | RequestArchive
    | SetLegalHold
    | LiftLegalHold
    | ProposeRedaction
    | DropRedaction
    | ConfirmRedaction
    | ShareUpdate
    | ReadCommunity
    | AddCommunityFile
    | NoteCommunityFile
    | DraftStatement
    | ApproveStatement
    | AskForChanges
    | PublishStatement
    | DropStatement
    | TimePassed
    | PaceDrill
    | ResumeDrill
    | SkipAhead
    | EndDrill
    | QuietReminders
    | ResumeReminders
    | RecogniseKol
)
"""What can be wanted of an incident."""

HouseIntent = ChangeRoster | SendAnnouncements | NameKeeper | EntrustPlaybook
"""What can be wanted of the workspace's own settings."""
