"""One intent of every kind, and a crisis in which each has something to be about."""

from dataclasses import replace

from bot.crisis import intents as want
from bot.crisis.drill import Inject, Script
from bot.crisis.events import DayFigures, KolProfile
from bot.crisis.ids import (
    ChannelId,
    DecisionId,
    EntryId,
    FollowUpId,
    RoleId,
    SlackUserId,
    StatementId,
    TaskId,
    UpdateId,
)
from bot.crisis.texts import Text
from bot.crisis.words import MessageRef, in_slack, outside
from tests.crisis.story import MEMBER, MIA, TEAM_ROLES, Story, decision, minute, takedown, words

MESSAGE = MessageRef(ChannelId("C1"), "1772474400.000100")

FIGURES = DayFigures(minute(-9).date(), minute(-9), words("dashboard"), {"notes": "12"})

INTENTS: dict[str, want.Intent] = {
    "ChangeDetails": want.ChangeDetails(brand=words("Lumeya")),
    "FillRole": want.FillRole(RoleId("service"), (in_slack(MEMBER),)),
    "FillRole deputy": want.FillRole(RoleId("deputy"), (in_slack(MEMBER),)),
    "HandOverCommand": want.HandOverCommand(SlackUserId("UNEXT")),
    "AcceptCommand": want.AcceptCommand(),
    "InvitePerson": want.InvitePerson(SlackUserId("UNEXT")),
    "AskToJoin": want.AskToJoin(),
    "TakeCommand": want.TakeCommand(),
    "NoteMembership": want.NoteMembership(SlackUserId("UNEXT"), present=True),
    "NoteChannelDeleted": want.NoteChannelDeleted(ChannelId("C0GONE")),
    "NoteInvitationFailed": want.NoteInvitationFailed(SlackUserId("UNEXT"), "user_disabled"),
    "ConfirmLevel": want.ConfirmLevel(3),
    "AddSurface": want.AddSurface("s1", words("A screen in a store")),
    "ReportSurface": want.ReportSurface("shop", "paused"),
    "VerifySurface": want.VerifySurface("ads"),
    "ReportPost": want.ReportPost("p1", "in_review", words("https://xhslink.com/a/1")),
    "NoteTalk": want.NoteTalk("q1", "fact", words("小满"), words("Did you use it?")),
    "AnswerTalk": want.AnswerTalk("q0", "answered", words("Yes, for a week.")),
    "AgreeToResume": want.AgreeToResume("ads"),
    "ApproveDecision": want.ApproveDecision(DecisionId("d9")),
    "ReadSeverity": want.ReadSeverity("r1", "full", points={"spread": 2}),
    "TakeTask": want.TakeTask(TaskId("A1")),
    "CompleteTask": want.CompleteTask(TaskId("A1")),
    "MarkTaskNotApplicable": want.MarkTaskNotApplicable(TaskId("A1"), words()),
    "BlockTask": want.BlockTask(TaskId("A1"), words()),
    "ReopenTask": want.ReopenTask(TaskId("A2")),
    "AddEvidence": want.AddEvidence("proof", words(), TaskId("A1")),
    "NoteEvidenceHash": want.NoteEvidenceHash("file", "00ff", 2),
    "NoteEvidenceUnreadable": want.NoteEvidenceUnreadable("file", "too_large"),
    "AddNote": want.AddNote(EntryId("n2"), words()),
    "PinMessage": want.PinMessage(replace(MESSAGE, ts="1772474401.000100")),
    "UnpinMessage": want.UnpinMessage(MESSAGE),
    "NoteEntryText": want.NoteEntryText(MESSAGE, words("read")),
    "NoteMessageDeleted": want.NoteMessageDeleted(MESSAGE),
    "AmendEntry": want.AmendEntry(EntryId("n1"), words("better")),
    "RetractEntry": want.RetractEntry(EntryId("n1")),
    "RecordDecision": takedown("keep", "d2"),
    "CarryOutDecision": want.CarryOutDecision(DecisionId("d1")),
    "ShareUpdate": want.ShareUpdate(UpdateId("u1"), ("team",), words(), words()),
    "ReadCommunity": want.ReadCommunity("k1", (FIGURES,)),
    "AddCommunityFile": want.AddCommunityFile("k2", "F2", words("days.csv")),
    "NoteCommunityFile": want.NoteCommunityFile("k0", (FIGURES,)),
    "DraftStatement": want.DraftStatement(StatementId("s1"), "note", words("text")),
    "ApproveStatement": want.ApproveStatement(
        StatementId("s0"), 1, words(), by=outside("Wang"), role=RoleId("legal")
    ),
    "AskForChanges": want.AskForChanges(
        StatementId("s0"), 1, words(), outside("Wang"), RoleId("legal")
    ),
    "PublishStatement": want.PublishStatement(StatementId("s0"), 1, override=words()),
    "DropStatement": want.DropStatement(StatementId("s0"), words()),
    "CloseIncident": want.CloseIncident("contained"),
    "ReopenIncident": want.ReopenIncident(),
    "AnswerQuestion": want.AnswerQuestion("root_cause", words()),
    "SignReview": want.SignReview(),
    "StateFact": want.StateFact("reach", "1200"),
    "AskForCopy": want.AskForCopy(),
    "AddFollowUp": want.AddFollowUp(FollowUpId("f2"), words(), in_slack(MIA), minute(9000)),
    "FinishFollowUp": want.FinishFollowUp(FollowUpId("f1")),
    "RequestArchive": want.RequestArchive(),
    "SetLegalHold": want.SetLegalHold(words()),
    "LiftLegalHold": want.LiftLegalHold(words()),
    "ProposeRedaction": want.ProposeRedaction("x1", (1,), words()),
    "DropRedaction": want.DropRedaction("x0"),
    "ConfirmRedaction": want.ConfirmRedaction("x0"),
    "PaceDrill": want.PaceDrill(2),
    "ResumeDrill": want.ResumeDrill(),
    "SkipAhead": want.SkipAhead(),
    "EndDrill": want.EndDrill(),
    "QuietReminders": want.QuietReminders(),
    "ResumeReminders": want.ResumeReminders(),
    "RecogniseKol": want.RecogniseKol("k1", KolProfile((words("Mia"),))),
    "TimePassed": want.TimePassed(),
    "OpenIncident": want.OpenIncident(words(), MIA),
}


