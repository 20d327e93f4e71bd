"""The shape of what a playbook says of approving content. Used by ``schema_prevention``."""

from typing import Annotated

from pydantic import Field

from bot.crisis import handbook_approval as core
from bot.crisis.ids import RoleId
from bot.playbook.schema_base import Entry, Id, Label

Hours = Annotated[int, Field(ge=1, le=720)]
Roles = Annotated[tuple[Id, ...], Field(max_length=10)]


class StageEntry(Entry):
    """Somebody reads and approves."""

    id: Id
    name: Label
    roles: Roles = ()
    hours: Hours = 24
    regulated: bool = False
    apart: tuple[Id, ...] = ()

    def value(self) -> core.Stage:
        """Return the stage for the core."""
        return core.Stage(
            id=self.id,
            name=self.name.value(),
            roles=tuple(map(RoleId, self.roles)),
            hours=self.hours,
            regulated=self.regulated,
            apart=self.apart,
        )


class ThingsEntry(Entry):
    """What things are called that are no stages."""

    content: Label
    lint: Label
    platform: Label
    unchanged: Label
    vetting: Label
    brief: Label
    claims: Label
    watch: Label


class ApprovalEntry(Entry):
    """How content is approved before it is published."""

    stages: Annotated[tuple[StageEntry, ...], Field(max_length=6)] = ()
    backup: Roles = ()
    kol_side: Roles = ()
    client: Roles = ()
    client_hours: Hours = 72
    reminders: Annotated[tuple[Hours, ...], Field(max_length=6)] = ()
    rejections: Annotated[int, Field(ge=1, le=20)] = 3
    vetting_hours: Hours = 24
    watch_hours: Hours = 6
    names: ThingsEntry

    def value(self) -> core.Approval:
        """Return how content is approved for the core."""
        return core.Approval(
            stages=tuple(entry.value() for entry in self.stages),
            backup=tuple(map(RoleId, self.backup)),
            kol_side=tuple(map(RoleId, self.kol_side)),
            client=tuple(map(RoleId, self.client)),
            client_hours=self.client_hours,
            reminders=tuple(sorted(self.reminders, reverse=True)),
            rejections=self.rejections,
            vetting_hours=self.vetting_hours,
            watch_hours=self.watch_hours,
            names={name: getattr(self.names, name).value() for name in ThingsEntry.model_fields},
        )
