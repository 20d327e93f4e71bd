"""What several crises come to together: how many of what, how long things took. Pure.

Called by ``kolcrisis stats`` with the incidents that somebody may see. Exercises are counted apart
by the caller. A time that never came is left out, and how many did come is said beside it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from bot.crisis.corrective import failed_processes
from bot.crisis.due import task_due
from bot.crisis.ids import StepId
from bot.crisis.incident import FINISHED, Incident

_UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Span:
    """How long something took from the detection: in the middle, and at worst."""

    count: int
    median: timedelta | None
    worst: timedelta | None


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class Stats:
    """The numbers. ``spans`` are by what was reached: each step's first task done, and the end."""

    incidents: int
    closed: int
    by_type: dict[str, int]
    by_level: dict[str, int]
    by_failed_process: dict[str, int]
    spans: dict[str, Span]
    tasks_on_time: Share
    follow_ups_on_time: Share
    repeat_kols: dict[str, int]


def stats(incidents: Sequence[Incident]) -> Stats:
    """Return what these incidents come to. No incidents give nought everywhere."""
    return Stats(
        incidents=len(incidents),
        closed=sum(one.closed for one in incidents),
        by_type=_counted(one.crisis_type or _UNKNOWN for one in incidents),
        by_level=_counted(str(one.level or _UNKNOWN) for one in incidents),
        by_failed_process=_counted(name for one in incidents for name in failed_processes(one)),
        spans=_spans(incidents),
        tasks_on_time=_tasks(incidents),
        follow_ups_on_time=_follow_ups(incidents),
        repeat_kols={name: n for name, n in _counted(_kols(incidents)).items() if n > 1},
    )


def _counted(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0])))


def _spans(incidents: Sequence[Incident]) -> dict[str, Span]:
    steps = dict.fromkeys(step.id for one in incidents for step in one.playbook.steps)
    found = {str(step): _span(incidents, _first_done(step)) for step in steps}
    return {**found, "close": _span(incidents, lambda one: one.closed_at)}


def _first_done(step: StepId) -> Callable[[Incident], datetime | None]:
    def first(incident: Incident) -> datetime | None:
        states = (incident.state(task.id) for task in incident.active_tasks(step))
        done = (state.changed_at for state in states if state.status == "done")
        return min((at for at in done if at is not None), default=None)

    return first


def _span(incidents: Sequence[Incident], reached: Callable[[Incident], datetime | None]) -> Span:
    took = [
        max(timedelta(0), at - one.detected_at)
        for one in incidents
        if (at := reached(one)) is not None
    ]
    middle = timedelta(seconds=median(one.total_seconds() for one in took)) if took else None
    return Span(len(took), middle, max(took, default=None))


def _tasks(incidents: Sequence[Incident]) -> Share:
    """Count the finished tasks that had a time to be measured against."""
    on_time = [fine for one in incidents for fine in _kept(one)]
    return Share(sum(on_time), len(on_time))


def _kept(incident: Incident) -> Iterator[bool]:
    for task in incident.active_tasks():
        state, due = incident.state(task.id), task_due(incident, task)
        if state.status in FINISHED and due is not None and state.changed_at is not None:
            yield not state.overdue and state.changed_at <= due


def _follow_ups(incidents: Sequence[Incident]) -> Share:
    done = [one for each in incidents for one in each.follow_ups.values() if one.done_at]
    return Share(sum(one.done_at <= one.due for one in done if one.done_at), len(done))


def _kols(incidents: Sequence[Incident]) -> Iterator[str]:
    """Yield each KOL once for each incident, by name; what was redacted is nobody."""
    for incident in incidents:
        names = {" ".join(kol.name.text.split()).casefold(): kol.name.text for kol in incident.kols}
        yield from (shown.strip() for key, shown in names.items() if key)
