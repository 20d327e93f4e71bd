"""Sources of time. Everything that needs to know the time is given one of these.

Nothing else in the bot reads the system's clock, but the check of a request's age, which must be
real.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol


class Clock(Protocol):
    """Tells the time, aware and in UTC."""

    poll_seconds: float
    """How often a waiter must look again, because this clock may jump."""

    def now(self) -> datetime:
        """Return the present moment."""
        ...


class SystemClock:
    """The machine's own time."""

    poll_seconds = 5.0

    def now(self) -> datetime:
        """Return the present moment."""
        return datetime.now(UTC)


class FileClock:
    """Time as written in a file, for rehearsals: an ISO time, read again at each look.

    A file that cannot be read at this moment (it is being rewritten) gives the last time that
    could; one that never could is an error at start.
    """

    poll_seconds = 0.1

    def __init__(self, path: Path) -> None:
        self._path = path
        self._last = self._read()

    def now(self) -> datetime:
        """Return the time in the file. It never runs backwards."""
        try:
            self._last = max(self._last, self._read())
        except (OSError, ValueError):
            return self._last
        return self._last

    def _read(self) -> datetime:
        written = datetime.fromisoformat(self._path.read_text(encoding="utf-8").strip())
        return written.replace(tzinfo=written.tzinfo or UTC).astimezone(UTC)
