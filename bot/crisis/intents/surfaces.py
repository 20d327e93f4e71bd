"""Places that spread the content: paused, looked at again, let run again."""

from dataclasses import dataclass
from datetime import datetime

from bot.crisis.events import SurfaceFound
from bot.crisis.words import Person, Words


@dataclass(frozen=True, slots=True)
class AddSurface:
    """Name a further place. ``surface`` is derived from the form that was sent."""

    surface: str
    name: Words


@dataclass(frozen=True, slots=True)
class ReportSurface:
    """Say what was found at a place, or that it was paused; ``at`` None means: now."""

    surface: str
    found: SurfaceFound
    by: Person | None = None
    at: datetime | None = None
    evidence: Words | None = None
    spend: str | None = None


@dataclass(frozen=True, slots=True)
class VerifySurface:
    """Say that a paused place was looked at again and is still off."""

    surface: str
    by: Person | None = None
    at: datetime | None = None
    evidence: Words | None = None
    spend: str | None = None


@dataclass(frozen=True, slots=True)
class AgreeToResume:
    """Let a place run again; ``by`` is somebody outside Slack for whom it is recorded."""

    surface: str
    by: Person | None = None
