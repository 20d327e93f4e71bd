"""What one pass works with: a stream, the rows of its surfaces, and the doors to use.

A ``Desk`` is enough to show something of any stream; a ``Bench`` is the desk of an incident. Rows
are read once a pass and written at once after each call to Slack, because a crash may come between
any two lines.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from bot.clock.sources import Clock
from bot.crisis.incident import Incident
from bot.crisis.intents import Intent
from bot.crisis.keeping import times_taken_out
from bot.gateway.client import Gateway
from bot.gateway.errors import GiveUp, RetryLater
from bot.observe import log
from storage.errors import StaleLease, StorageDown
from storage.identity import Identity
from storage.store import Store
from storage.surfaces import Surface
from storage.values import StreamKey

_TAKEN_OUT = "taken_out"
MOST_SKEW = timedelta(minutes=6)
"""How far Slack's clock and ours may differ when we look for what an attempt of ours made.

Further apart, Slack's requests are refused for their age: nobody works like that for long.
"""
LONGEST_BACK_OFF = timedelta(minutes=10)
"""A surface that fails is looked at again at least this often."""


@dataclass(slots=True, kw_only=True)
class Desk:
    """The tools of one pass. ``wall`` is real time, for retries; a stream's clock may stand."""

    key: StreamKey
    store: Store
    gateway: Gateway
    identity: Identity
    wall: Clock
    fence: int
    rows: dict[str, Surface] = field(default_factory=dict)
    tried: set[str] = field(default_factory=set)
    """Keys of the surfaces that this pass wanted, also those whose next attempt lies ahead."""
    look_from: datetime | None = None
    """Where this process found work undone: since when that may stand in Slack all the same.

    Its database may be a back-up, older than what was shown.
    """

    def unsure_since(self, row: Surface) -> datetime | None:
        """Return since when a surface may stand in Slack without our knowing; None: it does not."""
        moments = (row.attempt_started_at, self.look_from)
        return min((one for one in moments if one is not None), default=None)

    def row(self, key: str, kind: str) -> Surface:
        """Return the row of a surface; a new one has shown nothing yet."""
        return self.rows.get(key) or Surface(stream=self.key, key=key, kind=kind)

    @property
    def taken_out(self) -> int:
        """How often something was taken out of the record that is shown here."""
        return 0

    def may_show_more(self, row: Surface) -> bool:
        """Whether something was taken out of the record since a surface was written."""
        return int(row.state.get(_TAKEN_OUT, 0)) < self.taken_out

    def as_of(self, state: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return a row's state with how often something had been taken out when it was written."""
        return {**state, _TAKEN_OUT: self.taken_out} if self.taken_out else state

    async def keep(self, row: Surface, **changes: Any) -> Surface:
        """Store a row, durably, before going on."""
        changed = replace(row, **changes)
        await self.store.surfaces.put(changed, fence=self.fence)
        self.rows[changed.key] = changed
        return changed

    async def shown(self, row: Surface, digest: str, **changes: Any) -> Surface:
        """Store that a surface shows what it should, and forget its troubles."""
        return await self.keep(
            row,
            digest=digest,
            attempts=0,
            next_attempt_at=None,
            failure=None,
            **changes,
        )

    async def call(self, method: str, **arguments: Any) -> Mapping[str, Any]:
        """Call Slack within this team's budget."""
        return await self.gateway.call(method, team=self.key.team, **arguments)

    def waiting(self, key: str) -> bool:
        """Whether a surface failed and its next attempt lies ahead."""
        row = self.rows.get(key)
        at = row.next_attempt_at if row else None
        return at is not None and at > self.wall.now()

    async def attempt(self, key: str, kind: str, work: Awaitable[object]) -> bool:
        """Do a surface's work so that its failure holds no other back. True: nothing is left."""
        try:
            await work
        except RetryLater as later:
            await self._postpone(key, kind, later)
            return False
        except GiveUp as end:
            reason = f"{end.code}:{end.needed}" if end.needed else end.code
            await self._give_up(key, kind, f"{end.method} {reason}")
            return False
        except (StaleLease, StorageDown):
            raise
        except Exception as bug:  # noqa: BLE001  # a bug in one surface must hold no other back
            log().error("a surface failed", incident=self.key.id, surface=key, exc_info=bug)
            await self._give_up(key, kind, type(bug).__name__)
            return False
        await self._recovered(key)
        return True

    def next_look(self) -> datetime | None:
        """Return when the first surface wants another attempt, or a second look for twins.

        A surface that waits for its next attempt is not looked at before, whatever it looks for.
        """
        return min((at for at in map(_look, self.rows.values()) if at is not None), default=None)

    async def _recovered(self, key: str) -> None:
        row = self.rows.get(key)
        if row is not None and (row.next_attempt_at is not None or row.failure is not None):
            await self.keep(row, attempts=0, next_attempt_at=None, failure=None)

    async def _postpone(self, key: str, kind: str, later: RetryLater) -> None:
        """Try again when Slack said; without an answer, less and less often."""
        self.gateway.metrics.retries.labels(kind, later.reason).inc()
        row = self.row(key, kind)
        delay = timedelta(seconds=later.delay)
        if later.ambiguous:
            delay = min(delay * 2 ** min(row.attempts, 10), LONGEST_BACK_OFF)
        await self.keep(
            row,
            attempts=row.attempts + 1 if later.ambiguous else row.attempts,
            next_attempt_at=self.wall.now() + delay,
        )

    async def _give_up(self, key: str, kind: str, failure: str) -> None:
        self.gateway.metrics.retries.labels(kind, failure).inc()
        row = self.row(key, kind)
        at = self.wall.now() + LONGEST_BACK_OFF
        await self.keep(row, attempts=row.attempts + 1, next_attempt_at=at, failure=failure)


def _look(row: Surface) -> datetime | None:
    second = row.state.get("second_look")
    return row.next_attempt_at or (datetime.fromisoformat(second) if second else None)


@dataclass(slots=True, kw_only=True)
class Bench(Desk):
    """The tools of one pass over an incident."""

    incident: Incident
    began_at: datetime
    """When this process began, by the wall: what it was not told before, it must ask for."""
    record: Callable[[Intent], Awaitable[None]]
    """Record a fact that Slack told us about this incident."""

    @property
    def taken_out(self) -> int:
        """How often something was taken out of this incident's record."""
        return times_taken_out(self.incident.redactions)
