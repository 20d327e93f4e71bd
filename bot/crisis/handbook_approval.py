"""What a playbook says of approving content: its stages, their people, and how long each may take.

Values only. Loaded by ``bot.playbook``, read by ``bot.prevention`` and the views.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.crisis.ids import RoleId
from bot.crisis.texts import Text

PLATFORM = "platform"
"""The stage at which the platform asks the client; it has rules of its own."""
CONTENT = "content"
LINT = "lint"
UNCHANGED = "unchanged"
"""Things of an approval that are no stages: the item itself, its reading, that it stayed as it was
approved."""
VETTING = "vetting"
BRIEF = "brief"
CLAIMS = "claims"
"""What holds a piece of content back although it is no stage of its approval."""
WATCH = "watch"
"""The hours after publication."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Somebody reads and approves, within ``hours``.

    ``regulated``: only where special law holds for claims. ``apart``: stages that must be approved
    by somebody else than this one.
    """

    id: str
    name: Text
    roles: tuple[RoleId, ...] = ()
    hours: int = 24
    regulated: bool = False
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Approval:
    """How content is approved. Without stages only the platform's own review is left.

    ``client_hours`` is how long the platform waits for the client before it takes silence for a
    yes; ``reminders`` are the hours left at which both sides are reminded; ``rejections`` is how
    often the client may say no. ``names`` are those of things that are no stages.
    """

    stages: tuple[Stage, ...] = ()
    backup: tuple[RoleId, ...] = ()
    kol_side: tuple[RoleId, ...] = ()
    client: tuple[RoleId, ...] = ()
    client_hours: int = 72
    reminders: tuple[int, ...] = ()
    rejections: int = 3
    vetting_hours: int = 24
    watch_hours: int = 6
    names: Mapping[str, Text] = field(default_factory=dict)

    def stage(self, stage_id: str) -> Stage | None:
        """Return the stage of this id."""
        return next((one for one in self.stages if one.id == stage_id), None)

    def needed(self, *, regulated: bool) -> tuple[Stage, ...]:
        """Return the stages that a piece goes through, in their order."""
        return tuple(one for one in self.stages if regulated or not one.regulated)

    def name(self, thing: str) -> Text | None:
        """Return what a stage or a thing is called."""
        stage = self.stage(thing)
        return stage.name if stage is not None else self.names.get(thing)
