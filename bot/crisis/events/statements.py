"""What the brand is about to say in public, and whether it may."""

from dataclasses import dataclass
from typing import Literal

from bot.crisis.ids import DecisionId, RoleId, StatementId
from bot.crisis.words import Person, Words

Tongue = Literal["en", "zh"]


@dataclass(frozen=True, slots=True)
class StatementDrafted:
    """A version of a statement was written; the first one begins it. None is ever overwritten.

    ``languages`` are those in which it has sentences of its own: two make a pair that must say the
    same. ``decision``: the decision to speak that it carries out.
    """

    statement: StatementId
    version: int
    format: str
    text: Words
    languages: tuple[Tongue, ...] = ()
    change: Words | None = None
    decision: DecisionId | None = None


@dataclass(frozen=True, slots=True)
class StatementApproved:
    """This version may go out, as far as these roles are concerned.

    ``by`` is set when it was recorded for somebody outside Slack. ``same``: whoever read both
    languages says that they mean the same.
    """

    statement: StatementId
    version: int
    roles: tuple[RoleId, ...]
    comment: Words | None = None
    by: Person | None = None
    same: bool = False


@dataclass(frozen=True, slots=True)
class ChangesAsked:
    """This version shall not go out as it is, and what should change."""

    statement: StatementId
    version: int
    roles: tuple[RoleId, ...]
    comment: Words
    by: Person | None = None


@dataclass(frozen=True, slots=True)
class StatementPublished:
    """This version stands in public. ``override`` is why that was right without all consent."""

    statement: StatementId
    version: int
    link: Words | None = None
    override: Words | None = None


@dataclass(frozen=True, slots=True)
class StatementDropped:
    """It will not be published, and why."""

    statement: StatementId
    reason: Words
