"""Decisions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.crisis.events import NoteChoice, Tongue
from bot.crisis.ids import DecisionId
from bot.crisis.words import Person, Words


@dataclass(frozen=True, slots=True)
class RecordDecision:
    """Record a decision. ``decision`` is derived from the form that was sent.

    ``further``: a decision about several notes chooses for each.
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
    override: Words | None = None
    """Why to go on although something should have come first."""
    languages: tuple[Tongue, ...] = ()
    """In which the text is written with which a statement begins, if it has one."""


@dataclass(frozen=True, slots=True)
class CarryOutDecision:
    """Say that a decision has been carried out."""

    decision: DecisionId
    evidence: Words | None = None
    by: Person | None = None
    override: Words | None = None


@dataclass(frozen=True, slots=True)
class ApproveDecision:
    """Approve a decision; ``by`` is somebody outside Slack for whom it is recorded."""

    decision: DecisionId
    by: Person | None = None
