"""The statement desk as it may stand in a playbook. Used by ``schema_handbook``."""

from typing import Annotated

from pydantic import Field

from bot.crisis import handbook as core
from bot.crisis.ids import RoleId, TaskId
from bot.playbook.schema_base import Entry, Id, Lines, TaskName


class DeskEntry(Entry):
    """What a statement needs before it may be published."""

    agreed: tuple[TaskName, ...]
    unconfirmed: Annotated[tuple[Id, ...], Field(max_length=4)] = ()
    reviewer: Id
    reviewed: tuple[TaskName, ...] = ()
    answer_within: Annotated[int, Field(ge=5, le=60 * 24)]
    asked: Id
    if_asked: Lines
    if_not_asked: Lines
    lines: Annotated[tuple[Lines, ...], Field(max_length=50)] = ()

    def value(self) -> core.Desk:
        """Return the desk for the core."""
        return core.Desk(
            agreed=tuple(map(TaskId, self.agreed)),
            unconfirmed=tuple(map(RoleId, self.unconfirmed)),
            reviewer=RoleId(self.reviewer),
            reviewed=tuple(map(TaskId, self.reviewed)),
            answer_within=self.answer_within,
            asked=self.asked,
            if_asked=self.if_asked.value(),
            if_not_asked=self.if_not_asked.value(),
            lines=tuple(line.value() for line in self.lines),
        )
