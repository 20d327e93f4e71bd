"""What time itself caused."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.crisis.ids import SlackUserId, TaskId


@dataclass(frozen=True, slots=True)
class TasksFellOverdue:
    """The agreed time of these open tasks has passed."""

    tasks: tuple[TaskId, ...]


@dataclass(frozen=True, slots=True)
class CheckpointReached:
    """So many hours since T0: time to look at what stands and what is missing."""

    hours: int


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a person is reminded of.

    ``stage`` is why: newly theirs, due soon, overdue, or overdue and now with whoever leads.
    """

    kind: Literal[
        "task",
        "decision",
        "reading",
        "surface",
        "update",
        "statement",
        "post",
        "talk",
        "follow_up",
        "review",
    ]
    subject: str
    stage: Literal["assigned", "soon", "overdue", "escalated"]


@dataclass(frozen=True, slots=True)
class PersonReminded:
    """One message to one person with everything that waits for them."""

    user: SlackUserId
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class RemindersQuieted:
    """A person wants no reminders until then; ``until`` None: not in this incident again."""

    user: SlackUserId
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class RemindersResumed:
    """A person wants reminders again."""

    user: SlackUserId
