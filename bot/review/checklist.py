"""The checklist against its times. Used by ``bot.review.build``."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.crisis.due import task_due
from bot.crisis.incident import Incident, TaskState
from bot.crisis.playbook import Task
from bot.review.names import person
from bot.review.value import LevelChange, StepPart, TaskLine, Verdict


def steps(
    incident: Incident, levels: Sequence[LevelChange], until: datetime
) -> tuple[StepPart, ...]:
    """Return every step of the playbook with its tasks, as they stood at ``until``."""
    return tuple(
        StepPart(
            number=number,
            title=step.title,
            tasks=tuple(
                _line(incident, task, levels, until) for task in incident.playbook.tasks_of(step.id)
            ),
        )
        for number, step in enumerate(incident.playbook.steps, 1)
    )


def _line(
    incident: Incident, task: Task, levels: Sequence[LevelChange], until: datetime
) -> TaskLine:
    state = incident.state(task.id)
    if state.appeared_at is None:
        return TaskLine(task.id, task.title, "not_called", state.status)
    done_at = state.changed_at if state.status == "done" else None
    due = _due(incident, task, levels, done_at or until)
    return TaskLine(
        task=task.id,
        title=task.title,
        verdict=_verdict(state, due, done_at, until),
        status=state.status,
        due=due,
        done_at=done_at,
        after_opening=None if done_at is None else done_at - incident.opened_at,
        by=state.by,
        recorded_by=person(state.recorded_by),
        owner=state.owner,
        reason=state.reason,
        second=state.second,
        alone=state.alone,
    )


def _due(
    incident: Incident, task: Task, levels: Sequence[LevelChange], at: datetime
) -> datetime | None:
    """When it was due by the level that was confirmed at the time, not by a later one."""
    known = bisect_right(levels, at, key=lambda change: change.at)
    level = levels[known - 1].number if known else None
    return task_due(replace(incident, level=level), task)


def _verdict(
    state: TaskState, due: datetime | None, done_at: datetime | None, until: datetime
) -> Verdict:
    late = state.overdue or (due is not None and due < (done_at or until))
    match state.status:
        case "not_applicable":
            return "not_applicable"
        case "blocked":
            return "blocked"
        case "done" if late:
            return "late"
        case "done":
            return "done" if due is None else "on_time"
        case _:
            return "overdue" if late else "not_done"
