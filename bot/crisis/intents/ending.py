"""Closing, the review, and what is promised for afterwards."""

from dataclasses import dataclass
from datetime import datetime

from bot.crisis.events import Purpose
from bot.crisis.ids import FollowUpId
from bot.crisis.words import Person, Words


@dataclass(frozen=True, slots=True)
class CloseIncident:
    """Close the crisis."""

    outcome: str
    remark: Words | None = None


@dataclass(frozen=True, slots=True)
class ReopenIncident:
    """Take the crisis up again, within seven days."""

    reason: Words | None = None


@dataclass(frozen=True, slots=True)
class AnswerQuestion:
    """Answer one of the review's questions."""

    question: str
    answer: Words
    choices: tuple[str, ...] = ()
    moment: datetime | None = None


@dataclass(frozen=True, slots=True)
class StateFact:
    """Say something for the review's first page."""

    fact: str
    number: str | None = None
    text: Words | None = None


@dataclass(frozen=True, slots=True)
class AskForCopy:
    """Have a copy of the review that can be shared."""


@dataclass(frozen=True, slots=True)
class SignReview:
    """Stand by the review."""


@dataclass(frozen=True, slots=True)
class AddFollowUp:
    """Promise something for after the crisis.

    A purpose, a test or the playbook's proposal makes it a corrective action.
    """

    follow_up: FollowUpId
    text: Words
    owner: Person
    due: datetime
    purpose: Purpose | None = None
    test: Words | None = None
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class FinishFollowUp:
    """Say that a follow-up is done."""

    follow_up: FollowUpId
    evidence: Words | None = None


@dataclass(frozen=True, slots=True)
class RequestArchive:
    """Archive the channel of a closed incident."""
