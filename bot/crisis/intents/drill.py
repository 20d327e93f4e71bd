"""What whoever runs an exercise wants of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PaceDrill:
    """Let the exercise's clock run this much faster than real time; 0: let it stand still."""

    speed: int


@dataclass(frozen=True, slots=True)
class ResumeDrill:
    """Let the exercise's clock run on, as fast as before."""


@dataclass(frozen=True, slots=True)
class SkipAhead:
    """Put the exercise's clock forward to what comes in next."""


@dataclass(frozen=True, slots=True)
class EndDrill:
    """End the exercise now."""
