"""Time for the house: everybody's watch runs ten times as fast, and a crisis can be moved ahead.

Slack and the bot's own waiting share one watch, so that what happened a moment ago is a moment ago
for both; the crisis' clock is that watch plus whatever a test has let pass.
"""

import time
from datetime import UTC, datetime, timedelta

START = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
SPEED = 10.0


class Watch:
    """Real waiting of Slack and bot: budgets refill, retries come due, leases end."""

    poll_seconds = 0.05

    def __init__(self, start: datetime = START, speed: float = SPEED) -> None:
        self._start = start
        self._speed = speed
        self._began = time.monotonic()
        self._ahead = timedelta()

    @classmethod
    def real(cls) -> "Watch":
        """Return a watch that shows the machine's time, for a bot in a process of its own."""
        return cls(datetime.now(UTC), 1.0)

    def now(self) -> datetime:
        """Return the present moment."""
        passed = timedelta(seconds=(time.monotonic() - self._began) * self._speed)
        return self._start + passed + self._ahead

    def pass_by(self, step: timedelta) -> None:
        """Let time pass without anybody having to wait for it."""
        self._ahead += step


class CrisisClock:
    """The time by which a crisis is judged."""

    poll_seconds = 0.05

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._ahead = timedelta()

    def now(self) -> datetime:
        """Return the present moment."""
        return self._watch.now() + self._ahead

    def pass_by(self, step: timedelta) -> None:
        """Let time pass for the crises alone."""
        self._ahead += step


class StuckClock(CrisisClock):
    """A clock with a bug: once ``stuck``, whoever asks for the time gets an error."""

    stuck = False

    def now(self) -> datetime:
        """Return the present moment, or raise."""
        if self.stuck:
            raise RuntimeError("stuck")
        return super().now()


class StandingClock(CrisisClock):
    """Time that stands still unless a test lets it pass: who hears what, and when, is exact."""

    def now(self) -> datetime:
        """Return the present moment."""
        return START + self._ahead
