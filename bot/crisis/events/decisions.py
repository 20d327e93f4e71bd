"""What was decided, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.crisis.ids import DecisionId, RoleId
from bot.crisis.words import Person, Words


@dataclass(frozen=True, slots=True)
class NoteChoice:
    """What was chosen for one note."""

    note: Words
    choices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DecisionRecorded:
    """A decision, with who owns it and why. ``choices`` and ``answers`` fill its kind's fields.

    ``further`` are other notes that it is about, each with choices of its own.
    """

    decision: DecisionId
    kind: str
    owner: Person
    rationale: Words
    choices: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Words] = field(default_factory=dict)
    due: datetime | None = None
    replaces: DecisionId | None = None
    further: tuple[NoteChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionApproved:
    """Somebody approved a decision, in these roles."""

    decision: DecisionId
    roles: tuple[RoleId, ...]
    by: Person


@dataclass(frozen=True, slots=True)
class GateOverridden:
    """Somebody went on although these things should have come first, and why."""

    decision: DecisionId
    at: Literal["record", "carry_out"]
    gates: tuple[str, ...]
    reason: Words


@dataclass(frozen=True, slots=True)
class DecisionCarriedOut:
    """What was decided has been done."""

    decision: DecisionId
    evidence: Words | None = None
    by: Person | None = None
