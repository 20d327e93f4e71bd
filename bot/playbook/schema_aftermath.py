"""The shape of what a playbook says of the review. Used by ``bot.playbook.schema_handbook``."""

from typing import Annotated, Literal

from pydantic import Field

from bot.crisis import aftermath as core
from bot.crisis.handbook import CorrectiveAction
from bot.crisis.ids import RoleId, TaskId
from bot.playbook.schema_base import Entry, Id, Label, Lines, TaskName


class SuspicionEntry(Entry):
    """What speaks for a process that did not hold."""

    process: Id
    types: tuple[Id, ...] = ()
    overdue: tuple[TaskName, ...] = ()
    sign_before: Annotated[int, Field(ge=1, le=60 * 24 * 30)] | None = None

    def value(self) -> core.Suspicion:
        """Return the suspicion for the core."""
        overdue = tuple(map(TaskId, self.overdue))
        return core.Suspicion(self.process, self.types, overdue, self.sign_before)


class FactEntry(Entry):
    """Something the first page says that only people know."""

    id: Id
    ask: Label
    hint: Lines
    role: Id
    kind: Literal["number", "text"] = "number"

    def value(self) -> core.Fact:
        """Return the fact for the core."""
        role = RoleId(self.role)
        return core.Fact(self.id, self.ask.value(), self.hint.value(), role, self.kind)


class AftermathEntry(Entry):
    """Who signs the review, by when, and what it asks the record."""

    signers: Annotated[tuple[Id, ...], Field(min_length=1, max_length=4)]
    due_days: Annotated[int, Field(ge=1, le=60)]
    remind_days: Annotated[int, Field(ge=1, le=30)]
    suspicions: tuple[SuspicionEntry, ...] = ()
    facts: Annotated[tuple[FactEntry, ...], Field(max_length=10)] = ()
    hold_by: Id = "legal"
    keep_days: Annotated[int, Field(ge=0, le=36_500)] = 0
    targets: tuple[TaskName, ...] = ()
    second_wave: tuple[TaskName, ...] = ()

    def value(self) -> core.Aftermath:
        """Return what is said of the review for the core."""
        return core.Aftermath(
            signers=tuple(map(RoleId, self.signers)),
            due_days=self.due_days,
            remind_days=self.remind_days,
            suspicions=tuple(entry.value() for entry in self.suspicions),
            facts=tuple(entry.value() for entry in self.facts),
            hold_by=RoleId(self.hold_by),
            keep_days=self.keep_days,
            targets=tuple(map(TaskId, self.targets)),
            second_wave=tuple(map(TaskId, self.second_wave)),
        )


class CorrectiveActionEntry(Entry):
    """What to change when a process failed."""

    id: Id
    process: Id
    text: Lines
    purpose: Literal["prevent", "detect", "mitigate"]

    def value(self) -> CorrectiveAction:
        """Return the action for the core."""
        return CorrectiveAction(self.id, self.process, self.text.value(), self.purpose)
