"""Events into the incident. Total and pure: the same record always gives the same incident.

Called by the service and the projector on what storage read; it must accept every event that was
ever recorded, including those that today's rules would refuse.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bot.crisis import events as ev
from bot.crisis.aftermath import StatedFact
from bot.crisis.changing import altered
from bot.crisis.due import checkpoints_before
from bot.crisis.fold_community import community_file_added, community_file_read, community_read
from bot.crisis.fold_drill import (
    drill_ended,
    drill_paced,
    drill_skipped,
    drill_started,
    inject_arrived,
)
from bot.crisis.fold_keeping import held, not_held, redaction_proposed, redaction_settled
from bot.crisis.fold_people import (
    channel_deleted,
    command_handed_over,
    command_offered,
    invited,
    join_requested,
    joined,
    left,
    not_invited,
    quieted,
    reminded,
    resumed,
    role_filled,
)
from bot.crisis.fold_posts import post_reported, post_term_passed
from bot.crisis.fold_record import (
    carry_out,
    decision_approved,
    deleted_or_retracted,
    entry_amended,
    entry_text_read,
    evidence_added,
    evidence_hashed,
    evidence_unreadable,
    follow_up_added,
    follow_up_done,
    gate_held_back,
    gate_overridden,
    message_pinned,
    note_added,
    pin_taken,
    record_decision,
    update_shared,
)
from bot.crisis.fold_severity import level_confirmed, reading_fell_due, severity_read
from bot.crisis.fold_statements import approved, changes_asked, drafted, dropped, published
from bot.crisis.fold_surfaces import (
    resume_agreed,
    surface_added,
    surface_reported,
    surface_verified,
)
from bot.crisis.fold_talks import talk_answered, talk_noted, talk_term_passed
from bot.crisis.fold_tasks import activate, change_task
from bot.crisis.ids import IncidentId, TeamId
from bot.crisis.incident import COMMANDER, Answer, Incident
from bot.crisis.playbook import Playbook


def fold(
    team: TeamId,
    incident_id: IncidentId,
    playbook: Playbook,
    record: Iterable[ev.Recorded],
) -> Incident | None:
    """Fold a whole record. None when it is empty or does not begin with an opening."""
    incident: Incident | None = None
    for recorded in record:
        incident = evolve(incident, recorded, team, incident_id, playbook)
    return incident


def evolve(
    incident: Incident | None,
    recorded: ev.Recorded,
    team: TeamId,
    incident_id: IncidentId,
    playbook: Playbook,
) -> Incident | None:
    """Apply one event. Events before the opening (there are none) change nothing."""
    event = recorded.event
    conditions = incident.conditions if incident else frozenset()
    if incident is None:
        if not isinstance(event, ev.IncidentOpened):
            return None
        incident = _begin(team, incident_id, playbook, recorded, event)
    else:
        apply = _APPLY.get(type(event))
        incident = incident if apply is None else apply(incident, recorded, event)
    seen = recorded.recorded_at if recorded.actor == incident.commander else None
    incident = altered(
        incident,
        seq=recorded.seq,
        last_event_at=recorded.recorded_at,
        commander_seen_at=seen or incident.commander_seen_at,
    )
    # Looking at every task after every click would be waste: only these call for another one.
    calls = isinstance(event, _CALLING) or incident.conditions != conditions
    return activate(incident, recorded.recorded_at) if calls else incident


def _begin(
    team: TeamId,
    incident_id: IncidentId,
    playbook: Playbook,
    recorded: ev.Recorded,
    event: ev.IncidentOpened,
) -> Incident:
    return Incident(
        team=team,
        id=incident_id,
        playbook=playbook,
        seq=recorded.seq,
        title=event.title,
        opened_at=recorded.recorded_at,
        opened_by=recorded.actor,
        detected_at=event.detected_at,
        commander=event.commander,
        language=event.language,
        visibility=event.visibility,
        kols=event.kols,
        campaign=event.campaign,
        brand=event.brand,
        crisis_type=event.crisis_type,
        # The record keeps them by name: an event just decided must not show them in another order.
        roles=dict(sorted(event.roles.items())),
        origin=event.origin,
        announce_in=event.announce_in,
        warning=event.warning,
        # Who opened it belongs to it from the start, whoever leads, until they leave.
        invited=frozenset({recorded.actor} if recorded.actor is not None else ()),
        commander_seen_at=recorded.recorded_at,
    )


def _details(incident: Incident, _: ev.Recorded, event: ev.DetailsChanged) -> Incident:
    changes = {
        name: value
        for name in ("title", "detected_at", "kols", "campaign", "brand", "crisis_type", "language")
        if (value := getattr(event, name)) is not None
    }
    return altered(incident, **changes)


def _checkpoint(incident: Incident, _: ev.Recorded, event: ev.CheckpointReached) -> Incident:
    return altered(incident, checkpoints=incident.checkpoints | {event.hours})


def _closed(incident: Incident, recorded: ev.Recorded, event: ev.IncidentClosed) -> Incident:
    return altered(
        incident,
        closed_at=recorded.at,
        closed_by=recorded.actor,
        outcome=event.outcome,
        remark=event.remark,
    )


def _reopened(incident: Incident, recorded: ev.Recorded, _: ev.IncidentReopened) -> Incident:
    return altered(
        incident,
        closed_at=None,
        closed_by=None,
        outcome=None,
        remark=None,
        signed_by=(),
        signed_roles=frozenset(),
        archive_requested=False,
        watch_from=recorded.recorded_at,
        watch_seq=recorded.seq,
        reading_late=False,
        # What passed while nobody was working on it is not made up for.
        checkpoints=incident.checkpoints | checkpoints_before(incident, recorded.recorded_at),
    )


def _recognised(incident: Incident, _: ev.Recorded, event: ev.KolRecognised) -> Incident:
    return altered(incident, recognised={**incident.recognised, event.kol: event})


def _archive(incident: Incident, _: ev.Recorded, __: ev.ArchiveRequested) -> Incident:
    return altered(incident, archive_requested=True)


def _answered(incident: Incident, recorded: ev.Recorded, event: ev.QuestionAnswered) -> Incident:
    answer = Answer(
        question=event.question,
        text=event.answer,
        choices=event.choices,
        at=recorded.at,
        by=recorded.actor,
        moment=event.moment,
    )
    answers = {**incident.answers, event.question: answer}
    return altered(incident, answers=answers, signed_by=(), signed_roles=frozenset())


def _stated(incident: Incident, recorded: ev.Recorded, event: ev.FactStated) -> Incident:
    stated = StatedFact(event.number, event.text, recorded.at, recorded.actor)
    facts = {**incident.facts, event.fact: stated}
    return altered(incident, facts=facts, signed_by=(), signed_roles=frozenset())


def _copy(incident: Incident, _: ev.Recorded, __: ev.CopyAsked) -> Incident:
    return altered(incident, copy_asked=True)


def _signed(incident: Incident, recorded: ev.Recorded, event: ev.ReviewSigned) -> Incident:
    if recorded.actor is None:
        return incident
    # What was signed before roles were asked was signed by whoever led.
    roles = incident.signed_roles | {event.role or COMMANDER}
    people = dict.fromkeys((*incident.signed_by, recorded.actor))
    return altered(incident, signed_by=tuple(people), signed_roles=roles)


_CALLING = (ev.IncidentOpened, ev.DetailsChanged, ev.LevelConfirmed)

# The value of each entry takes the event class that is its key; the mapping itself cannot say so.
_APPLY: Mapping[type[ev.Event], Callable[[Incident, ev.Recorded, Any], Incident]] = {
    ev.DetailsChanged: _details,
    ev.RoleFilled: role_filled,
    ev.CommandOffered: command_offered,
    ev.CommandHandedOver: command_handed_over,
    ev.MemberJoined: joined,
    ev.MemberLeft: left,
    ev.InvitationFailed: not_invited,
    ev.ChannelDeleted: channel_deleted,
    ev.PersonInvited: invited,
    ev.JoinRequested: join_requested,
    ev.LevelConfirmed: level_confirmed,
    ev.SeverityRead: severity_read,
    ev.ReadingFellDue: reading_fell_due,
    ev.SurfaceAdded: surface_added,
    ev.SurfaceReported: surface_reported,
    ev.SurfaceVerified: surface_verified,
    ev.ResumeAgreed: resume_agreed,
    ev.PostReported: post_reported,
    ev.PostTermPassed: post_term_passed,
    ev.TalkNoted: talk_noted,
    ev.TalkAnswered: talk_answered,
    ev.TalkTermPassed: talk_term_passed,
    ev.TaskTaken: change_task,
    ev.TaskCompleted: change_task,
    ev.TaskMarkedNotApplicable: change_task,
    ev.TaskBlocked: change_task,
    ev.TaskReopened: change_task,
    ev.TasksFellOverdue: change_task,
    ev.EvidenceAdded: evidence_added,
    ev.EvidenceHashed: evidence_hashed,
    ev.EvidenceUnreadable: evidence_unreadable,
    ev.NoteAdded: note_added,
    ev.MessagePinned: message_pinned,
    ev.PinTaken: pin_taken,
    ev.EntryTextRead: entry_text_read,
    ev.EntryAmended: entry_amended,
    ev.EntryRetracted: deleted_or_retracted,
    ev.DecisionRecorded: record_decision,
    ev.DecisionCarriedOut: carry_out,
    ev.DecisionApproved: decision_approved,
    ev.GateOverridden: gate_overridden,
    ev.GateHeldBack: gate_held_back,
    ev.CheckpointReached: _checkpoint,
    ev.PersonReminded: reminded,
    ev.RemindersQuieted: quieted,
    ev.RemindersResumed: resumed,
    ev.ArchiveRequested: _archive,
    ev.LegalHoldSet: held,
    ev.LegalHoldLifted: not_held,
    ev.RedactionProposed: redaction_proposed,
    ev.RedactionDropped: redaction_settled,
    ev.TextRedacted: redaction_settled,
    ev.IncidentClosed: _closed,
    ev.IncidentReopened: _reopened,
    ev.QuestionAnswered: _answered,
    ev.ReviewSigned: _signed,
    ev.FactStated: _stated,
    ev.CopyAsked: _copy,
    ev.UpdateShared: update_shared,
    ev.StatementDrafted: drafted,
    ev.StatementApproved: approved,
    ev.ChangesAsked: changes_asked,
    ev.StatementPublished: published,
    ev.StatementDropped: dropped,
    ev.DrillStarted: drill_started,
    ev.DrillPaced: drill_paced,
    ev.DrillSkipped: drill_skipped,
    ev.InjectArrived: inject_arrived,
    ev.DrillEnded: drill_ended,
    ev.CommunityRead: community_read,
    ev.CommunityFileAdded: community_file_added,
    ev.CommunityFileRead: community_file_read,
    ev.FollowUpAdded: follow_up_added,
    ev.FollowUpDone: follow_up_done,
    ev.KolRecognised: _recognised,
}
