"""What is said of tasks, evidence and decisions. Used by ``timeline`` alone."""

from bot.crisis import events as ev
from bot.locales.voice import said
from bot.review import names
from bot.review.telling import NOTHING, Sentences, Table, Telling


def _task_taken(telling: Telling, _: ev.Recorded, event: ev.TaskTaken) -> Sentences:
    yield said("timeline.task_taken", task=telling.task(event), person=event.owner)


def _task_done(telling: Telling, _: ev.Recorded, event: ev.TaskCompleted) -> Sentences:
    task = telling.task(event)
    if event.by is None:
        yield said("timeline.task_done", task=task)
    elif event.means:
        yield said("timeline.task_done_by_means", task=task, person=event.by, means=event.means)
    else:
        yield said("timeline.task_done_by", task=task, person=event.by)
    if event.second is not None:
        yield said("timeline.task_done_with", second=event.second)
    elif event.alone:
        yield said("timeline.task_done_alone")


def _task_set_aside(
    telling: Telling, _: ev.Recorded, event: ev.TaskMarkedNotApplicable
) -> Sentences:
    yield said("timeline.task_set_aside", task=telling.task(event), reason=event.reason)


def _task_blocked(telling: Telling, _: ev.Recorded, event: ev.TaskBlocked) -> Sentences:
    yield said("timeline.task_blocked", task=telling.task(event), reason=event.reason)


def _task_reopened(telling: Telling, _: ev.Recorded, event: ev.TaskReopened) -> Sentences:
    yield said("timeline.task_reopened", task=telling.task(event))


def _overdue(telling: Telling, _: ev.Recorded, event: ev.TasksFellOverdue) -> Sentences:
    tasks = tuple(names.task_title(telling.playbook, task) for task in event.tasks)
    yield said("timeline.overdue", tasks=tasks)


def _checkpoint(_: Telling, __: ev.Recorded, event: ev.CheckpointReached) -> Sentences:
    yield said("timeline.checkpoint", hours=event.hours)


def _evidence(telling: Telling, _: ev.Recorded, event: ev.EvidenceAdded) -> Sentences:
    if event.task is None:
        yield said("timeline.evidence")
    else:
        yield said("timeline.evidence_for", task=telling.task(event))
    if event.words:
        yield said("timeline.evidence_words", words=event.words)


def _hashed(_: Telling, __: ev.Recorded, event: ev.EvidenceHashed) -> Sentences:
    yield said("timeline.evidence_hashed", hash=event.sha256, size=event.size)


def _unreadable(_: Telling, __: ev.Recorded, event: ev.EvidenceUnreadable) -> Sentences:
    yield said("timeline.evidence_unreadable", reason=event.reason)


def _decided(telling: Telling, _: ev.Recorded, event: ev.DecisionRecorded) -> Sentences:
    made = (event.choices, *(one.choices for one in event.further))
    chosen = names.chosen_by_note(telling.playbook, event.kind, made)
    yield said(
        "timeline.decision",
        number=telling.numbers.get(event.decision, NOTHING),
        what=(names.kind_name(telling.playbook, event.kind), *(value for _, value in chosen)),
        person=event.owner,
    )
    if event.replaces is not None:
        number = telling.numbers.get(event.replaces, NOTHING)
        yield said("timeline.decision_replaces", number=number)
    yield said("timeline.reason", reason=event.rationale)


def _carried_out(telling: Telling, _: ev.Recorded, event: ev.DecisionCarriedOut) -> Sentences:
    number = telling.numbers.get(event.decision, NOTHING)
    if event.by is None:
        yield said("timeline.carried_out", number=number)
    else:
        yield said("timeline.carried_out_by", number=number, person=event.by)
    if event.evidence:
        yield said("timeline.evidence_words", words=event.evidence)


def _approved(telling: Telling, _: ev.Recorded, event: ev.DecisionApproved) -> Sentences:
    yield said(
        "timeline.approved",
        number=telling.numbers.get(event.decision, NOTHING),
        person=event.by,
        roles=tuple(names.role_name(telling.playbook, role) for role in event.roles),
    )


def _overridden(telling: Telling, _: ev.Recorded, event: ev.GateOverridden) -> Sentences:
    gates = {one.id: one.text for kind in telling.playbook.decisions for one in kind.gates}
    yield said(
        "timeline.overridden",
        number=telling.numbers.get(event.decision, NOTHING),
        gates=tuple(gates.get(one, one) for one in event.gates),
    )
    yield said("timeline.reason", reason=event.reason)


WORK: Table = {
    ev.TaskTaken: _task_taken,
    ev.TaskCompleted: _task_done,
    ev.TaskMarkedNotApplicable: _task_set_aside,
    ev.TaskBlocked: _task_blocked,
    ev.TaskReopened: _task_reopened,
    ev.TasksFellOverdue: _overdue,
    ev.CheckpointReached: _checkpoint,
    ev.EvidenceAdded: _evidence,
    ev.EvidenceHashed: _hashed,
    ev.EvidenceUnreadable: _unreadable,
    ev.DecisionRecorded: _decided,
    ev.DecisionCarriedOut: _carried_out,
    ev.DecisionApproved: _approved,
    ev.GateOverridden: _overridden,
}
