"""Whether the record of a crisis may go: what legal says about it."""

from dataclasses import dataclass

from bot.crisis.words import Words


@dataclass(frozen=True, slots=True)
class LegalHoldSet:
    """The record must be kept as it is until legal says otherwise."""

    reason: Words


@dataclass(frozen=True, slots=True)
class LegalHoldLifted:
    """The record need not be kept any longer than others."""

    reason: Words
