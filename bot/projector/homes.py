"""App Homes of people who look at them: refreshed when what they may see changed, last of all.

One exception comes first of all: what somebody may no longer see goes at once. Kept in memory only:
who opens their Home gets it anew, so a restart loses nothing.
"""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.clock.sources import Clock
from bot.crisis.ids import IncidentId, SlackUserId, TeamId
from bot.crisis.incident import Incident
from bot.crisis.keeping import times_taken_out
from bot.crisis.rights import sees
from bot.gateway.errors import GiveUp, RetryLater
from bot.observe import log
from storage.errors import StorageDown

RECENTLY = timedelta(minutes=15)
"""Who opened their Home longer ago is not looking at it now."""
AT_MOST = timedelta(minutes=1)
"""A Home is published at most this often, however much happens."""
LOOK_SECONDS = 5.0

Key = tuple[TeamId, SlackUserId]
Publish = Callable[[TeamId, SlackUserId], Awaitable[frozenset[IncidentId]]]
"""Shows a Home and returns the incidents that stand on it."""


class Homes:
    """Knows who looks at their Home, and what is stale."""

    def __init__(self, publish: Publish, wall: Clock) -> None:
        self._publish = publish
        self._wall = wall
        self._opened: dict[Key, datetime] = {}
        self._published: dict[Key, datetime] = {}
        self._shown: dict[Key, frozenset[IncidentId]] = {}
        self._taken_out: dict[IncidentId, int] = {}
        self._stale: set[Key] = set()
        self._revoked: set[Key] = set()
        self._hurry = asyncio.Event()
        self._turns: defaultdict[Key, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def opened(self, team: TeamId, user: SlackUserId) -> None:
        """Somebody opened their Home: show it now, and keep it fresh for a while."""
        self._opened[team, user] = self._wall.now()
        await self._show((team, user))

    def touched(self, incident: Incident) -> None:
        """An incident changed: the Homes of those who look and may see it are stale.

        Where it stands and may not be seen any more, it goes at once; and so do its words where
        some were taken out.
        """
        quotes_more = self._taken_out.get(incident.id, 0) < times_taken_out(incident.redactions)
        self._taken_out[incident.id] = times_taken_out(incident.redactions)
        for key in self._opened.keys() | self._shown.keys():
            team, user = key
            if team != incident.team:
                continue
            if quotes_more and incident.id in self._shown.get(key, ()):
                self.revoke(team, user)
            elif sees(incident, user):
                if key in self._opened:
                    self._stale.add(key)
            elif incident.id in self._shown.get(key, ()):
                self.revoke(team, user)

    def revoke(self, team: TeamId, user: SlackUserId) -> None:
        """Somebody may no longer see something: their Home is shown anew without waiting."""
        self._revoked.add((team, user))
        self._hurry.set()

    async def run(self) -> None:
        """Refresh what is stale, for as long as the bot runs."""
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_SECONDS):
                    await self._hurry.wait()
            self._hurry.clear()
            for key in sorted(self._revoked):
                await self._show(key)
            now = self._wall.now()
            for key in sorted(self._stale):
                if now - self._opened.get(key, now) > RECENTLY:
                    self._stale.discard(key)
                elif now - self._published.get(key, now - AT_MOST) >= AT_MOST:
                    await self._show(key)
            self._opened = {k: at for k, at in self._opened.items() if now - at <= RECENTLY}

    async def _show(self, key: Key) -> None:
        # In turns: what was read earlier must not be shown later.
        async with self._turns[key]:
            self._published[key] = self._wall.now()
            self._stale.discard(key)
            try:
                self._shown[key] = await self._publish(*key)
            except GiveUp as end:
                self._revoked.discard(key)
                log().warning("an App Home was not shown", reason=end.code)
            except (RetryLater, StorageDown) as trouble:
                log().warning("an App Home was not shown", reason=type(trouble).__name__)
            else:
                self._revoked.discard(key)
