"""What time it is in the local Slack.

`Clock` is handed to everything that needs the time. Signatures never use it: they carry real time,
because whoever checks them compares with real time.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

Now = Callable[[], datetime]


def real_now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


class SettableClock:
    """A clock that stands still until it is moved. Pass it wherever a `now` is wanted."""

    def __init__(self, start: datetime) -> None:
        if start.tzinfo is None:
            message = "a clock needs a time zone"
            raise ValueError(message)
        self._at = start
        self._listeners: list[Callable[[], None]] = []

    def __call__(self) -> datetime:
        """Return the moment at which the clock stands."""
        return self._at

    def on_move(self, listener: Callable[[], None]) -> None:
        """Call the listener after every move."""
        self._listeners.append(listener)

    def move_to(self, moment: datetime) -> None:
        """Set the clock; an aware datetime, never an earlier one."""
        if moment < self._at:
            message = "the clock does not go backwards"
            raise ValueError(message)
        self._at = moment
        for listener in self._listeners:
            listener()

    def advance(self, step: timedelta) -> None:
        """Move the clock forward by a step."""
        self.move_to(self._at + step)


class FileClock(SettableClock):
    """A settable clock that also writes its time to a file, as ISO 8601 in UTC.

    Another process that reads the file shares the time. The file is replaced in one step, so a
    reader never sees half of it.
    """

    def __init__(self, path: Path, start: datetime) -> None:
        super().__init__(start)
        self.path = path
        self._write()
        self.on_move(self._write)

    def _write(self) -> None:
        draft = self.path.with_name(self.path.name + ".new")
        draft.write_text(self().astimezone(UTC).isoformat() + "\n", encoding="utf-8")
        draft.replace(self.path)


class Clock:
    """Workspace time (`now`, for timestamps and windows) and waiting time (for time-outs).

    Waiting follows the event loop, so a virtual-time loop moves it too; a workspace clock that is
    moved by an hour does not time out what is under way.
    """

    def __init__(self, now: Now = real_now, monotonic: Callable[[], float] | None = None) -> None:
        self.now = now
        self._monotonic = monotonic
        self._last_micros = 0

    def monotonic(self) -> float:
        """Return seconds for measuring waits: the running loop's time unless one was given."""
        if self._monotonic is not None:
            return self._monotonic()
        return asyncio.get_running_loop().time()

    def seconds(self) -> int:
        """Return the time as whole seconds since 1970."""
        return int(self.now().timestamp())

    def timestamp(self) -> str:
        """Return a new `ts`, later than every one given before."""
        micros = max(_micros(self.now()), self._last_micros + 1)
        self._last_micros = micros
        return f"{micros // 1_000_000}.{micros % 1_000_000:06d}"


def _micros(moment: datetime) -> int:
    elapsed = moment - datetime(1970, 1, 1, tzinfo=UTC)
    return elapsed // timedelta(microseconds=1)