_TEXT = Text("sample", "示例")
EXERCISE = want.OpenIncident(
    words(),
    MIA,
    roles=TEAM_ROLES,
    drill=Script("s", _TEXT, _TEXT, 600, (Inject("late", 500, _TEXT, _TEXT),), ()),
)
"""An exercise that Mia runs herself."""


def crisis(opening: want.OpenIncident | None = None) -> Story:
    """A crisis in which everything that can be asked for has something to be about."""
    story = Story(opening)
    story.does(want.NoteMembership(MEMBER, present=True), by=None)
    story.does(want.ConfirmLevel(2))
    story.does(want.BlockTask(TaskId("A2"), words()))
    story.does(want.ReportSurface("ads", "paused"))
    story.does(want.AddEvidence("file", words("a file"), file="F1"))
    story.does(want.AddNote(EntryId("n1"), words("noted")))
    story.does(want.PinMessage(MESSAGE))
    story.does(takedown("keep"))
    story.does(want.AddCommunityFile("k0", "F0", words("days.csv")))
    story.does(decision("statement", "d9", {"format": "brand_note"}, {"text": "We are sorry."}))
    story.does(want.DraftStatement(StatementId("s0"), "note", words("text")))
    story.does(want.NoteTalk("q0", "fact", words("小满"), words("Who wrote it?")))
    story.does(want.AddFollowUp(FollowUpId("f1"), words(), in_slack(MIA), minute(9000)))
    story.does(want.ProposeRedaction("x0", (7,), words()))
    return story
