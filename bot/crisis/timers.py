"""Everything that will fire for an incident, and when to look next. Nothing here fires anything."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.crisis.due import later, next_reading_at, task_due
from bot.crisis.incident import FINISHED, Incident
from bot.crisis.posts import has_passed, lapses_at, posts
from bot.crisis.reminders import pending
from bot.crisis.talks import has_passed as has_run_out
from bot.crisis.talks import is_agreed, until

_FOR_THE_TEAM = frozenset({"task", "checkpoint", "reading", "post", "talk"})


@dataclass(frozen=True, slots=True)
class Timer:
    """Something that will fire: ``at`` is when, ``subject`` what it is about."""

    at: datetime
    kind: Literal[
        "task", "checkpoint", "reading", "post", "talk", "reminder", "inject", "drill_end"
    ]
    subject: str


def next_due_at(incident: Incident) -> datetime | None:
    """Return when to look at this incident next; None when nothing is to come."""
    return min((timer.at for timer in timers(incident)), default=None)


def next_check_at(incident: Incident) -> datetime | None:
    """Return the next moment that concerns the whole team: a deadline or a checkpoint."""
    return min((t.at for t in timers(incident) if t.kind in _FOR_THE_TEAM), default=None)


def timers(incident: Incident) -> Iterator[Timer]:
    """Yield everything that has not fired yet. What is over has follow-ups only."""
    if not incident.over:
        yield from _drill_timers(incident)
        yield from _task_timers(incident)
        yield from _checkpoint_timers(incident)
        yield from _reading_timers(incident)
        yield from _post_timers(incident)
        yield from _talk_timers(incident)
    for user, (at, _) in pending(incident).items():
        yield Timer(at=at, kind="reminder", subject=user)


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
        at = later(incident, incident.detected_at, timedelta(hours=hours))
        if at is not None and hours not in incident.checkpoints and at > incident.opened_at:
            yield Timer(at=at, kind="checkpoint", subject=str(hours))


def _reading_timers(incident: Incident) -> Iterator[Timer]:
    at = next_reading_at(incident)
    if at is not None and not incident.reading_late:
        yield Timer(at=at, kind="reading", subject=str(incident.watch_seq))


def _post_timers(incident: Incident) -> Iterator[Timer]:
    for post in posts(incident):
        at = lapses_at(incident, post)
        if at is not None and not has_passed(post):
            yield Timer(at=at, kind="post", subject=post.id)


def _talk_timers(incident: Incident) -> Iterator[Timer]:
    for item in incident.talks.values():
        at = until(item)
        if is_agreed(item) and at is not None and not has_run_out(item):
            yield Timer(at=at, kind="talk", subject=item.id)


def _drill_timers(incident: Incident) -> Iterator[Timer]:
    """Yield what an exercise brings by its own clock: the next inject, and its end."""
    drill = incident.drill
    if drill is None:
        return
    coming = drill.next_inject()
    at = drill.moment(timedelta(minutes=coming.at)) if coming is not None else None
    if coming is not None and at is not None:
        yield Timer(at=at, kind="inject", subject=coming.id)
    end = drill.moment(timedelta(minutes=drill.script.ends))
    if end is not None:
        yield Timer(at=end, kind="drill_end", subject=drill.script.id)
