"""What the community said in numbers: followers, sentiment, negatives, day by day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.crisis.words import Words


@dataclass(frozen=True, slots=True)
class DayFigures:
    """The figures of one day from one source. ``figures`` are decimals by metric."""

    day: date
    as_of: datetime
    source: Words
    figures: Mapping[str, str]
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class LineLeftOut:
    """A line of a file that was not taken, and why, as a code; ``column`` is a metric or empty."""

    line: int
    reason: str
    column: str = ""


@dataclass(frozen=True, slots=True)
class CommunityRead:
    """Somebody wrote down figures of the community."""

    reading: str
    days: tuple[DayFigures, ...]


@dataclass(frozen=True, slots=True)
class CommunityFileAdded:
    """Somebody gave a file with figures of the community; what is in it follows."""

    reading: str
    file: str
    name: Words


@dataclass(frozen=True, slots=True)
class CommunityFileRead:
    """The figures of such a file, and what was left out; ``trouble`` is why nothing was read."""

    reading: str
    days: tuple[DayFigures, ...] = ()
    left_out: tuple[LineLeftOut, ...] = ()
    passed_over: tuple[Words, ...] = ()
    trouble: str | None = None
