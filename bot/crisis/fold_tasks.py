"""How events change tasks, and which tasks a crisis calls for. Used by the fold only."""

from dataclasses import replace
from datetime import datetime
from functools import partial

from bot.crisis import events as ev
from bot.crisis import fold_surfaces
from bot.crisis.changing import altered
from bot.crisis.conditions import after_task
from bot.crisis.ids import TaskId
from bot.crisis.incident import Incident, TaskState, TaskStatus
from bot.crisis.playbook import When
from bot.crisis.words import in_slack

TaskEvent = (
    ev.TaskTaken
    | ev.TaskCompleted
    | ev.TaskMarkedNotApplicable
    | ev.TaskBlocked
    | ev.TaskReopened
    | ev.TasksFellOverdue
)


def activate(incident: Incident, at: datetime) -> Incident:
    """Let tasks appear that are called for now, and untouched ones go that no longer are."""
    changed: dict[TaskId, TaskState] = {}
    for task in incident.playbook.tasks:
        state = incident.state(task.id)
        called = called_for(incident, task.when)
        if called and state.appeared_at is None:
            changed[task.id] = replace(state, appeared_at=at)
        elif not called and state.appeared_at is not None and state.changed_at is None:
            changed[task.id] = replace(state, appeared_at=None, overdue=False)
    return altered(incident, tasks={**incident.tasks, **changed}) if changed else incident


def called_for(incident: Incident, when: When) -> bool:
    """Whether the opening, the level, the type or a condition calls for a task."""
    if incident.crisis_type in when.not_types:
        return False
    return (
        when.now
        or (when.from_level is not None and (incident.level or 0) >= when.from_level)
        or incident.crisis_type in when.types
        or not incident.conditions.isdisjoint(when.conditions)
    )


def change_task(incident: Incident, recorded: ev.Recorded, event: TaskEvent) -> Incident:
    """Apply an event to the task or tasks that it names."""
    names = event.tasks if isinstance(event, ev.TasksFellOverdue) else (event.task,)
    changed = {name: _changed(incident.state(name), recorded, event) for name in names}
    after = altered(incident, tasks={**incident.tasks, **changed})
    for name in names:
        after = after_task(after, name, was_done=incident.state(name).status == "done")
        after = fold_surfaces.after_task(after, recorded, name)
    return after


def _changed(state: TaskState, recorded: ev.Recorded, event: TaskEvent) -> TaskState:
    if isinstance(event, ev.TasksFellOverdue):
        return replace(state, overdue=True)
    touched = partial(
        replace,
        state,
        changed_at=recorded.at,
        recorded_by=recorded.actor,
        appeared_at=state.appeared_at or recorded.recorded_at,
    )
    match event:
        case ev.TaskTaken():
            return touched(reason=None, status="in_hand", owner=event.owner)
        case ev.TaskCompleted():
            doer = event.by or (in_slack(recorded.actor) if recorded.actor else state.owner)
            return touched(
                reason=None,
                status="done",
                by=doer,
                owner=state.owner or doer,
                second=event.second,
                alone=event.alone,
            )
        case ev.TaskMarkedNotApplicable():
            return touched(status="not_applicable", reason=event.reason)
        case ev.TaskBlocked():
            return touched(status="blocked", reason=event.reason)
        case ev.TaskReopened():
            status: TaskStatus = "in_hand" if state.owner else "open"
            return touched(reason=None, status=status, by=None, second=None, alone=False)
