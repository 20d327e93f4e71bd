"""A rehearsal: what comes in by the clock, what is expected, what must not happen; how it runs.

Read by the score, the rules and the views. ``bot.scenario`` makes a script from YAML. Minutes count
from the opening, in the rehearsal's own time. Nothing here asks what time it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, get_args

from bot.crisis.ids import SlackUserId, TaskId
from bot.crisis.texts import Text

Objective = Literal["preserve", "assess", "pause", "align", "contact", "decide", "close"]
"""What a team is to reach, in the order in which it is measured."""

FASTEST = 10
"""How many minutes of a rehearsal may pass in one minute of real time."""

OBJECTIVES: tuple[Objective, ...] = get_args(Objective)


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that the record can show. Exactly one field says what; ``choices`` is none.

    ``receipt`` is a task for which proof is attached; ``surface`` a place that spreads the content
    and is off, paused or found unused; ``choices`` narrows a decision to some of its
    options, any of each field.
    """

    task: TaskId | None = None
    receipt: TaskId | None = None
    decision: str | None = None
    reading: Literal["quick", "full"] | None = None
    closed: bool = False
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    surface: str | None = None


@dataclass(frozen=True, slots=True)
class Inject:
    """Something that comes in from outside at a minute. ``source`` says from whom or where."""

    id: str
    at: int
    source: Text
    text: Text


@dataclass(frozen=True, slots=True)
class Expectation:
    """What should have been done by a minute. ``improve`` is what to work on if it was not."""

    id: str
    objective: Objective
    deed: Deed
    by: int
    improve: Text


@dataclass(frozen=True, slots=True)
class Mistake:
    """What must not happen, or not before something else. ``why`` says what it would have cost."""

    id: str
    deed: Deed
    why: Text
    before: Deed | None = None


@dataclass(frozen=True, slots=True)
class Script:
    """A whole rehearsal. It ends by itself at the minute ``ends``."""

    id: str
    title: Text
    about: Text
    ends: int
    injects: tuple[Inject, ...]
    expected: tuple[Expectation, ...]
    never: tuple[Mistake, ...] = ()


@dataclass(frozen=True, slots=True)
class Pace:
    """From ``at`` on the rehearsal runs ``speed`` times as fast as real time; 0: it stands still.

    ``elapsed`` is how far it was then, in its own time.
    """

    at: datetime
    elapsed: timedelta
    speed: int


@dataclass(frozen=True, slots=True)
class Drill:
    """A rehearsal that people play: the script, and how its clock was driven. Never empty of paces.

    ``arrived`` says when each inject came in, ``speed`` how fast it runs when it is not paused.
    """

    script: Script
    facilitator: SlackUserId | None
    speed: int
    paces: tuple[Pace, ...]
    arrived: Mapping[str, datetime] = field(default_factory=dict)
    ended_at: datetime | None = None

    @property
    def paused(self) -> bool:
        """Whether its clock stands still."""
        return self.paces[-1].speed == 0

    def elapsed(self, at: datetime) -> timedelta:
        """Return how far it is at a moment, in its own time; after its end no further."""
        moment = at if self.ended_at is None else min(at, self.ended_at)
        pace = next((one for one in reversed(self.paces) if one.at <= moment), self.paces[0])
        return pace.elapsed + max(moment - pace.at, timedelta()) * pace.speed

    def minute(self, at: datetime) -> int:
        """Return the whole minute of the rehearsal at a moment."""
        return int(self.elapsed(at).total_seconds() // 60)

    def moment(self, elapsed: timedelta) -> datetime | None:
        """Return when its clock shows a time, or would at this pace; None while it stands still."""
        for pace, after in zip(self.paces, (*self.paces[1:], None), strict=True):
            if elapsed <= pace.elapsed:
                return pace.at
            if pace.speed:
                at = pace.at + (elapsed - pace.elapsed) / pace.speed
                if after is None or at <= after.at:
                    return at
        return None

    def next_inject(self) -> Inject | None:
        """Return what comes in next."""
        return next((one for one in self.script.injects if one.id not in self.arrived), None)
