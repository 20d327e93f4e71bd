"""Writing what the brand says, agreeing to it, and putting it out."""

from dataclasses import dataclass
from datetime import datetime

from bot.crisis.events import Tongue
from bot.crisis.ids import DecisionId, RoleId, StatementId
from bot.crisis.words import Person, Words


@dataclass(frozen=True, slots=True)
class DraftStatement:
    """Write a version. ``after`` is the version that its author read; 0 begins a statement.

    ``decision`` is the decision to speak that a new statement carries out.
    """

    statement: StatementId
    format: str
    text: Words
    languages: tuple[Tongue, ...] = ()
    change: Words | None = None
    after: int = 0
    decision: DecisionId | None = None


@dataclass(frozen=True, slots=True)
class ApproveStatement:
    """Agree to a version, for all roles that one holds.

    For somebody outside Slack, ``by`` and ``role`` say who, and ``comment`` how one knows.
    """

    statement: StatementId
    version: int
    comment: Words | None = None
    same: bool = False
    by: Person | None = None
    role: RoleId | None = None


@dataclass(frozen=True, slots=True)
class AskForChanges:
    """Say what should change before a version goes out."""

    statement: StatementId
    version: int
    comment: Words
    by: Person | None = None
    role: RoleId | None = None


@dataclass(frozen=True, slots=True)
class PublishStatement:
    """Say that a version stands in public, where and since when.

    With ``override`` whoever commands does so without all consent.
    """

    statement: StatementId
    version: int
    link: Words | None = None
    published_at: datetime | None = None
    override: Words | None = None


@dataclass(frozen=True, slots=True)
class DropStatement:
    """Say that a statement will not be published."""

    statement: StatementId
    reason: Words
