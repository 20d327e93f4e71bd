"""When things fall due, derived from the state alone. Nothing here fires anything.

Deadlines run from the opening (a crisis opened late starts with time on its hands), checkpoints
from T0; what lay before the opening is skipped.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.crisis.ids import TaskId
from bot.crisis.incident import FINISHED, Incident
from bot.crisis.playbook import Due, Task


@dataclass(frozen=True, slots=True)
class Timer:
    """Something that will fire: ``at`` is when, ``subject`` what it is about."""

    at: datetime
    kind: Literal["task", "checkpoint"]
    subject: str


def task_due(incident: Incident, task: Task) -> datetime | None:
    """Return when a task should be done, or None while its anchor has not happened."""
    minutes = _minutes(task.due, incident.level)
    start = _anchor(incident, task)
    if minutes is None or start is None:
        return None
    return start + timedelta(minutes=minutes)


def next_due_at(incident: Incident) -> datetime | None:
    """Return when to look at this incident next; None when nothing is to come."""
    return min((timer.at for timer in timers(incident)), default=None)


def timers(incident: Incident) -> Iterator[Timer]:
    """Yield everything that has not fired yet. A closed incident has no deadlines."""
    if incident.closed:
        return
    yield from _task_timers(incident)
    yield from _checkpoint_timers(incident)


def _task_timers(incident: Incident) -> Iterator[Timer]:
    for task in incident.active_tasks():
        state = incident.state(task.id)
        if state.overdue or state.status in FINISHED:
            continue
        at = task_due(incident, task)
        if at is not None:
            yield Timer(at=at, kind="task", subject=task.id)


def _checkpoint_timers(incident: Incident) -> Iterator[Timer]:
    for hours in incident.playbook.checkpoints:
        at = incident.detected_at + timedelta(hours=hours)
        if hours not in incident.checkpoints and at > incident.opened_at:
            yield Timer(at=at, kind="checkpoint", subject=str(hours))


def _minutes(due: Due, level: int | None) -> int | None:
    if level is None:
        return due.minutes
    reached = [number for number in due.by_level if number <= level]
    return due.by_level[max(reached)] if reached else due.minutes


def _anchor(incident: Incident, task: Task) -> datetime | None:
    state = incident.state(task.id)
    if task.due.anchor == "start":
        return _later(incident.opened_at, state.appeared_at)
    anchor = incident.state(TaskId(task.due.anchor))
    if anchor.status in FINISHED:
        return anchor.changed_at
    decided = [
        decision.decided_at
        for decision in incident.decisions.values()
        if decision.kind == task.due.anchor and decision.replaced_by is None
    ]
    return max(decided, default=None)


def _later(opened_at: datetime, appeared_at: datetime | None) -> datetime:
    return opened_at if appeared_at is None else max(opened_at, appeared_at)
