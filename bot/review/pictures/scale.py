"""Where a moment stands on the way from the first sign to the end. Used by the pictures.

The first hours hold most of what happens, so they are drawn wider: between two marks of the axis
time runs evenly, from mark to mark it does not. The marks are labelled with their hours.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate

HOURS = (0.0, 0.5, 1.0, 2.0, 4.0, 12.0, 24.0)
"""The marks after the opening; those of the guide's checkpoints among them."""
CHECKPOINTS = frozenset({4.0, 12.0, 24.0})
_NARROW = 0.6
"""How wide the time before the opening and after the last mark is, against the others."""


@dataclass(frozen=True, slots=True)
class Knot:
    """A moment of the axis with its place; ``hours`` after the opening, None for its two ends."""

    at: datetime
    x: float
    hours: float | None


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from its first knot to its last; what lies outside stands at its ends."""

    knots: tuple[Knot, ...]

    def x(self, at: datetime) -> float:
        """Return where a moment stands."""
        after = bisect_right(self.knots, at, key=lambda knot: knot.at)
        if after == 0:
            return self.knots[0].x
        if after == len(self.knots):
            return self.knots[-1].x
        before, behind = self.knots[after - 1], self.knots[after]
        part = (at - before.at) / (behind.at - before.at)
        return before.x + part * (behind.x - before.x)


def scale(opened_at: datetime, moments: Sequence[datetime], left: float, right: float) -> Scale:
    """Return an axis between two places that holds all moments, from the earliest to the latest.

    It ends at the first mark after the last moment, or at that moment if it lies after all marks.
    """
    first, last = min(moments, default=opened_at), max(moments, default=opened_at)
    marks: list[tuple[datetime, float | None, float]] = []
    if first < opened_at:
        marks.append((first, None, 0.0))
    for hours in HOURS:
        width = 1.0 if hours else _NARROW if marks else 0.0
        marks.append((opened_at + timedelta(hours=hours), hours, width))
        if hours and marks[-1][0] >= last:
            return Scale(tuple(_placed(marks, left, right)))
    marks.append((last, None, _NARROW))
    return Scale(tuple(_placed(marks, left, right)))


def _placed(
    marks: Sequence[tuple[datetime, float | None, float]], left: float, right: float
) -> Iterator[Knot]:
    whole = sum(width for _, _, width in marks)
    widths = accumulate(width for _, _, width in marks)
    for (at, hours, _), sofar in zip(marks, widths, strict=True):
        yield Knot(at, left + (right - left) * sofar / whole, hours)
