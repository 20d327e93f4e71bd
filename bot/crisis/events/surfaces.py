"""Where money or planning still spreads the content, and what became of each place."""

from dataclasses import dataclass
from typing import Literal

from bot.crisis.ids import RoleId
from bot.crisis.words import Person, Words

SurfaceFound = Literal["running", "paused", "unused"]


@dataclass(frozen=True, slots=True)
class SurfaceAdded:
    """The team knows of a further place that spreads it."""

    surface: str
    name: Words


@dataclass(frozen=True, slots=True)
class SurfaceReported:
    """A place was found running or unused, or was paused. ``spend`` is since T0, a decimal."""

    surface: str
    found: SurfaceFound
    by: Person | None = None
    evidence: Words | None = None
    spend: str | None = None


@dataclass(frozen=True, slots=True)
class SurfaceVerified:
    """Somebody looked again and a paused place is still off."""

    surface: str
    by: Person | None = None
    evidence: Words | None = None
    spend: str | None = None


@dataclass(frozen=True, slots=True)
class ResumeAgreed:
    """One of those who must agree lets a place run again; once all did, it runs."""

    surface: str
    role: RoleId
    by: Person
