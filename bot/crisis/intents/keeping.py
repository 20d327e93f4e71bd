"""Whether the record of a crisis may go."""

from dataclasses import dataclass

from bot.crisis.words import Words


@dataclass(frozen=True, slots=True)
class SetLegalHold:
    """Have the record kept as it is."""

    reason: Words


@dataclass(frozen=True, slots=True)
class LiftLegalHold:
    """Let the record go when its time has come."""

    reason: Words
