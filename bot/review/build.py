"""From an incident and its record to the review. Called by the projector and the command line.

Looks at each event a fixed number of times, so that a long record takes long only in proportion.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from bot.crisis import events as ev
from bot.crisis.community import courses, day_of
from bot.crisis.corrective import chosen, process_name
from bot.crisis.hindsight import FAILED_PROCESS, detectable_at, first_sign
from bot.crisis.ids import RoleId, SlackUserId
from bot.crisis.incident import COMMANDER, Incident
from bot.crisis.signing import roles_missing
from bot.crisis.words import in_slack
from bot.review import names
from bot.review.checklist import steps
from bot.review.decisions import CONTACT, decision_lines
from bot.review.exercise import exercise_of
from bot.review.front import facts_of, front_of
from bot.review.statements import statement_lines
from bot.review.talks import talk_threads
from bot.review.timeline import rows
from bot.review.value import (
    BeforeLine,
    CommunityPart,
    EvidenceLine,
    Facts,
    Head,
    LevelChange,
    Name,
    QuestionLine,
    Review,
    Signature,
    Times,
)
from bot.views.decision_card import NOWHERE
from bot.views.hindsight import draft_said, draft_ticked

_CHANGES_A_SIGNED_REVIEW = (
    ev.NoteAdded,
    ev.EntryTextRead,
    ev.EntryAmended,
    ev.EntryRetracted,
    ev.EvidenceHashed,
    ev.DecisionCarriedOut,
    ev.CommunityRead,
    ev.CommunityFileRead,
    ev.FollowUpAdded,
    ev.FollowUpDone,
    ev.TextRedacted,
)
"""What may still be recorded after somebody signed, and shows in what they signed."""


def build(
    incident: Incident, record: Sequence[ev.Recorded], at: Mapping[str, str] = NOWHERE
) -> Review:
    """Return the review of an incident, open or closed; ``record`` is all that it was folded from.

    ``at``: where decision cards stand in Slack, as permalinks by surface key.

    Raises ``ValueError`` for a record that does not end where the incident does.
    """
    if not record or record[-1].seq != incident.seq:
        message = f"the record is not that of the incident at {incident.seq}"
        raise ValueError(message)
    levels = tuple(_levels(incident, record))
    parts = steps(incident, levels, _until(incident))
    lines = decision_lines(incident, record, at)
    talks = {d.id for d in incident.decisions.values() if d.kind == CONTACT}
    return Review(
        facts=_facts(incident),
        times=_times(incident, record),
        levels=levels,
        steps=parts,
        decisions=tuple(line for line in lines if line.decision not in talks),
        contacts=tuple(line for line in lines if line.decision in talks),
        evidence=tuple(_evidence(incident, record)),
        questions=tuple(_questions(incident)),
        community=_community(incident),
        follow_ups=tuple(incident.follow_ups.values()),
        processes=_processes(incident),
        timeline=rows(incident, record),
        signatures=tuple(_signatures(incident, record)),
        changed_since_signed=_changed_since_signed(incident, record),
        head=Head(record[-1].seq, record[-1].hash),
        exercise=exercise_of(incident),
        before=tuple(_before(incident)),
        unsigned=tuple(
            names.role_name(incident.playbook, role) for role in roles_missing(incident)
        ),
        stated=tuple(facts_of(incident)),
        statements=statement_lines(incident),
        talks=talk_threads(incident),
        front=tuple(front_of(incident, record, levels, parts)),
        drafts={
            question.id: draft_said(incident, question)
            for question in incident.playbook.questions
            if question.id not in incident.answers
        },
    )


def _before(incident: Incident) -> Iterator[BeforeLine]:
    known = incident.playbook.handbook.prevention
    asked = (one for one in incident.playbook.questions if one.id == FAILED_PROCESS)
    processes = {option.value: option.name for one in asked for option in one.options}
    for kol in incident.recognised.values():
        for fact in kol.facts:
            yield BeforeLine(
                kol=kol.profile.names[0],
                process=processes.get(fact.process, fact.process),
                thing=known.thing(fact.thing),
                state=fact.state,
                at=fact.at,
                ahead=None if fact.at is None else incident.detected_at - fact.at,
                by=names.person(fact.by) if fact.by is not None else None,
            )


def _until(incident: Incident) -> datetime:
    """Up to when tasks are measured: the closing, or the last event of an open crisis."""
    return incident.closed_at or incident.last_event_at or incident.opened_at


def _facts(incident: Incident) -> Facts:
    playbook = incident.playbook
    return Facts(
        incident=incident.id,
        title=incident.title,
        kols=incident.kols,
        campaign=incident.campaign,
        brand=incident.brand,
        crisis_type=names.type_name(playbook, incident.crisis_type)
        if incident.crisis_type
        else None,
        commander=in_slack(incident.commander),
        roles=tuple(
            (names.role_name(playbook, role), people)
            for role, people in incident.roles.items()
            if people
        ),
        opened_by=names.person(incident.opened_by),
        closed_by=names.person(incident.closed_by),
        outcome=names.option_name(playbook.outcomes, incident.outcome)
        if incident.outcome
        else None,
        remark=incident.remark,
        playbook=playbook.version,
        exercise=incident.drill is not None,
    )


def _times(incident: Incident, record: Sequence[ev.Recorded]) -> Times:
    detected_at, closed_at = incident.detected_at, incident.closed_at
    first = first_sign(incident)
    seen = detectable_at(incident)
    return Times(
        detected_at=detected_at,
        opened_at=incident.opened_at,
        closed_at=closed_at,
        first_sign_at=first,
        until_detected=None if first is None else detected_at - first,
        until_opened=incident.opened_at - detected_at,
        until_closed=None if closed_at is None else closed_at - detected_at,
        open_for=None if closed_at is None else closed_at - incident.opened_at,
        reopened=sum(isinstance(recorded.event, ev.IncidentReopened) for recorded in record),
        detectable_at=seen[0] if seen else None,
        detectable_said=bool(seen and seen[1]),
    )


def _levels(incident: Incident, record: Sequence[ev.Recorded]) -> Iterator[LevelChange]:
    for recorded in record:
        event = recorded.event
        if isinstance(event, ev.LevelConfirmed):
            emoji, name = names.level_name(incident.playbook, event.level)
            by = names.person(recorded.actor)
            yield LevelChange(recorded.at, event.level, emoji, name, by, event.reason)


def _evidence(incident: Incident, record: Sequence[ev.Recorded]) -> Iterator[EvidenceLine]:
    sizes = {
        recorded.event.evidence: recorded.event.size
        for recorded in record
        if isinstance(recorded.event, ev.EvidenceHashed)
    }
    for number, proof in enumerate(incident.evidence, 1):
        task = None if proof.task is None else names.task_title(incident.playbook, proof.task)
        yield EvidenceLine(
            number=number,
            words=proof.words,
            task=task,
            added_at=proof.added_at,
            added_by=names.person(proof.added_by),
            file=proof.file,
            permalink=proof.source.permalink if proof.source else "",
            sha256=proof.sha256,
            size=sizes.get(proof.id),
            unreadable=proof.unreadable,
        )


def _questions(incident: Incident) -> Iterator[QuestionLine]:
    for question in incident.playbook.questions:
        answer = incident.answers.get(question.id)
        if answer is None:
            ticked = draft_ticked(incident, question)
            yield QuestionLine(
                question=question.id,
                ask=question.ask,
                optional=question.optional,
                draft_chosen=tuple(names.option_name(question.options, one) for one in ticked),
            )
            continue
        yield QuestionLine(
            question=question.id,
            ask=question.ask,
            answer=answer.text,
            chosen=tuple(names.option_name(question.options, value) for value in answer.choices),
            at=answer.at,
            by=names.person(answer.by),
            optional=question.optional,
        )


def _community(incident: Incident) -> CommunityPart:
    rules = incident.playbook.handbook.community
    return CommunityPart(
        zero=day_of(incident.detected_at, rules),
        days=tuple(sorted(incident.community, key=lambda one: one.day)),
        courses=courses(incident.community, incident.detected_at, rules),
        rules=rules,
    )


def _signatures(incident: Incident, record: Sequence[ev.Recorded]) -> Iterator[Signature]:
    """Yield who stands by it now: the latest word of each person in each role that still counts."""
    last: dict[tuple[SlackUserId, RoleId], Signature] = {}
    for recorded in record:
        event, user = recorded.event, recorded.actor
        if isinstance(event, ev.ReviewSigned) and user in incident.signed_by:
            role = event.role or COMMANDER
            called = names.role_name(incident.playbook, role)
            if role in incident.signed_roles:
                last[user, role] = Signature(in_slack(user), recorded.at, called, event.alone)
    yield from sorted(last.values(), key=lambda one: one.at)


def _changed_since_signed(incident: Incident, record: Sequence[ev.Recorded]) -> int:
    if not incident.signed_by:
        return 0
    changed = 0
    for recorded in reversed(record):
        if isinstance(recorded.event, ev.ReviewSigned):
            break
        changed += isinstance(recorded.event, _CHANGES_A_SIGNED_REVIEW)
    return changed


def _processes(incident: Incident) -> Mapping[str, Name]:
    """Return the processes that corrective actions answer, by their ids."""
    named = (one.corrective.process for one in chosen(incident) if one.corrective is not None)
    return {process: process_name(incident, process) for process in named if process}
