"""What is true of a crisis because of what was decided and done. Used by the fold only.

A condition ends when something that ends it happens, or when the one thing that made it true no
longer stands: a decision was replaced, a task was opened again.
"""

from collections.abc import Iterable, Mapping

from bot.crisis import events as ev
from bot.crisis.changing import altered
from bot.crisis.ids import DecisionId, TaskId
from bot.crisis.incident import Decision, Incident
from bot.crisis.playbook import DecisionKind, Option


def after_decision(incident: Incident, event: ev.DecisionRecorded) -> Incident:
    """Withdraw what the replaced decision alone made true, then let the new one take effect."""
    before = _without_decision(incident, event.replaces)
    kind = incident.playbook.decision_by_id.get(event.kind)
    if kind is None:
        return altered(incident, conditions=before)
    chosen = _chosen(kind, [event.choices, *(one.choices for one in event.further)])
    ended = frozenset(kind.clears).union(*(option.clears for option in chosen))
    return altered(
        incident,
        conditions=(before - ended) | _made_true(kind, chosen),
        by_hand=incident.by_hand - ended,
    )


def after_reading(incident: Incident, begins: frozenset[str], ends: frozenset[str]) -> Incident:
    """Let what somebody saw begin and end; what holds for another reason as well goes on."""
    seen = altered(incident, by_hand=(incident.by_hand - ends) | begins)
    others = ends & _held_true(seen, None)
    return altered(seen, conditions=(incident.conditions - ends) | begins | others)


def after_task(incident: Incident, task: TaskId, *, was_done: bool) -> Incident:
    """Let a task that was just done take effect, or withdraw what one no longer done made true."""
    effects = _effects_of_task(incident, task)
    if not effects:
        return incident
    if incident.state(task).status == "done":
        return altered(incident, conditions=incident.conditions | effects)
    if was_done:
        left = incident.conditions - (effects - _held_true(incident, None))
        return altered(incident, conditions=left)
    return incident


def _without_decision(incident: Incident, replaced: DecisionId | None) -> frozenset[str]:
    earlier = None if replaced is None else incident.decisions.get(replaced)
    if earlier is None:
        return incident.conditions
    effects = _effects_of_decision(incident, earlier)
    return incident.conditions - (effects - _held_true(incident, replaced))


def _held_true(incident: Incident, without: DecisionId | None) -> frozenset[str]:
    """What people saw, decisions that stand and done tasks make true, ``without`` left aside."""
    decided = (
        _effects_of_decision(incident, decision)
        for decision in incident.decisions.values()
        if decision.replaced_by is None and decision.id != without
    )
    done = (
        _effects_of_task(incident, task)
        for task, state in incident.tasks.items()
        if state.status == "done"
    )
    return incident.by_hand.union(*decided, *done)


def _effects_of_task(incident: Incident, task: TaskId) -> frozenset[str]:
    known = incident.playbook.task_by_id.get(task)
    return frozenset() if known is None else frozenset(known.sets)


def _effects_of_decision(incident: Incident, decision: Decision) -> frozenset[str]:
    kind = incident.playbook.decision_by_id.get(decision.kind)
    return frozenset() if kind is None else _made_true(kind, _chosen(kind, decision.every_choice))


def _chosen(kind: DecisionKind, made: Iterable[Mapping[str, str]]) -> tuple[Option, ...]:
    return tuple(
        option
        for choices in made
        for one in kind.fields
        for option in one.options
        if choices.get(one.id) == option.value
    )


def _made_true(kind: DecisionKind, chosen: Iterable[Option]) -> frozenset[str]:
    return frozenset(kind.sets).union(*(option.sets for option in chosen))
