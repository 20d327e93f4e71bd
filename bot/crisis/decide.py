"""The one place where an intent is judged. Pure: state, intent, time in; events or refusal out.

The service calls ``decide`` for an incident that exists and ``decide_opening`` for one that does
not; it commits what comes back, or tells the person what a refusal says.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from bot.crisis import intents as want
from bot.crisis.events import Draft, GateHeldBack
from bot.crisis.ids import SlackUserId
from bot.crisis.incident import COMMANDER, Incident
from bot.crisis.rights import DEPUTY, may, sees, standing
from bot.crisis.rules import (
    closing,
    community,
    decisions,
    details,
    drill,
    gates,
    keeping,
    opening,
    posts,
    prevention,
    redaction,
    severity,
    statements,
    surfaces,
    talks,
    tasks,
    time,
    timeline,
    updates,
)
from bot.crisis.rules.context import Context, Verdict
from bot.crisis.words import in_slack

decide_opening = opening.decide_opening

_WHILE_CLOSED: frozenset[type[want.Intent]] = frozenset(
    {
        want.ReopenIncident,
        want.CloseIncident,
        want.AnswerQuestion,
        want.SignReview,
        want.StateFact,
        want.AskForCopy,
        want.AddFollowUp,
        want.FinishFollowUp,
        want.ReadCommunity,
        want.AddCommunityFile,
        want.NoteCommunityFile,
        want.AddNote,
        want.AmendEntry,
        want.RetractEntry,
        want.NoteMembership,
        want.NoteInvitationFailed,
        want.NoteChannelDeleted,
        want.NoteEntryText,
        want.NoteMessageDeleted,
        want.NoteEvidenceHash,
        want.CarryOutDecision,
        want.NoteEvidenceUnreadable,
        want.RequestArchive,
        want.SetLegalHold,
        want.LiftLegalHold,
        want.ProposeRedaction,
        want.DropRedaction,
        want.ConfirmRedaction,
        want.QuietReminders,
        want.ResumeReminders,
        want.InvitePerson,
        want.AskToJoin,
        want.TimePassed,
    },
)
"""What a closed crisis still takes: late memories, the review and follow-ups, facts of Slack."""

_RULES: Mapping[type[want.Intent], Callable[[Context, Any], Verdict]] = {
    want.ChangeDetails: details.change_details,
    want.FillRole: details.fill_role,
    want.HandOverCommand: details.hand_over,
    want.TakeCommand: details.take_command,
    want.AcceptCommand: details.accept_command,
    want.InvitePerson: details.invite_person,
    want.AskToJoin: details.ask_to_join,
    want.NoteMembership: details.note_membership,
    want.NoteInvitationFailed: details.note_invitation_failed,
    want.NoteChannelDeleted: details.note_channel_deleted,
    want.ConfirmLevel: severity.confirm,
    want.ReadSeverity: severity.read,
    want.AddSurface: surfaces.add,
    want.ReportSurface: surfaces.report,
    want.VerifySurface: surfaces.verify,
    want.AgreeToResume: surfaces.agree,
    want.ReportPost: posts.report,
    want.NoteTalk: talks.note,
    want.AnswerTalk: talks.answer,
    want.TakeTask: tasks.take,
    want.CompleteTask: tasks.complete,
    want.MarkTaskNotApplicable: tasks.not_applicable,
    want.BlockTask: tasks.block,
    want.ReopenTask: tasks.reopen,
    want.AddEvidence: tasks.add_evidence,
    want.NoteEvidenceHash: tasks.note_hash,
    want.NoteEvidenceUnreadable: tasks.note_unreadable,
    want.AddNote: timeline.add_note,
    want.PinMessage: timeline.pin,
    want.UnpinMessage: timeline.unpin,
    want.NoteEntryText: timeline.note_text,
    want.NoteMessageDeleted: timeline.note_deleted,
    want.AmendEntry: timeline.amend,
    want.RetractEntry: timeline.retract,
    want.RecordDecision: decisions.record,
    want.CarryOutDecision: decisions.carry_out,
    want.ApproveDecision: gates.approve,
    want.ShareUpdate: updates.share,
    want.ReadCommunity: community.read,
    want.AddCommunityFile: community.add_file,
    want.NoteCommunityFile: community.note_file,
    want.DraftStatement: statements.draft,
    want.ApproveStatement: statements.approve,
    want.AskForChanges: statements.ask_for_changes,
    want.PublishStatement: statements.publish,
    want.DropStatement: statements.drop,
    want.CloseIncident: closing.close,
    want.ReopenIncident: closing.reopen,
    want.RequestArchive: closing.request_archive,
    want.SetLegalHold: keeping.set_hold,
    want.LiftLegalHold: keeping.lift_hold,
    want.ProposeRedaction: redaction.propose,
    want.DropRedaction: redaction.drop,
    want.ConfirmRedaction: redaction.confirm,
    want.AnswerQuestion: closing.answer,
    want.SignReview: closing.sign,
    want.StateFact: closing.state_fact,
    want.AskForCopy: closing.ask_for_copy,
    want.AddFollowUp: closing.add_follow_up,
    want.FinishFollowUp: closing.finish_follow_up,
    want.PaceDrill: drill.pace,
    want.ResumeDrill: drill.resume,
    want.SkipAhead: drill.skip,
    want.EndDrill: drill.end,
    want.QuietReminders: time.quiet,
    want.ResumeReminders: time.resume,
    want.RecogniseKol: prevention.recognise,
    want.TimePassed: time.pass_time,
}


def decide(
    incident: Incident | None,
    intent: want.Intent,
    now: datetime,
    *,
    acting_user: SlackUserId | None,
) -> tuple[Draft, ...] | want.Refusal:
    """Return the events that follow from an intent, or why there are none.

    ``acting_user`` None is the bot itself. An empty tuple means: rightly nothing to record. A
    crisis that is not there (None) and one that the user may not see are told apart by nothing.
    """
    if incident is None or not _knows_of(incident, intent, acting_user):
        return want.Refusal("refusal.not_found", "forbidden")
    if not may(incident, intent, acting_user):
        return _forbidden(Context(incident, now, acting_user), intent)
    if incident.closed and type(intent) not in _WHILE_CLOSED:
        if acting_user is None:
            return ()
        return want.Refusal("refusal.closed", "closed")
    return _RULES[type(intent)](Context(incident, now, acting_user), intent)


def _forbidden(context: Context, intent: want.Intent) -> want.Refusal:
    """Return whom to ask instead. That one of the team wanted to close too early is recorded."""
    incident, user = context.incident, context.acting_user
    leader = {"commander": in_slack(incident.commander)}
    told = want.Refusal("refusal.forbidden", "forbidden", leader)
    of_team = user is not None and standing(incident, user) != "outsider"
    if isinstance(intent, want.CloseIncident) and of_team and not incident.closed:
        return gates.held_back(context, told, GateHeldBack("close", roles=(COMMANDER, DEPUTY)))
    return told


def _knows_of(incident: Incident, intent: want.Intent, user: SlackUserId | None) -> bool:
    """Whether a user may know of the incident; asking to join tells nobody anything."""
    return user is None or sees(incident, user) or isinstance(intent, want.AskToJoin)
