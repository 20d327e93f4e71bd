"""A rehearsal in a channel of its own: how it began, how its clock was driven, how it ended."""

from dataclasses import dataclass

from bot.crisis.drill import Script
from bot.crisis.ids import SlackUserId


@dataclass(frozen=True, slots=True)
class DrillStarted:
    """This crisis is an exercise: the script, how fast its clock runs, and who plays.

    Whoever opened it runs it.
    """

    script: Script
    speed: int
    players: tuple[SlackUserId, ...] = ()


@dataclass(frozen=True, slots=True)
class DrillPaced:
    """The exercise's clock runs ``speed`` times as fast as real time from now on; 0: it stands."""

    speed: int


@dataclass(frozen=True, slots=True)
class DrillSkipped:
    """The exercise's clock was put forward to this minute."""

    minute: int


@dataclass(frozen=True, slots=True)
class InjectArrived:
    """Something came in, as the script has it."""

    inject: str


@dataclass(frozen=True, slots=True)
class DrillEnded:
    """The exercise is over; what is recorded from now on is not measured."""
