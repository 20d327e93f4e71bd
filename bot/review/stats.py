"""What several crises come to together: how many of what, how long things took. Pure.

Called by ``kolcrisis stats`` and by App Home with the incidents that somebody may see. Exercises
are counted apart. A time that never came is left out, and how many did come is said beside it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from bot.crisis.corrective import failed_processes
from bot.crisis.due import task_due
from bot.crisis.ids import TaskId
from bot.crisis.incident import Incident

UNKNOWN = "unknown"
"""Under this stands what has no type or no level."""
CLOSE = "close"
"""The span until the end."""


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
    """The numbers. ``spans`` are by what was reached: the playbook's target tasks, and the end.

    On time is measured over what was done, and over what was not although its time has passed.
    """

    incidents: int
    closed: int
    by_type: dict[str, int]
    by_level: dict[str, int]
    by_failed_process: dict[str, int]
    spans: dict[str, Span]
    tasks_on_time: Share
    follow_ups_on_time: Share
    repeat_kols: dict[str, int]


@dataclass(frozen=True, slots=True)
class Both:
    """The numbers of the crises, and apart from them those of the exercises."""

    crises: Stats
    exercises: Stats


def both(incidents: Sequence[Incident], now: datetime) -> Both:
    """Return the numbers of crises and of exercises, each by themselves."""
    return Both(
        stats([one for one in incidents if one.drill is None], now),
        stats([one for one in incidents if one.drill is not None], now),
    )


def stats(incidents: Sequence[Incident], now: datetime) -> Stats:
    """Return what these incidents come to by now. No incidents give nought everywhere."""
    return Stats(
        incidents=len(incidents),
        closed=sum(one.closed for one in incidents),
        by_type=_counted(one.crisis_type or UNKNOWN for one in incidents),
        by_level=_counted(str(one.level or UNKNOWN) for one in incidents),
        by_failed_process=_counted(name for one in incidents for name in failed_processes(one)),
        spans=_spans(incidents),
        tasks_on_time=_tasks(incidents),
        follow_ups_on_time=_follow_ups(incidents, now),
        repeat_kols={name: n for name, n in _counted(_kols(incidents)).items() if n > 1},
    )


def _counted(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0])))


def _spans(incidents: Sequence[Incident]) -> dict[str, Span]:
    wanted = (name for one in incidents for name in one.playbook.handbook.aftermath.targets)
    found = {str(task): _span(incidents, _done(task)) for task in dict.fromkeys(wanted)}
    return {**found, CLOSE: _span(incidents, lambda one: one.closed_at)}


def _done(task: TaskId) -> Callable[[Incident], datetime | None]:
    def done(incident: Incident) -> datetime | None:
        state = incident.state(task)
        return state.changed_at if state.status == "done" else None

    return done


def _span(incidents: Sequence[Incident], reached: Callable[[Incident], datetime | None]) -> Span:
    took = [
        max(timedelta(0), at - one.detected_at)
        for one in incidents
        if (at := reached(one)) is not None
    ]
    middle = timedelta(seconds=median(one.total_seconds() for one in took)) if took else None
    return Span(len(took), middle, max(took, default=None))


def _tasks(incidents: Sequence[Incident]) -> Share:
    on_time = [fine for one in incidents for fine in _kept(one)]
    return Share(sum(on_time), len(on_time))


def _kept(incident: Incident) -> Iterator[bool]:
    """Yield for each task that had a time whether it was kept, once that is certain."""
    for task in incident.active_tasks():
        state, due = incident.state(task.id), task_due(incident, task)
        if due is None or state.status == "not_applicable":
            continue
        if state.status == "done" and state.changed_at is not None:
            yield not state.overdue and state.changed_at <= due
        elif state.overdue:
            yield False


def _follow_ups(incidents: Sequence[Incident], now: datetime) -> Share:
    every = [one for each in incidents for one in each.follow_ups.values()]
    certain = [one for one in every if one.done_at is not None or one.due < now]
    kept = (one.done_at is not None and one.done_at <= one.due for one in certain)
    return Share(sum(kept), len(certain))


def _kols(incidents: Sequence[Incident]) -> Iterator[str]:
    """Yield each KOL once for each incident, by name; what was redacted is nobody."""
    for incident in incidents:
        names = {" ".join(kol.name.text.split()).casefold(): kol.name.text for kol in incident.kols}
        yield from (shown.strip() for key, shown in names.items() if key)
