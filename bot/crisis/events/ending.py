"""Closing, the review, and what was promised for afterwards."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from bot.crisis.ids import FollowUpId, RoleId
from bot.crisis.words import Person, Words


@dataclass(frozen=True, slots=True)
class IncidentClosed:
    """The crisis is over for now; the review is compiled from here."""

    outcome: str
    remark: Words | None = None


@dataclass(frozen=True, slots=True)
class IncidentReopened:
    """The crisis goes on."""

    reason: Words | None = None


@dataclass(frozen=True, slots=True)
class QuestionAnswered:
    """One of the review's four questions was answered; a later answer replaces an earlier one."""

    question: str
    answer: Words
    choices: tuple[str, ...] = ()
    moment: datetime | None = None
    """When it could first have been seen, where the question asks for that."""


@dataclass(frozen=True, slots=True)
class FactStated:
    """Something that only people know was said for the review's first page, or said anew.

    It is a number or words, as the playbook asks; a later one replaces an earlier one.
    """

    fact: str
    number: str | None = None
    text: Words | None = None


@dataclass(frozen=True, slots=True)
class CopyAsked:
    """Somebody asked for a copy of the review without names and without what people typed."""


@dataclass(frozen=True, slots=True)
class ReviewSigned:
    """A person stands by the review as it was at that moment, in a role that is asked.

    ``alone``: in a second role, because nobody else could have signed in it.
    """

    role: RoleId | None = None
    alone: bool = False


Purpose: TypeAlias = Literal["prevent", "detect", "mitigate"]
"""What a corrective action is for: that it does not happen, is seen sooner, or does less harm."""


@dataclass(frozen=True, slots=True)
class Corrective:
    """What makes a promise a corrective action: what it is for, and how one sees that it works."""

    purpose: Purpose
    test: Words
    process: str = ""
    """The process that failed, where the playbook proposed the action."""
    proposal: str = ""
    """The playbook's action; empty when the team wrote its own."""


@dataclass(frozen=True, slots=True)
class FollowUpAdded:
    """Something will be done after the crisis, by whom and until when."""

    follow_up: FollowUpId
    text: Words
    owner: Person
    due: datetime
    corrective: Corrective | None = None


@dataclass(frozen=True, slots=True)
class FollowUpDone:
    """A follow-up is finished."""

    follow_up: FollowUpId
    evidence: Words | None = None


@dataclass(frozen=True, slots=True)
class ArchiveRequested:
    """Somebody asked to archive the channel of a closed incident."""
