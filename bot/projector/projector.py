"""One worker for each incident that is behind; incidents side by side; wake-ups coalesce.

Streams beside incidents that have something to tell are worked on in the same way. Woken with a
stream's key after each commit. A slow sweep finds what no wake-up told: after a
restart, after a crash, or when another replica died.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

from bot.gateway.errors import GiveUp, RetryLater
from bot.observe import Metrics, log
from bot.projector.worker import Tools, pass_over, tell
from storage.errors import BrokenRecord, StaleLease, StorageDown
from storage.values import StreamKey

LEASE_SECONDS = 24.0
"""How long a worker may give no sign before another takes over.

More than twice as long as a call may take: what the one who was silent had begun has ended by then.
"""
BUG_SECONDS = 60.0
"""How long an incident rests after a fault that nobody but a new release will mend."""
CALM_SECONDS = 1.5
"""Least time between two passes over one incident: a burst of clicks becomes a few updates."""
SWEEP_SECONDS = 5.0
SWEEP_LIMIT = 200
TROUBLE_SECONDS = 5.0
"""Pause after a fault that is not Slack's: the database is away, or a bug."""


class Projector:
    """Starts and stops workers. ``owner`` names this process in leases."""

    def __init__(  # two of these are for tests, which wait less
        self,
        tools: Tools,
        metrics: Metrics,
        owner: str,
        calm_seconds: float = CALM_SECONDS,
        lease_seconds: float = LEASE_SECONDS,
    ) -> None:
        self._tools = tools
        self._metrics = metrics
        self._owner = owner
        self._calm = calm_seconds
        self._lease = timedelta(seconds=lease_seconds)
        self._woken: dict[StreamKey, asyncio.Event] = {}
        self._workers: dict[StreamKey, asyncio.Task[None]] = {}
        self._inherited: set[StreamKey] | None = None
        """What this process found undone when it began; None before it has looked."""
        self._stopping = False
        self._stop = asyncio.Event()

    def wake(self, key: StreamKey) -> None:
        """Have an incident looked at soon. Cheap, and as often as one likes."""
        if self._stopping or not self._shows(key.kind):
            return
        self._woken.setdefault(key, asyncio.Event()).set()
        if key not in self._workers:
            worker = asyncio.create_task(self._work(key), name=f"projector {key.id}")
            self._workers[key] = worker
            worker.add_done_callback(lambda _: self._ended(key))

    async def again(self) -> None:
        """Try at once all that failed, because the reason may be gone. Raises StorageDown."""
        now, surfaces = self._tools.wall.now(), self._tools.store.surfaces
        await surfaces.try_all_again(now)
        for key in await surfaces.to_retry(now, SWEEP_LIMIT):
            self.wake(key)

    async def run(self) -> None:
        """Sweep for as long as the bot runs."""
        while True:
            try:
                await self._sweep()
            except StorageDown:
                log().warning("the sweep found no database")
            await asyncio.sleep(SWEEP_SECONDS)

    async def stop(self, grace_seconds: float) -> None:
        """Let running passes end; what is left undone is found by the next start."""
        self._stopping = True
        self._stop.set()
        for event in self._woken.values():
            event.set()
        workers = list(self._workers.values())
        if workers:
            _, late = await asyncio.wait(workers, timeout=grace_seconds)
            for worker in late:
                worker.cancel()

    @property
    def busy(self) -> int:
        """How many incidents are being worked on."""
        return len(self._workers)

    def _shows(self, kind: str) -> bool:
        return kind == "incident" or kind in self._tools.others

    def _ended(self, key: StreamKey) -> None:
        self._workers.pop(key, None)
        event = self._woken.get(key)
        if event is not None and event.is_set() and not self._stopping:
            self.wake(key)
        else:
            self._woken.pop(key, None)

    async def _sweep(self) -> None:
        store = self._tools.store
        behind = await store.behind(SWEEP_LIMIT, ("incident", *self._tools.others))
        failing = await store.surfaces.to_retry(self._tools.wall.now(), SWEEP_LIMIT)
        self._metrics.projection_lag.set(len(behind))
        self._metrics.surfaces_failing.set(await store.surfaces.waiting())
        if self._inherited is None:
            self._inherited = {*behind, *failing}
        for key in (*behind, *failing):
            self.wake(key)

    async def _work(self, key: StreamKey) -> None:
        """Make passes until nothing is left to do for this incident."""
        woken = self._woken[key]
        while not self._stopping:
            woken.clear()
            again = await self._guarded_pass(key)
            await self._calm_down()
            if woken.is_set():
                continue
            if again is None:
                return
            await self._rest(woken, (again - self._tools.wall.now()).total_seconds())

    async def _calm_down(self) -> None:
        """Let no second pass follow at once, also after the last one: clicks come one by one."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._calm):
                await self._stop.wait()

    async def _rest(self, woken: asyncio.Event, seconds: float) -> None:
        """Wait for the next attempt that is due; a wake-up ends the wait."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(max(seconds, 0.0)):
                await woken.wait()

    async def _guarded_pass(self, key: StreamKey) -> datetime | None:
        """Make one pass under a lease. This is the one place that catches everything."""
        now = self._tools.wall.now()
        surfaces = self._tools.store.surfaces
        soon = now + timedelta(seconds=TROUBLE_SECONDS)
        try:
            fence = await surfaces.lease(key, self._owner, until=now + self._lease, now=now)
            if fence is None:
                return soon
            try:
                async with self._held(key, fence):
                    return await self._pass(key, fence)
            finally:
                await surfaces.release(key, fence)
        except StaleLease:
            return soon
        except (StorageDown, RetryLater, GiveUp) as trouble:
            log().warning("a pass broke off", incident=key.id, error=type(trouble).__name__)
        except BrokenRecord as broken:
            log().error("a record cannot be read", incident=key.id, seq=broken.seq)
            return now + timedelta(seconds=BUG_SECONDS)
        except Exception:  # noqa: BLE001  # a bug in one incident must not stop the others
            log().error("a pass failed", incident=key.id, exc_info=True)
            return now + timedelta(seconds=BUG_SECONDS)
        return soon

    async def _pass(self, key: StreamKey, fence: int) -> datetime | None:
        undone = self._inherited
        inherited = undone is None or key in undone
        work = pass_over if key.kind == "incident" else tell
        again = await work(self._tools, key, fence, inherited=inherited)
        if again is None and undone is not None:
            undone.discard(key)
        return again

    @contextlib.asynccontextmanager
    async def _held(self, key: StreamKey, fence: int) -> AsyncIterator[None]:
        """Give a sign now and then: a pass that waits for Slack's limits is long, not dead."""
        holding = asyncio.create_task(self._hold(key, fence), name=f"lease {key.id}")
        try:
            yield
        finally:
            holding.cancel()
            await asyncio.gather(holding, return_exceptions=True)

    async def _hold(self, key: StreamKey, fence: int) -> None:
        held = True
        while held:
            await asyncio.sleep(self._lease.total_seconds() / 3)
            until = self._tools.wall.now() + self._lease
            try:
                held = await self._tools.store.surfaces.renew(key, fence, until)
            except StorageDown:
                log().warning("a lease could not be renewed", incident=key.id)
