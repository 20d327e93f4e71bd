"""The part of the playbook about the review: who signs it, by when, and what it asks the record.

``bot.playbook`` reads YAML into these; rules and views read them. Nothing here decides anything.
"""

from dataclasses import dataclass

from bot.crisis.ids import RoleId, TaskId


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
class Aftermath:
    """What the review needs. Without ``signers`` whoever leads signs alone, and it is never due."""

    signers: tuple[RoleId, ...] = ()
    due_days: int = 5
    """Days after closing until it should be signed."""
    remind_days: int = 2
    """Days after which those whose word is missing are reminded again."""
    suspicions: tuple[Suspicion, ...] = ()
