"""When things fall due, derived from the state alone. Nothing here fires anything.

Deadlines run from the opening (a crisis opened late starts with time on its hands) or from a
task's appearance if that is later, so that nothing is late on arrival; checkpoints run from T0,
and what lay before the opening or in a time of being closed is skipped.
"""

from datetime import datetime, timedelta

from bot.crisis.ids import TaskId
from bot.crisis.incident import FINISHED, Incident
from bot.crisis.playbook import Due, Task


def task_due(incident: Incident, task: Task) -> datetime | None:
    """Return when a task should be done, or None while its anchor has not happened."""
    minutes = _minutes(task.due, incident.level)
    anchor = _anchor(incident, task)
    if minutes is None or anchor is None:
        return None
    appeared_at = incident.state(task.id).appeared_at or anchor
    return later(incident, max(anchor, appeared_at), timedelta(minutes=minutes))


def later(incident: Incident, moment: datetime, by: timedelta) -> datetime | None:
    """Return the moment so much later; in an exercise by its clock, None while that stands."""
    drill = incident.drill
    return moment + by if drill is None else drill.moment(drill.elapsed(moment) + by)


def next_reading_at(incident: Incident) -> datetime | None:
    """Return when to look again how bad it is, as the confirmed level asks for it."""
    level = incident.playbook.level_by_number.get(incident.level or 0)
    if level is None or incident.watch_from is None:
        return None
    return later(incident, incident.watch_from, timedelta(minutes=level.reading_every))


def next_update_due(incident: Incident) -> datetime | None:
    """Return when others are to hear next: as promised, else by the level's cadence.

    None before the first update: until then a task asks for one.
    """
    last = max(incident.updates.values(), key=lambda one: one.shared_at, default=None)
    if last is None:
        return None
    return last.next_at or last.shared_at + update_cadence(incident)


def update_cadence(incident: Incident) -> timedelta:
    """Return how long others may go without an update at this level; unknown counts as lowest."""
    levels = incident.playbook.level_by_number
    level = levels.get(incident.level or 0) or levels[min(levels)]
    return timedelta(minutes=level.update_every)


def checkpoints_before(incident: Incident, at: datetime) -> frozenset[int]:
    """Return the hours of the checkpoints whose time has come by ``at``."""
    return frozenset(
        hours
        for hours in incident.playbook.checkpoints
        if incident.detected_at + timedelta(hours=hours) <= at
    )


def _minutes(due: Due, level: int | None) -> int | None:
    if level is None:
        return due.minutes
    reached = [number for number in due.by_level if number <= level]
    return due.by_level[max(reached)] if reached else due.minutes


def _anchor(incident: Incident, task: Task) -> datetime | None:
    if task.due.anchor == "start":
        return incident.opened_at
    anchor = incident.state(TaskId(task.due.anchor))
    if anchor.status in FINISHED:
        return anchor.changed_at
    decided = [
        decision.decided_at
        for decision in incident.decisions.values()
        if decision.kind == task.due.anchor and decision.replaced_by is None
    ]
    return max(decided, default=None)
