"""What a playbook says of talks with influencers. Used by ``bot.playbook.schema_handbook``."""

from typing import Annotated

from pydantic import Field

from bot.crisis.handbook_talks import TalkLine, TalkRules
from bot.crisis.ids import RoleId, StepId, TaskId
from bot.playbook.schema_base import Entry, Id, Label, Lines, TaskName

Minutes = Annotated[int, Field(ge=5, le=60 * 24 * 7)]


class TalkLineEntry(Entry):
    """A question or a hold that the form offers to tick."""

    id: Id
    text: Label

    def value(self) -> TalkLine:
        """Return the line for the core."""
        return TalkLine(self.id, self.text.value())


class TalkRulesEntry(Entry):
    """What is asked, whose work it is, and when somebody is reminded."""

    role: Id
    steps: Annotated[tuple[Id, ...], Field(min_length=1)]
    decisions: tuple[Id, ...] = ()
    answer_minutes: Minutes
    remind_minutes: Minutes
    facts: Annotated[tuple[TalkLineEntry, ...], Field(min_length=1, max_length=10)]
    holds: Annotated[tuple[TalkLineEntry, ...], Field(min_length=1, max_length=10)]
    asked: tuple[TaskName, ...] = ()
    held: tuple[TaskName, ...] = ()
    rules: tuple[Lines, ...] = ()

    def value(self) -> TalkRules:
        """Return the rules for the core."""
        return TalkRules(
            role=RoleId(self.role),
            steps=tuple(map(StepId, self.steps)),
            decisions=self.decisions,
            answer_minutes=self.answer_minutes,
            remind_minutes=self.remind_minutes,
            facts=tuple(entry.value() for entry in self.facts),
            holds=tuple(entry.value() for entry in self.holds),
            asked=tuple(map(TaskId, self.asked)),
            held=tuple(map(TaskId, self.held)),
            rules=tuple(entry.value() for entry in self.rules),
        )
