"""Writing down what the community data says."""

from dataclasses import dataclass

from bot.crisis.events.community import DayFigures, LineLeftOut
from bot.crisis.words import Words


@dataclass(frozen=True, slots=True)
class ReadCommunity:
    """Write down figures of the community."""

    reading: str
    days: tuple[DayFigures, ...]


@dataclass(frozen=True, slots=True)
class AddCommunityFile:
    """Take the figures from this file."""

    reading: str
    file: str
    name: Words


@dataclass(frozen=True, slots=True)
class NoteCommunityFile:
    """Note what stands in such a file, or why it cannot be read."""

    reading: str
    days: tuple[DayFigures, ...] = ()
    left_out: tuple[LineLeftOut, ...] = ()
    passed_over: tuple[Words, ...] = ()
    trouble: str | None = None
