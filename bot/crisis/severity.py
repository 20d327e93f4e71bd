"""How bad it is: answers and numbers become points, points a level. Pure, from the playbook alone.

Used by the rules, which record what is judged here, and by the views, which explain it. What is
not known stays unknown: a judgement is a range, and its level says "at least".
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.crisis.handbook import Comparison, Factor, Floor, Severity
from bot.crisis.playbook import Playbook, Question

MOST_POINTS = 3
"""Every factor gives 0 to 3 points."""
NOT_YES = frozenset({"no", "unknown"})
"""Answers of the quick read that count for nothing; any other is a yes."""
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Span:
    """What one factor, or the whole, may amount to: ``low`` to ``high`` points."""

    low: int
    high: int

    @property
    def known(self) -> bool:
        """Whether there is nothing left to find out."""
        return self.low == self.high

    @property
    def blank(self) -> bool:
        """Whether nothing at all is known of a factor."""
        return self.low == 0 and self.high == MOST_POINTS


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a reading comes to. ``level`` is the least it can be, ``highest`` the most."""

    points: Span
    level: int
    highest: int
    floors: tuple[Floor, ...] = ()
    """Floors that hold, whether or not they lift the level."""


@dataclass(frozen=True, slots=True)
class Rise:
    """What would lift the level to ``level``: so many more points, or one of these conditions."""

    level: int
    points: int | None
    conditions: tuple[str, ...]


def factor_span(factor: Factor, chosen: int | None, numbers: Mapping[str, Decimal]) -> Span:
    """Return what a factor amounts to. Of an answer and numbers that disagree the higher counts.

    ``numbers`` are those of this factor by measure. A rule that a number still missing could
    fulfil keeps the span open; a chosen answer closes it.
    """
    low = _most(factor, lambda test: test.measure in numbers and _holds(test, numbers))
    if chosen is not None:
        points = max(chosen, low)
        return Span(points, points)
    if not numbers:
        return Span(0, MOST_POINTS)
    high = _most(factor, lambda test: test.measure not in numbers or _holds(test, numbers))
    return Span(low, high)


def full_judgement(
    severity: Severity,
    points: Mapping[str, int],
    numbers: Mapping[str, Decimal],
    conditions: frozenset[str],
) -> Judgement:
    """Judge the full reading: all factors added up, then the floors.

    ``numbers`` are by ``factor.measure``; a factor without an answer and numbers is unknown.
    """
    spans = [
        factor_span(factor, points.get(factor.id), numbers_of(factor, numbers))
        for factor in severity.factors
    ]
    whole = Span(sum(one.low for one in spans), sum(one.high for one in spans))
    floors = _holding(severity.floors, conditions)
    return Judgement(
        whole,
        _lifted(band(severity, whole.low), floors),
        _lifted(band(severity, whole.high), floors),
        floors,
    )


def quick_judgement(
    severity: Severity,
    questions: tuple[Question, ...],
    answers: Mapping[str, str],
    conditions: frozenset[str],
) -> Judgement:
    """Judge the quick read: each answer that is neither no nor unknown counts one.

    ``conditions`` are those that hold once the answers took effect.
    """
    yes = sum(answers.get(one.id, UNKNOWN) not in NOT_YES for one in questions)
    open_ones = [one for one in questions if answers.get(one.id, UNKNOWN) == UNKNOWN]
    possible = conditions.union(*(option.sets for one in open_ones for option in one.options))
    floors = _holding(severity.quick_floors, conditions)
    whole = Span(yes, yes + len(open_ones))
    return Judgement(
        whole,
        _lifted(_quick_level(severity, whole.low), floors),
        _lifted(_quick_level(severity, whole.high), _holding(severity.quick_floors, possible)),
        floors,
    )


def rise(playbook: Playbook, judged: Judgement, conditions: frozenset[str]) -> Rise | None:
    """Return what would lift a full reading's level by one step or more; None at the top."""
    severity = playbook.handbook.severity
    level = judged.level + 1
    if level > len(severity.bands):
        return None
    missing = severity.bands[level - 1] - judged.points.low
    reachable = missing <= MOST_POINTS * len(severity.factors) - judged.points.low
    floors = tuple(
        floor.condition
        for floor in severity.floors
        if floor.level >= level and floor.condition not in conditions
    )
    return Rise(level, missing if reachable else None, floors)


def band(severity: Severity, points: int) -> int:
    """Return the level that so many points of a full reading stand for."""
    return max(1, sum(points >= lowest for lowest in severity.bands))


def numbers_of(factor: Factor, numbers: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Return the numbers of one factor by measure."""
    found = {
        measure.id: numbers.get(number_key(factor.id, measure.id)) for measure in factor.measures
    }
    return {name: number for name, number in found.items() if number is not None}


def number_key(factor: str, measure: str) -> str:
    """Return the name of a number in a reading: measures of two factors may be called alike."""
    return f"{factor}.{measure}"


def _most(factor: Factor, test: Callable[[Comparison], bool]) -> int:
    met = (rule.points for rule in factor.rules if all(map(test, rule.tests)))
    return max(met, default=0)


def _holds(test: Comparison, numbers: Mapping[str, Decimal]) -> bool:
    number = numbers[test.measure]
    if test.at_least is not None:
        return number >= test.at_least
    if test.more_than is not None:
        return number > test.more_than
    return test.at_most is not None and number <= test.at_most


def _holding(floors: tuple[Floor, ...], conditions: frozenset[str]) -> tuple[Floor, ...]:
    return tuple(floor for floor in floors if floor.condition in conditions)


def _lifted(level: int, floors: tuple[Floor, ...]) -> int:
    return max((level, *(floor.level for floor in floors)))


def _quick_level(severity: Severity, yes: int) -> int:
    levels = severity.quick_levels
    return levels[min(yes, len(levels) - 1)] if levels else 1
