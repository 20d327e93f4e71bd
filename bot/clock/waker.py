"""Wakes what is due: reads one indexed column, and lets time pass for each stream it names.

Firing is the service's business and idempotent: two replicas that look at the same moment fire
once. Nothing is held in memory, so a restart forgets nothing.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType

from bot.clock.sources import Clock
from bot.crisis.ids import IncidentId, TeamId
from bot.crisis.intents import TimePassed
from bot.observe import Metrics, log
from bot.service.service import Service
from storage.errors import BrokenRecord, Conflict, StorageDown
from storage.store import Store
from storage.values import StreamKey

Pass = Callable[[StreamKey], Awaitable[object]]
"""Lets time pass for one stream."""

AT_ONCE = 100
"""Streams looked at in one go, so that a minute with a thousand deadlines stays responsive."""
LONGEST_SLEEP = 5.0
"""Another replica may add something that is due sooner than what we know of."""


class Waker:
    """Looks at the clock for as long as the bot runs."""

    def __init__(
        self,
        *,
        store: Store,
        service: Service,
        clock: Clock,
        metrics: Metrics,
        others: Mapping[str, Pass] = MappingProxyType({}),
    ) -> None:
        """``others`` let time pass for streams that are no incidents, by their kind."""
        self._store = store
        self._others = others
        self._service = service
        self._clock = clock
        self._metrics = metrics

    async def run(self) -> None:
        """Let time pass, again and again."""
        while True:
            try:
                await self.look()
                pause = await self._pause()
            except StorageDown:
                pause = LONGEST_SLEEP
                log().warning("the clock found no database")
            await asyncio.sleep(pause)

    async def look(self) -> int:
        """Fire everything that is due now; return how many streams that was."""
        looked = 0
        while due := await self._store.due(self._clock.now(), AT_ONCE):
            fired = 0
            for key in due:
                fired += await self._let_pass(key)
            looked += fired
            if fired < len(due):
                break
        return looked

    async def _let_pass(self, key: StreamKey) -> int:
        try:
            await self._pass(key)
        except (BrokenRecord, Conflict, LookupError) as trouble:
            log().error("time could not pass", incident=key.id, error=type(trouble).__name__)
            return 0
        return 1

    async def _pass(self, key: StreamKey) -> None:
        if key.kind == "incident":
            await self._service.act(
                TeamId(key.team), IncidentId(key.id), TimePassed(), acting_user=None
            )
        else:
            # A kind that only a newer replica knows is a LookupError: that replica lets it pass.
            await self._others[key.kind](key)

    async def _pause(self) -> float:
        at = await self._store.next_due()
        if at is None:
            self._metrics.timers_late.set(0)
            return min(self._clock.poll_seconds, LONGEST_SLEEP)
        left = (at - self._clock.now()).total_seconds()
        self._metrics.timers_late.set(max(0.0, -left))
        return min(max(left, 0.02), self._clock.poll_seconds, LONGEST_SLEEP)
