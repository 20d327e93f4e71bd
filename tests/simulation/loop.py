"""An event loop whose time is a number: it jumps to the next timer when nothing else is left to do.

Everything happens in one thread and in one order, so the same seed gives the same run. What belongs
to one life of the bot is marked by a context variable; once that life has ended, nothing of it is
ever resumed: no `finally`, no `except`, as if the machine had lost its power between two steps.
"""

from __future__ import annotations

import asyncio
import contextvars
import heapq
import threading
from collections.abc import Callable, Coroutine
from typing import Any, NoReturn, TypeVar

Result = TypeVar("Result")

MOST_STEPS_AT_ONE_TIME = 200_000
"""More steps than this without time passing are a livelock."""

SHORTEST_JUMP = 1e-6
"""No clock that tells microseconds stands still between two looks."""


class Deadlock(RuntimeError):
    """Everything waits, and nothing is due."""


class Livelock(RuntimeError):
    """Steps follow steps and time stands still."""


class Marks:
    """One life: how many steps it has made, at which step it ends, and whether it has."""

    def __init__(self, on_end: Callable[[], None]) -> None:
        self.steps = 0
        self.ends_at: int | None = None
        self.ended = False
        self.unfinished: set[asyncio.Task[Any]] = set()
        self._on_end = on_end

    def end(self) -> None:
        """End this life now. What it has begun is kept, so that not even its clean-up runs."""
        if not self.ended:
            self.ended = True
            self._on_end()


LIFE: contextvars.ContextVar[Marks | None] = contextvars.ContextVar("life", default=None)


class VirtualLoop(asyncio.BaseEventLoop):
    """Time passes only when nobody has anything left to do."""

    _ready: Any
    _scheduled: Any

    def __init__(self) -> None:
        super().__init__()
        self._now = 0.0
        self._steps_now = 0
        self.steps = 0
        self._thread = threading.get_ident()
        self.set_task_factory(_remember)

    def time(self) -> float:
        """Return the virtual seconds since the loop was made."""
        return self._now

    def _run_once(self) -> None:
        if not self._ready:
            self._jump()
        self._collect_due()
        for _ in range(len(self._ready)):
            self._step(self._ready.popleft())

    def _jump(self) -> None:
        while self._scheduled and self._scheduled[0]._cancelled:
            heapq.heappop(self._scheduled)._scheduled = False
        if not self._scheduled:
            if self._stopping:  # type: ignore[attr-defined]
                return
            raise Deadlock("everything waits and nothing is due")
        self._now = max(self._scheduled[0]._when, self._now + SHORTEST_JUMP)
        self._steps_now = 0

    def _collect_due(self) -> None:
        while self._scheduled and self._scheduled[0]._when <= self._now:
            handle = heapq.heappop(self._scheduled)
            handle._scheduled = False
            if not handle._cancelled:
                self._ready.append(handle)

    def _step(self, handle: Any) -> None:
        if handle._cancelled:
            return
        life = handle._context.get(LIFE)
        if life is not None:
            if life.ended:
                return
            life.steps += 1
            if life.steps == life.ends_at:
                life.end()
                return
        self.steps += 1
        self._steps_now += 1
        handle._run()
        if self._steps_now > MOST_STEPS_AT_ONE_TIME:
            raise Livelock(f"{self._steps_now} steps at one moment")

    def _timer_handle_cancelled(self, handle: Any) -> None:
        """Leave a cancelled timer where it is: it is passed over when its time comes."""

    def _process_events(self, event_list: Any) -> None:
        """There are no events but ours."""

    def _write_to_self(self) -> None:
        """Nobody sleeps in a selector, so nobody has to be woken."""

    def call_soon_threadsafe(
        self,
        callback: Callable[..., object],
        *args: Any,
        context: contextvars.Context | None = None,
    ) -> asyncio.Handle:
        """Take a callback of this very thread; another thread would make runs differ."""
        if threading.get_ident() != self._thread:
            raise RuntimeError("a thread reached into the simulation")
        return self.call_soon(callback, *args, context=context)

    def run_in_executor(self, *_: Any) -> NoReturn:
        """Refuse: a thread would make runs differ."""
        raise RuntimeError("the simulation has no threads")

    async def create_connection(self, *_: Any, **__: Any) -> NoReturn:
        """Refuse: all connections are in memory."""
        raise RuntimeError("the simulation has no sockets")

    async def create_server(self, *_: Any, **__: Any) -> NoReturn:
        """Refuse: all connections are in memory."""
        raise RuntimeError("the simulation has no sockets")


def _remember(
    loop: asyncio.AbstractEventLoop, work: Coroutine[Any, Any, Result], **options: Any
) -> asyncio.Task[Result]:
    task = asyncio.Task(work, loop=loop, **options)
    context: contextvars.Context | None = options.get("context")
    life = LIFE.get() if context is None else context.get(LIFE)
    if life is not None:
        life.unfinished.add(task)
        task.add_done_callback(life.unfinished.discard)
    return task


def alive_in(marks: Marks | None) -> contextvars.Context:
    """Return a context in which whatever starts belongs to that life; None: to no life."""
    context = contextvars.copy_context()
    context.run(LIFE.set, marks)
    return context
