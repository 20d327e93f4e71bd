"""App Homes of people who look at them: refreshed when what they may see changed, last of all.

Kept in memory only: who opens their Home gets it anew, so a restart loses nothing.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.clock.sources import Clock
from bot.crisis.ids import SlackUserId, TeamId
from bot.crisis.incident import Incident
from bot.gateway.errors import GiveUp, RetryLater
from bot.observe import log
from storage.errors import StorageDown

RECENTLY = timedelta(minutes=15)
"""Who opened their Home longer ago is not looking at it now."""
AT_MOST = timedelta(minutes=1)
"""A Home is published at most this often, however much happens."""
LOOK_SECONDS = 5.0

Publish = Callable[[TeamId, SlackUserId], Awaitable[None]]


class Homes:
    """Knows who looks at their Home, and what is stale."""

    def __init__(self, publish: Publish, wall: Clock) -> None:
        self._publish = publish
        self._wall = wall
        self._opened: dict[tuple[TeamId, SlackUserId], datetime] = {}
        self._published: dict[tuple[TeamId, SlackUserId], datetime] = {}
        self._stale: set[tuple[TeamId, SlackUserId]] = set()

    async def opened(self, team: TeamId, user: SlackUserId) -> None:
        """Somebody opened their Home: show it now, and keep it fresh for a while."""
        self._opened[team, user] = self._wall.now()
        await self._show((team, user))

    def touched(self, incident: Incident) -> None:
        """An incident changed: the Homes of those who look and may see it are stale."""
        concerned = incident.people() | incident.members
        for team, user in self._opened:
            if team == incident.team and (user in concerned or incident.visibility == "public"):
                self._stale.add((team, user))

    async def run(self) -> None:
        """Refresh what is stale, for as long as the bot runs."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            now = self._wall.now()
            for key in sorted(self._stale):
                if now - self._opened.get(key, now) > RECENTLY:
                    self._stale.discard(key)
                elif now - self._published.get(key, now - AT_MOST) >= AT_MOST:
                    await self._show(key)
            self._opened = {k: at for k, at in self._opened.items() if now - at <= RECENTLY}

    async def _show(self, key: tuple[TeamId, SlackUserId]) -> None:
        self._published[key] = self._wall.now()
        self._stale.discard(key)
        try:
            await self._publish(*key)
        except (RetryLater, GiveUp, StorageDown) as trouble:
            log().warning("an App Home was not shown", reason=type(trouble).__name__)
