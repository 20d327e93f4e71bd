"""Work in the background, and waiting for something to become true.

Whatever is spawned here is owned by the local Slack and ends with it. A task that fails is kept in
`failures`, so that nothing goes wrong unseen.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

Value = TypeVar("Value")


class Tasks:
    """The background tasks of one local Slack."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()
        self.failures: list[BaseException] = []

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something beside the caller."""
        task = asyncio.get_running_loop().create_task(work)
        self._running.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        if not task.cancelled() and task.exception() is not None:
            self.failures.append(task.exception() or RuntimeError())

    async def close(self) -> None:
        """Cancel what still runs and wait until it ended."""
        running = list(self._running)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


class Changes:
    """Lets others wait for a change instead of asking again and again."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()
        self.count = 0

    def touch(self) -> None:
        """Say that something changed; `count` says how often that was."""
        self.count += 1
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_result(None)
        self._waiting.clear()

    async def until(self, probe: Callable[[], Value], patience: float = 5.0) -> Value:
        """Return the probe's first true value; TimeoutError after `patience` seconds without one.

        Seconds are the event loop's. The probe is asked at once and after every change.
        """
        async with asyncio.timeout(patience):
            while True:
                value = probe()
                if value:
                    return value
                waiter = asyncio.get_running_loop().create_future()
                self._waiting.add(waiter)
                try:
                    await waiter
                finally:
                    self._waiting.discard(waiter)
