"""A place that spreads the content, as it stands in a crisis. A value; see ``surfaces``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.crisis.ids import RoleId
from bot.crisis.words import Person, Words


@dataclass(frozen=True, slots=True)
class SurfaceState:
    """What became of a place that spreads the content. ``name`` is set for those people added."""

    status: Literal["open", "running", "paused", "unused"] = "open"
    name: Words | None = None
    by: Person | None = None
    at: datetime | None = None
    evidence: Words | None = None
    verified_at: datetime | None = None
    spend: str | None = None
    agreed: Mapping[RoleId, Person] = field(default_factory=dict)
    """Who agreed that it runs again, by the role in which they did."""
