"""Somebody tried to go on, and something had to come first."""

from dataclasses import dataclass
from typing import Literal

from bot.crisis.ids import RoleId, TaskId

HeldAt = Literal["publish", "record", "carry_out", "resume", "close"]


@dataclass(frozen=True, slots=True)
class GateHeldBack:
    """Somebody tried to go on and was held back; nothing else happened.

    ``about`` is the statement, the kind of a decision that was to be recorded, the decision that
    was to be carried out, or the place; empty for the crisis itself. What was missing are gates of
    the playbook, tasks, and the word of roles.
    """

    at: HeldAt
    about: str = ""
    gates: tuple[str, ...] = ()
    tasks: tuple[TaskId, ...] = ()
    roles: tuple[RoleId, ...] = ()
