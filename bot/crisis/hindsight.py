"""What the record itself says to the review's questions, before anybody has answered. Pure.

Used by the views that draft the answers. It names steps, places and times, never a person: what
held or did not hold is a matter of how the work is set up.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.crisis.aftermath import Suspicion
from bot.crisis.events import FactState, GateHeldBack, PreventionFact
from bot.crisis.gates import holding_back
from bot.crisis.incident import FINISHED, Decision, Incident, Reading
from bot.crisis.playbook import Gate, Question, Task
from bot.crisis.surfaces import Place, is_checked, places

FAILED_PROCESS = "failed_process"
"""The question whose options are processes."""
_NO = "no"
_MISSED: frozenset[FactState] = frozenset({"missing", "lapsed", "reject"})


class Passed(NamedTuple):
    """A decision that went ahead although something should have come first."""

    number: int
    decision: Decision
    gate: Gate


class Stopped(NamedTuple):
    """What a gate held back, how often and when first."""

    held: GateHeldBack
    times: int
    first: datetime


def first_sign(incident: Incident) -> datetime | None:
    """Return when the earliest entry before the detection happened, if there is one."""
    counting = (entry.at for entry in incident.entries.values() if not entry.retracted)
    return min((at for at in counting if at < incident.detected_at), default=None)


def detectable_at(incident: Incident) -> tuple[datetime, bool] | None:
    """Return when it could first have been seen, and whether a person has said so."""
    asked = [question.id for question in incident.playbook.questions if question.moment]
    for answer in (incident.answers[name] for name in asked if name in incident.answers):
        if answer.moment is not None:
            return answer.moment, True
    sign = first_sign(incident)
    return None if sign is None else (sign, False)


def late_tasks(incident: Incident) -> tuple[Task, ...]:
    """Return the tasks whose time passed before they were done, in checklist order."""
    return tuple(task for task in incident.active_tasks() if incident.state(task.id).overdue)


def gates_passed(incident: Incident) -> Iterator[Passed]:
    """Yield what went ahead before its time had come, by decision."""
    for number, decision in enumerate(incident.decisions.values(), 1):
        kind = incident.playbook.decision_by_id.get(decision.kind)
        named = {name for one in decision.overridden for name in one.gates}
        for gate in kind.gates if kind is not None else ():
            if gate.id in named:
                yield Passed(number, decision, gate)


def held_back(incident: Incident) -> Iterator[Passed]:
    """Yield what still keeps a decision from being carried out."""
    for number, decision in enumerate(incident.decisions.values(), 1):
        if decision.carried_out_at is None and decision.replaced_by is None:
            for gate in holding_back(incident, decision):
                yield Passed(number, decision, gate)


def stopped(incident: Incident) -> tuple[Stopped, ...]:
    """Return what gates held back, by what it was and what was missing, in the order of time."""
    tries: dict[GateHeldBack, list[datetime]] = {}
    for attempt in incident.attempts:
        tries.setdefault(attempt.held, []).append(attempt.at)
    return tuple(Stopped(held, len(times), min(times)) for held, times in tries.items())


def unchecked(incident: Incident) -> tuple[Place, ...]:
    """Return the places that were paused and never looked at a second time."""
    paused = (one for one in places(incident) if one.state.status == "paused")
    return tuple(one for one in paused if not is_checked(one))


def left_open(incident: Incident) -> tuple[Task, ...]:
    """Return the tasks that were called for and not finished, in checklist order."""
    tasks = incident.active_tasks()
    return tuple(task for task in tasks if incident.state(task.id).status not in FINISHED)


def suspected(incident: Incident, question: Question) -> tuple[str, ...]:
    """Return the processes that the record speaks for, as options of the question."""
    named = {one.process for one in incident.playbook.handbook.aftermath.suspicions}
    found = {one.process for one in _speaking(incident)} & named
    found |= {one.process for one in missed(incident)}
    return tuple(option.value for option in question.options if option.value in found)


def missed(incident: Incident) -> tuple[PreventionFact, ...]:
    """Return what should have been done about an influencer before, and was not, or said no."""
    every = (fact for one in incident.recognised.values() for fact in one.facts)
    return tuple(fact for fact in every if fact.state in _MISSED)


def by_type(incident: Incident) -> Iterator[Suspicion]:
    """Yield what the kind of crisis speaks for."""
    rules = incident.playbook.handbook.aftermath.suspicions
    return (one for one in rules if incident.crisis_type in one.types)


def by_sign(incident: Incident) -> Iterator[Suspicion]:
    """Yield what an early sign that nobody saw speaks for."""
    sign = first_sign(incident)
    for one in incident.playbook.handbook.aftermath.suspicions:
        if sign is not None and one.sign_before is not None:
            ahead = timedelta(minutes=one.sign_before)
            if incident.detected_at - sign >= ahead:
                yield one


def by_lateness(incident: Incident) -> Iterator[tuple[Suspicion, tuple[Task, ...]]]:
    """Yield what tasks that came late speak for, with these tasks."""
    late = late_tasks(incident)
    for one in incident.playbook.handbook.aftermath.suspicions:
        tasks = tuple(task for task in late if task.id in one.overdue)
        if tasks:
            yield one, tasks


def spared(incident: Incident) -> tuple[Reading, tuple[Question, ...]] | None:
    """Return the first quick look with what was not so then: it could have been."""
    first = next((one for one in incident.readings if one.depth == "quick"), None)
    if first is None:
        return None
    asked = incident.playbook.quick_read
    spared = tuple(question for question in asked if first.answers.get(question.id) == _NO)
    return (first, spared) if spared else None


def _speaking(incident: Incident) -> Iterator[Suspicion]:
    yield from by_type(incident)
    yield from by_sign(incident)
    yield from (one for one, _ in by_lateness(incident))
