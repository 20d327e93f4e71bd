"""What a playbook says of an influencer's notes. Used by ``bot.playbook.schema_handbook``."""

from typing import Annotated

from pydantic import Field

from bot.crisis import handbook as core
from bot.crisis.ids import RoleId, StepId
from bot.playbook.schema_base import Entry, Id, Lines

Hours = Annotated[int, Field(ge=1, le=24 * 30)]


class PostRulesEntry(Entry):
    """How long a request and a review last, and who is reminded."""

    removal_hours: Hours
    review_hours: Hours
    remind_hours: Hours
    utc_offset: Annotated[int, Field(ge=-12, le=14)]
    role: Id
    steps: Annotated[tuple[Id, ...], Field(min_length=1)]
    rules: tuple[Lines, ...] = ()

    def value(self) -> core.PostRules:
        """Return the rules for the core."""
        return core.PostRules(
            removal_hours=self.removal_hours,
            review_hours=self.review_hours,
            remind_hours=self.remind_hours,
            utc_offset=self.utc_offset,
            role=RoleId(self.role),
            steps=tuple(map(StepId, self.steps)),
            rules=tuple(entry.value() for entry in self.rules),
        )
