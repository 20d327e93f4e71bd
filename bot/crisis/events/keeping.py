"""Whether the record of a crisis may go, or a part of it: what legal says about it."""

from dataclasses import dataclass

from bot.crisis.ids import RoleId
from bot.crisis.words import Words


@dataclass(frozen=True, slots=True)
class LegalHoldSet:
    """The record must be kept as it is until legal says otherwise."""

    reason: Words


@dataclass(frozen=True, slots=True)
class LegalHoldLifted:
    """The record need not be kept any longer than others."""

    reason: Words


@dataclass(frozen=True, slots=True)
class RedactionProposed:
    """Somebody asked that what was typed in these events be taken out; another must agree.

    ``roles`` are those that spoke for it: whoever agrees must speak in another one.
    """

    redaction: str
    seqs: tuple[int, ...]
    reason: Words
    roles: tuple[RoleId, ...]


@dataclass(frozen=True, slots=True)
class RedactionDropped:
    """What was proposed to be taken out stays."""

    redaction: str


@dataclass(frozen=True, slots=True)
class TextRedacted:
    """What was typed in these events is gone for good: storage takes it out in this transaction."""

    redaction: str
    seqs: tuple[int, ...]
