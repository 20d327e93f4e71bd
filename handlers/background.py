"""Work beside an ack, tracked so that a stop waits for it."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from bot.gateway.errors import GiveUp, RetryLater
from bot.observe import log
from storage.errors import StorageDown


class Background:
    """Work beside an ack: opening a modal, answering through a URL. Tracked, so that a stop waits.

    Nothing that must not be lost is done here: that is in the record before the ack.
    """

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Do it now, beside what is going on."""
        task = asyncio.create_task(_guarded(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def drain(self, seconds: float) -> None:
        """Wait until everything has ended, at most so long."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:
                task.cancel()


async def _guarded(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except (RetryLater, GiveUp) as trouble:
        log().warning("work beside an ack failed", reason=str(trouble))
    except StorageDown:
        log().warning("work beside an ack found no database")
    except Exception:  # noqa: BLE001  # nobody awaits this task; the log is the only witness
        log().error("work beside an ack failed", exc_info=True)
