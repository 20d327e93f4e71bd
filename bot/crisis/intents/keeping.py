"""Whether the record of a crisis may go, or a part of it."""

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


@dataclass(frozen=True, slots=True)
class ProposeRedaction:
    """Have what was typed in these events taken out, once another agrees."""

    redaction: str
    seqs: tuple[int, ...]
    reason: Words


@dataclass(frozen=True, slots=True)
class DropRedaction:
    """Leave what was proposed to be taken out."""

    redaction: str


@dataclass(frozen=True, slots=True)
class ConfirmRedaction:
    """Agree that it goes."""

    redaction: str
