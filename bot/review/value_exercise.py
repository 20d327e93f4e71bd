"""How an exercise went, as a value of the review. Made by ``bot.review.exercise`` alone."""

from dataclasses import dataclass
from typing import Literal

from bot.crisis.texts import Text


@dataclass(frozen=True, slots=True)
class ExerciseObjective:
    """How much of an objective was done in time, and at which minute all of it was done."""

    objective: Text
    met: int
    count: int
    minute: int | None


@dataclass(frozen=True, slots=True)
class ExerciseLine:
    """What was expected by a minute, and at which it was done."""

    deed: Text
    verdict: Literal["met", "late", "missed", "waiting"]
    minute: int | None
    by: int


@dataclass(frozen=True, slots=True)
class ExerciseSlip:
    """What must not happen and did."""

    deed: Text
    minute: int
    why: Text


@dataclass(frozen=True, slots=True)
class Exercise:
    """How an exercise went, by its own clock."""

    objectives: tuple[ExerciseObjective, ...]
    lines: tuple[ExerciseLine, ...]
    slips: tuple[ExerciseSlip, ...]
