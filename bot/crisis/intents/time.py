"""What the clock and those whom it reminds want."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TimePassed:
    """The clock looked. What is due by now fires; ``now`` is passed beside the intent."""


@dataclass(frozen=True, slots=True)
class QuietReminders:
    """Send me nothing until then; ``until`` None: not in this incident again."""

    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class ResumeReminders:
    """Remind me again from now on."""
