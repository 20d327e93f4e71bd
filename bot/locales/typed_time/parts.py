"""What a typed time is made of. Values only: read by the files beside this one, from words to UTC.

Nothing here knows what time it is.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal, TypeAlias

Reason: TypeAlias = Literal["zone", "time", "future"]
"""Why a time was not taken: whose clock it is, what it says, or that it has not come yet."""

_DAY = 24
_SIXTY = 60
_FIRST_HOUR_OF_AN_EVENING = 16


@dataclass(frozen=True, slots=True)
class Period:
    """A part of the day, from one hour until before another, counted from the day's midnight.

    A night belongs to the day on which it begins and goes on after its 24 hours.
    """

    start: int
    end: int

    @property
    def is_night(self) -> bool:
        """Whether it is of an evening or a night, which people still live in after midnight."""
        return self.start >= _FIRST_HOUR_OF_AN_EVENING and self.end >= _DAY


@dataclass(frozen=True, slots=True)
class DaysAway:
    """Today, yesterday: so many days from today (never more than nothing)."""

    days: int


@dataclass(frozen=True, slots=True)
class OnWeekday:
    """A day of the week, Monday is 0.

    ``weeks`` says in which one, seen from this one; ``last`` is the last before today; neither:
    the most recent.
    """

    day: int
    weeks: int | None = None
    last: bool = False


@dataclass(frozen=True, slots=True)
class OnDate:
    """A date. Without a year it is of the year that makes it recent. It may not exist."""

    year: int | None
    month: int
    day: int
    two_ways: bool = False
    """Whether day and month could also be the other way round."""


Day: TypeAlias = DaysAway | OnWeekday | OnDate


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as typed: it may not exist, as 25:70.

    ``fixed``: the hour is one of 24, by am or pm. ``bare``: an hour alone, in English, which says
    nothing without a part of the day. ``countable``: could be so many points as well as o'clock.
    """

    hour: int
    minute: int = 0
    second: int = 0
    fixed: bool = False
    bare: bool = False
    countable: bool = False
    spelled: bool = False
    """Whether the hour is written in Chinese numerals."""
    midnight: bool = False
    """Whether it is the word, which of a day may be its beginning or its end."""

    @property
    def is_on_a_clock(self) -> bool:
        """Whether any day has it; 24:00 is the end of one."""
        if self.hour == _DAY:
            return self.minute == 0 and self.second == 0
        return self.hour < _DAY and self.minute < _SIXTY and self.second < _SIXTY


@dataclass(frozen=True, slots=True)
class Ago:
    """So long before now; None: before now, but nobody could say how long (a few minutes)."""

    span: timedelta | None


@dataclass(frozen=True, slots=True)
class Phrase:
    """The parts of a time, in whatever order they were typed, up to ``end`` in the head."""

    end: int
    day: DaysAway | OnDate | None = None
    weekday: OnWeekday | None = None
    period: Period | None = None
    clock: Clock | None = None
    zone: str | None = None
    at: bool = False
    """Whether "at" stands before what comes next."""
    loose: bool = False
    """About that time, or from then on: the words say more than the time and stay in the text."""

    @property
    def has_day(self) -> bool:
        """Whether it says which day."""
        return self.day is not None or self.weekday is not None

    def with_day(self, day: Day, end: int) -> "Phrase | None":
        """Return it with a day too, or None where it says one already."""
        if isinstance(day, OnWeekday):
            return None if self.weekday else replace(self, weekday=day, end=end)
        return None if self.day else replace(self, day=day, end=end)
