"""How a rehearsal went: what was expected against what the record shows. Pure.

Called by ``kolcrisis rehearse`` and by the views of a drill. It judges what was recorded and when,
never who did it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.crisis.drill import OBJECTIVES, Deed, Expectation, Mistake, Objective, Script
from bot.crisis.incident import Decision, Incident
from bot.crisis.surface_state import SurfaceState
from bot.crisis.surfaces import SETTLED

Verdict = Literal["met", "late", "missed", "waiting"]
"""``waiting``: not done, and there is time left."""

MinuteOf = Callable[[datetime], int]
"""Turns a moment into a whole minute of the rehearsal."""


@dataclass(frozen=True, slots=True)
class Line:
    """An expectation against the record. ``minute`` is when it was done, None while it is not."""

    expectation: Expectation
    minute: int | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Slip:
    """Something that must not happen and did, at a minute."""

    mistake: Mistake
    minute: int


@dataclass(frozen=True, slots=True)
class Reached:
    """An objective: how much of it was done in time, and when the last of it was done, if it was.

    ``by`` is the latest minute that was asked for. What still has time is not counted.
    """

    objective: Objective
    met: int
    count: int
    minute: int | None
    by: int


@dataclass(frozen=True, slots=True)
class Score:
    """The whole result, as of one minute."""

    lines: tuple[Line, ...]
    slips: tuple[Slip, ...]
    objectives: tuple[Reached, ...]
    receipts: tuple[int, int]
    """For how many tasks proof was attached, of how many that asked for it."""

    @property
    def met(self) -> bool:
        """Whether everything was done in time and nothing happened that must not."""
        return not self.slips and all(line.verdict == "met" for line in self.lines)

    def unmet(self) -> tuple[Line, ...]:
        """Return what was done late or not at all."""
        return tuple(line for line in self.lines if line.verdict in {"late", "missed"})


def score(script: Script, incident: Incident, minute_of: MinuteOf, until: int) -> Score:
    """Return how far a rehearsal has come by the minute ``until``."""
    lines = tuple(_line(one, incident, minute_of, until) for one in script.expected)
    receipts = [line for line in lines if line.expectation.deed.receipt is not None]
    return Score(
        lines=lines,
        slips=tuple(_slips(script.never, incident, minute_of)),
        objectives=tuple(_reached(lines)),
        receipts=(sum(line.minute is not None for line in receipts), len(receipts)),
    )


def score_of_drill(incident: Incident, now: datetime) -> Score:
    """Return how far an exercise has come by its own clock. Raises ValueError for a real crisis."""
    drill = incident.drill
    if drill is None:
        raise ValueError("this crisis is no exercise")
    return score(drill.script, incident, drill.minute, drill.minute(now))


def done_at(incident: Incident, deed: Deed) -> datetime | None:
    """Return when something was first done, as the record stands now; None if it was not.

    What was done after the end of an exercise was not done in it.
    """
    end = None if incident.drill is None else incident.drill.ended_at
    found = (at for at in _moments(incident, deed) if end is None or at <= end)
    return min(found, default=None)


def _line(one: Expectation, incident: Incident, minute_of: MinuteOf, until: int) -> Line:
    at = done_at(incident, one.deed)
    if at is None:
        return Line(one, None, "waiting" if until <= one.by else "missed")
    minute = minute_of(at)
    return Line(one, minute, "met" if minute <= one.by else "late")


def _slips(never: Iterable[Mistake], incident: Incident, minute_of: MinuteOf) -> Iterator[Slip]:
    for mistake in never:
        at = done_at(incident, mistake.deed)
        first = None if mistake.before is None else done_at(incident, mistake.before)
        if at is not None and (first is None or at < first):
            yield Slip(mistake, minute_of(at))


def _reached(lines: tuple[Line, ...]) -> Iterator[Reached]:
    for objective in OBJECTIVES:
        mine = [line for line in counted(lines) if line.expectation.objective == objective]
        minutes = [line.minute for line in mine if line.minute is not None]
        if mine:
            yield Reached(
                objective=objective,
                met=sum(line.verdict == "met" for line in mine),
                count=len(mine),
                minute=max(minutes) if len(minutes) == len(mine) else None,
                by=max(line.expectation.by for line in mine),
            )


def counted(lines: Iterable[Line]) -> list[Line]:
    """Return the lines that can be judged by now: what still has time is left out."""
    return [line for line in lines if line.verdict != "waiting"]


def _moments(incident: Incident, deed: Deed) -> Iterator[datetime]:
    if deed.task is not None:
        state = incident.state(deed.task)
        if state.status == "done" and state.changed_at is not None:
            yield state.changed_at
    if deed.receipt is not None:
        yield from (proof.added_at for proof in incident.evidence if proof.task == deed.receipt)
    if deed.decision is not None:
        made = (one for one in incident.decisions.values() if one.kind == deed.decision)
        yield from (one.decided_at for one in made if _chosen(one, deed.choices))
    if deed.reading is not None:
        wanted = ("full",) if deed.reading == "full" else ("quick", "full")
        yield from (one.at for one in incident.readings if one.depth in wanted)
    if deed.surface is not None:
        place = incident.surfaces.get(deed.surface, SurfaceState())
        if place.status in SETTLED and place.at is not None:
            yield place.at
    if deed.closed and incident.closed_at is not None:
        yield incident.closed_at


def _chosen(decision: Decision, choices: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether these options were chosen, all of them for one note where it is about several."""
    return any(
        all(made.get(name) in values for name, values in choices.items())
        for made in decision.every_choice
    )
