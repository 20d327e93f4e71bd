"""Who may do what: one table. Seeing is separate, and comes first.

An intent that is missing from the table is refused, so that nothing new is open by accident.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal

from bot.crisis import intents as want
from bot.crisis.events import DEACTIVATED, SET_APART
from bot.crisis.ids import RoleId, SlackUserId
from bot.crisis.incident import Incident
from bot.crisis.words import in_slack

Standing = Literal["commander", "deputy", "approver", "member", "outsider", "bot"]

DEPUTY = RoleId("deputy")
SILENCE = timedelta(minutes=15)
"""After this long without a sign of the commander, somebody else may take command."""

LEADS: frozenset[Standing] = frozenset({"commander", "deputy"})
_TEAM: frozenset[Standing] = LEADS | {"approver", "member"}
_ANYONE: frozenset[Standing] = _TEAM | {"outsider"}
_BOT: frozenset[Standing] = frozenset({"bot"})

ALLOWED: Mapping[type[want.Intent], frozenset[Standing]] = {
    want.ChangeDetails: _TEAM,
    want.FillRole: _TEAM,
    want.HandOverCommand: LEADS,
    want.TakeCommand: _TEAM,
    want.AcceptCommand: _TEAM,
    want.InvitePerson: _TEAM,
    want.AskToJoin: _ANYONE,
    want.NoteMembership: _BOT,
    want.NoteInvitationFailed: _BOT,
    want.NoteChannelDeleted: _BOT,
    want.ConfirmLevel: LEADS,
    want.ReadSeverity: _TEAM,
    want.AddSurface: _TEAM,
    want.ReportSurface: _TEAM,
    want.VerifySurface: _TEAM,
    want.AgreeToResume: _TEAM,
    want.ReportPost: _TEAM,
    want.NoteTalk: _TEAM,
    want.AnswerTalk: _TEAM,
    want.TakeTask: _TEAM,
    want.CompleteTask: _TEAM,
    want.MarkTaskNotApplicable: _TEAM,
    want.BlockTask: _TEAM,
    want.ReopenTask: _TEAM,
    want.AddEvidence: _TEAM,
    want.NoteEvidenceHash: _BOT,
    want.NoteEvidenceUnreadable: _BOT,
    want.AddNote: _TEAM,
    want.PinMessage: _TEAM,
    want.UnpinMessage: _TEAM,
    want.NoteEntryText: _BOT,
    want.NoteMessageDeleted: _BOT,
    want.AmendEntry: _TEAM,
    want.RetractEntry: _TEAM,
    want.RecordDecision: _TEAM,
    want.CarryOutDecision: _TEAM,
    want.ApproveDecision: _TEAM,
    want.ShareUpdate: _TEAM,
    want.ReadCommunity: _TEAM,
    want.AddCommunityFile: _TEAM,
    want.NoteCommunityFile: _BOT,
    want.DraftStatement: _TEAM,
    want.ApproveStatement: _TEAM,
    want.AskForChanges: _TEAM,
    want.PublishStatement: _TEAM,
    want.DropStatement: _TEAM,
    want.CloseIncident: LEADS,
    want.ReopenIncident: _TEAM,
    want.RequestArchive: LEADS,
    want.SetLegalHold: _TEAM,
    want.LiftLegalHold: _TEAM,
    want.ProposeRedaction: _TEAM,
    want.DropRedaction: _TEAM,
    want.ConfirmRedaction: _TEAM,
    want.AnswerQuestion: _TEAM,
    want.SignReview: _TEAM,
    want.StateFact: _TEAM,
    want.AskForCopy: _TEAM,
    want.AddFollowUp: _TEAM,
    want.FinishFollowUp: _TEAM,
    want.QuietReminders: _TEAM,
    want.ResumeReminders: _TEAM,
    want.PaceDrill: _TEAM,
    want.ResumeDrill: _TEAM,
    want.SkipAhead: _TEAM,
    want.EndDrill: _TEAM,
    want.RecogniseKol: _TEAM,
    want.TimePassed: _BOT,
}
"""Opening is not in the table: anyone in the workspace may open a crisis."""


def standing(incident: Incident, user: SlackUserId | None) -> Standing:
    """Return the highest standing of a user; None is the bot itself."""
    if user is None:
        return "bot"
    if set_apart(incident, user):
        return "outsider"
    if user == incident.commander:
        return "commander"
    if user == incident.offered_to:
        # Who is to take over must see what they take over.
        return "deputy" if _holds(incident, DEPUTY, user) else "member"
    held = {role for role, people in incident.roles.items() if in_slack(user) in people}
    if DEPUTY in held:
        return "deputy"
    if not held.isdisjoint(_approver_roles(incident)):
        return "approver"
    # Who was brought in by name, or opened it, belongs to it before Slack says that they are there.
    belongs = held or user in incident.members or user in incident.invited
    return "member" if belongs else "outsider"


def set_apart(incident: Incident, user: SlackUserId) -> bool:
    """Whether a user was chosen but is a guest, a bot or of another workspace, and not brought in.

    A list of people in Slack offers them like everybody else: no role gives them rights silently.
    """
    return incident.absent.get(user) in SET_APART


def departed(incident: Incident, user: SlackUserId) -> bool:
    """Whether a user's account was deactivated since they were chosen."""
    return incident.absent.get(user) == DEACTIVATED


def _holds(incident: Incident, role: RoleId, user: SlackUserId) -> bool:
    return in_slack(user) in incident.roles.get(role, ())


def sees(incident: Incident, user: SlackUserId) -> bool:
    """Whether a user may know of this incident: a role, in its channel, or it is public."""
    return incident.visibility == "public" or standing(incident, user) != "outsider"


def insiders(incident: Incident) -> frozenset[SlackUserId]:
    """Return everybody in Slack who may know of this incident, public or not."""
    known = incident.people() | incident.members
    return frozenset(user for user in known if standing(incident, user) != "outsider")


def may(incident: Incident, intent: want.Intent, user: SlackUserId | None) -> bool:
    """Whether a user's standing allows an intent."""
    return standing(incident, user) in ALLOWED.get(type(intent), frozenset())


def command_is_free(incident: Incident, user: SlackUserId, now: datetime) -> bool:
    """Whether a user may take command now: a deputy or member, after the commander's silence.

    Nobody waits for a commander whose account was deactivated.
    """
    seen = incident.commander_seen_at or incident.opened_at
    silent = departed(incident, incident.commander) or now - seen >= SILENCE
    return standing(incident, user) != "outsider" and silent


def _approver_roles(incident: Incident) -> frozenset[RoleId]:
    level = incident.playbook.level_by_number.get(incident.level or 0)
    return frozenset(level.approvers) if level else frozenset()
