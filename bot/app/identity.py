"""Who we are in Slack: resolved at start, stored, and never asked for again during a request.

Bolt, left alone, asks Slack on the first request and answers 200 without running the listener when
that fails. Here nothing is answered before the identity is known.
"""

import asyncio
from collections.abc import Awaitable, Callable

from bot.clock.sources import Clock
from bot.crisis.ids import SlackUserId, TeamId
from bot.gateway.client import Gateway
from bot.gateway.errors import GiveUp, RetryLater
from bot.observe import log
from storage.errors import StorageDown
from storage.identity import Identity
from storage.store import Store

AGAIN_SECONDS = 5.0
NO_TEAM = TeamId("")


class Unknown(Exception):
    """Slack has not told us yet who we are."""


class Identified:
    """Holds the identity once it is known. ``trouble`` says why it is not, for the operator."""

    def __init__(self, store: Store, gateway: Gateway, wall: Clock) -> None:
        self._store = store
        self._gateway = gateway
        self._wall = wall
        self._identity: Identity | None = None
        self.trouble = "Slack has not answered yet"
        self.known = asyncio.Event()

    def get(self, _: TeamId | None = None) -> Identity:
        """Return who we are. Raises Unknown until that is known."""
        if self._identity is None:
            raise Unknown(self.trouble)
        return self._identity

    async def recall(self) -> None:
        """Take what an earlier start stored, so that Slack's outage does not keep us from work."""
        teams = await self._store.identities.teams()
        if len(teams) == 1:
            self._set(await self._store.identities.get(teams[0]))

    @property
    def refused(self) -> str:
        """Why Slack takes our token no more, though it once told us who we are; or empty."""
        return self._gateway.refused if self.known.is_set() else ""

    async def keep(self, accepted: Callable[[], Awaitable[None]]) -> None:
        """Know who we are for as long as the bot runs; ask again once our token is refused.

        ``accepted`` is called whenever Slack takes the token: what could not be shown before is
        tried again, also after a start, which may have brought a new token or new scopes.
        """
        while True:
            self._gateway.was_refused.clear()
            await self._resolve(accepted)
            await self._gateway.was_refused.wait()

    async def _resolve(self, accepted: Callable[[], Awaitable[None]]) -> None:
        """Ask Slack until it answers, and store the answer."""
        while True:
            try:
                self._set(await self._ask())
                await accepted()
            except RetryLater as later:
                self.trouble = later.reason
                await asyncio.sleep(max(later.delay, 1.0))
            except GiveUp as end:
                if self.trouble != end.code:
                    log().error("Slack does not accept the bot token", code=end.code)
                self.trouble = end.code
                await asyncio.sleep(AGAIN_SECONDS)
            except StorageDown:
                self.trouble = "the database is away"
                await asyncio.sleep(AGAIN_SECONDS)
            else:
                return

    def _set(self, identity: Identity | None) -> None:
        if identity is not None:
            self._identity = identity
            self.trouble = ""
            self.known.set()

    async def _ask(self) -> Identity:
        answer = await self._gateway.call("auth.test", team=NO_TEAM)
        bot = await self._gateway.call("bots.info", team=NO_TEAM, bot=str(answer["bot_id"]))
        identity = Identity(
            team=TeamId(str(answer["team_id"])),
            team_name=str(answer.get("team", "")),
            url=str(answer.get("url", "")),
            bot_user=SlackUserId(str(answer["user_id"])),
            bot_id=str(answer["bot_id"]),
            app_id=str((bot.get("bot") or {}).get("app_id", "")),
            enterprise_id=answer.get("enterprise_id"),
            is_enterprise_install=bool(answer.get("is_enterprise_install")),
            fetched_at=self._wall.now(),
        )
        await self._store.identities.put(identity)
        return identity
