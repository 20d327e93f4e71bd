"""The part of the playbook about the review: who signs it, by when, and what it asks the record.

``bot.playbook`` reads YAML into these; rules and views read them. Nothing here decides anything.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.crisis.ids import RoleId, SlackUserId, TaskId
from bot.crisis.texts import Text
from bot.crisis.words import Words

LEGAL = RoleId("legal")
"""Who sets a legal hold where the playbook names nobody."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What speaks for a process that did not hold: any one of these suffices to propose it.

    ``overdue``: tasks whose time passed. ``sign_before``: the first sign lies at least so many
    minutes before the detection.
    """

    process: str
    types: tuple[str, ...] = ()
    overdue: tuple[TaskId, ...] = ()
    sign_before: int | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the first page says that only people know: a number, or a few words.

    ``role`` is who could know it. Words are never part of a copy that is shared.
    """

    id: str
    ask: Text
    hint: Text
    role: RoleId
    kind: Literal["number", "text"] = "number"


@dataclass(frozen=True, slots=True)
class StatedFact:
    """What somebody said to such a thing: exactly one of the two is set."""

    number: str | None
    text: Words | None
    at: datetime
    by: SlackUserId | None


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What the review needs. Without ``signers`` whoever leads signs alone, and it is never due."""

    signers: tuple[RoleId, ...] = ()
    due_days: int = 5
    """Days after closing until it should be signed."""
    remind_days: int = 2
    """Days after which those whose word is missing are reminded again."""
    suspicions: tuple[Suspicion, ...] = ()
    facts: tuple[Fact, ...] = ()
    targets: tuple[TaskId, ...] = ()
    """Tasks whose times the first page measures."""
    hold_by: RoleId = LEGAL
    """Who sets and lifts a legal hold."""
    keep_days: int = 0
    """Days after closing for which a record is kept; 0: it is never removed."""
    second_wave: tuple[TaskId, ...] = ()
    """Tasks that look for a second wave."""
