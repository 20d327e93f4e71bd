"""What stands on the page beside Slack: the clock and, when a story is played, how far it is.

Whoever starts the page owns one of these and changes it; the page shows it. It knows neither what
the story is nor what makes something due.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

_TICK_SECONDS = 0.5


class Movable(Protocol):
    """A clock that people can move forward; `bot.workspace.clock.SettableClock` is one."""

    def __call__(self) -> datetime:
        """Return the moment at which the clock stands."""
        ...

    def advance(self, step: timedelta) -> None:
        """Move it forward by a step."""
        ...

    def move_to(self, moment: datetime) -> None:
        """Move it to a moment that is not in its past."""
        ...


@dataclass(slots=True)
class Show:
    """The clock, if it can be moved, and the story, if one is played.

    `next_due` answers when the app has something to do next, or None. `caption`, `scene` of
    `scenes` tell what is played; `is_playing` is over when the story has ended or somebody took
    over.
    """

    clock: Movable | None = None
    next_due: Callable[[], Awaitable[datetime | None]] | None = None
    caption: str = ""
    scene: int = 0
    scenes: int = 0
    is_playing: bool = False
    taken_over: asyncio.Event = field(default_factory=asyncio.Event)

    def take_over(self) -> None:
        """End the story: from here on people act for themselves."""
        if self.is_playing:
            self.is_playing = False
            self.taken_over.set()

    def skip(self, step: timedelta) -> None:
        """Move the clock forward."""
        if self.clock is not None:
            self.clock.advance(step)

    async def skip_to_next_due(self) -> bool:
        """Move the clock to what is due next; False when nothing is."""
        due = await self.next_due() if self.next_due is not None else None
        if due is None or self.clock is None:
            return False
        self.clock.move_to(max(due, self.clock()))
        return True


async def let_time_flow(clock: Movable) -> None:
    """Move a clock on as real time passes, until cancelled. Jumps in between stay."""
    loop = asyncio.get_running_loop()
    last = loop.time()
    while True:
        await asyncio.sleep(_TICK_SECONDS)
        now = loop.time()
        clock.advance(timedelta(seconds=now - last))
        last = now
