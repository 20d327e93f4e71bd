"""A rehearsal as a value: what comes in by the clock, what is expected, what must not happen.

Read by the score, the rules and the views. ``bot.scenario`` makes it from YAML. Minutes count from
the opening, in the rehearsal's own time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from bot.crisis.ids import TaskId
from bot.crisis.texts import Text

Objective = Literal["preserve", "assess", "pause", "align", "contact", "decide", "close"]
"""What a team is to reach, in the order in which it is measured."""

OBJECTIVES: tuple[Objective, ...] = get_args(Objective)


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that the record can show. One of the first four says what.

    ``receipt`` is a task for which proof is attached; ``choices`` narrows a decision to some of its
    options, any of each field.
    """

    task: TaskId | None = None
    receipt: TaskId | None = None
    decision: str | None = None
    closed: bool = False
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


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
