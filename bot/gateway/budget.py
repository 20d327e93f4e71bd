"""How often we may call. Tiers are Slack's published ones; a Retry-After overrides them.

One bucket per method and one per channel for posting. The budget only delays; who is more urgent
is decided by the order in which the projector asks.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from bot.crisis.ids import TeamId

TIER_PER_MINUTE: Mapping[int, int] = {1: 1, 2: 20, 3: 50, 4: 100}
"""Calls a minute by tier, as Slack documents them ('20+' is counted as 20)."""

_TIERS: Mapping[str, int] = {
    "conversations.create": 2,
    "conversations.setTopic": 2,
    "conversations.setPurpose": 2,
    "conversations.rename": 2,
    "conversations.archive": 2,
    "conversations.list": 2,
    "pins.add": 2,
    "pins.remove": 2,
    "pins.list": 2,
    "bookmarks.add": 2,
    "bookmarks.edit": 2,
    "chat.update": 3,
    "chat.delete": 3,
    "conversations.invite": 3,
    "conversations.open": 3,
    "conversations.info": 3,
    "conversations.history": 3,
    "conversations.replies": 3,
    "users.conversations": 3,
    "bookmarks.list": 3,
    "conversations.members": 4,
    "users.info": 4,
    "views.open": 4,
    "views.update": 4,
    "views.publish": 4,
    "files.getUploadURLExternal": 4,
    "files.completeUploadExternal": 4,
    "files.info": 4,
    "files.delete": 3,
    "chat.postEphemeral": 4,
}

POSTS_PER_MINUTE = 60
"""chat.postMessage: about one a second and channel; short bursts are tolerated."""
POST_BURST = 8
"""The cards of an opening fit into one burst."""


class Buckets(Protocol):
    """Token buckets by workspace and scope; replicas share them through the database."""

    async def take(
        self, team: TeamId, scope: str, *, rate_per_minute: float, burst: float, now: datetime
    ) -> float:
        """Return 0.0 and take a token, or take none and return the seconds to wait."""
        ...

    async def set_back_off(self, team: TeamId, scope: str, until: datetime) -> None:
        """Let nobody take a token before ``until``."""
        ...


class Budget:
    """Slack's limits on top of the buckets. ``now`` is real time."""

    def __init__(self, buckets: Buckets, now: Callable[[], datetime]) -> None:
        self._buckets = buckets
        self._now = now

    async def take(self, team: TeamId, method: str, channel: str | None) -> float:
        """Return 0.0 when the call may be made, or the seconds after which to ask again."""
        limit = _limit(method)
        if limit is None:
            return 0.0
        rate, burst = limit
        return await self._buckets.take(
            team,
            _scope(method, channel),
            rate_per_minute=rate,
            burst=burst,
            now=self._now(),
        )

    async def back_off(
        self, team: TeamId, method: str, channel: str | None, seconds: float
    ) -> None:
        """Slack said to wait: nobody calls this method (or posts to this channel) until then."""
        until = self._now() + timedelta(seconds=seconds)
        await self._buckets.set_back_off(team, _scope(method, channel), until)


def _limit(method: str) -> tuple[float, float] | None:
    if method == "chat.postMessage":
        return POSTS_PER_MINUTE, POST_BURST
    tier = _TIERS.get(method)
    return None if tier is None else (TIER_PER_MINUTE[tier], TIER_PER_MINUTE[tier] / 2)


def _scope(method: str, channel: str | None) -> str:
    return f"{method}:{channel}" if method == "chat.postMessage" and channel else method
