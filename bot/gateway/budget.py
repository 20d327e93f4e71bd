"""How often we may call. Tiers are Slack's published ones; a Retry-After overrides them.

One bucket per method and one per channel for posting. The budget only delays; who is more urgent
is decided by the order in which the projector asks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

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

POSTS_PER_SECOND = 1.0
"""chat.postMessage: about one a second and channel; short bursts are tolerated."""
POST_BURST = 8
"""The cards of an opening fit into one burst."""


@dataclass(slots=True)
class _Bucket:
    rate: float
    burst: float
    level: float
    at: float
    blocked_until: float = 0.0

    def take(self, now: float) -> float:
        """Take one; return how many seconds to wait before using it."""
        self.level = min(self.burst, self.level + (now - self.at) * self.rate)
        self.at = now
        self.level -= 1
        wait = max(0.0, -self.level / self.rate)
        return max(wait, self.blocked_until - now)

    def give_back(self) -> None:
        self.level = min(self.burst, self.level + 1)


class Budget:
    """Buckets by (team, method) and by channel. ``monotonic`` returns seconds that only grow."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._buckets: dict[tuple[str, ...], _Bucket] = {}

    def take(self, team: str, method: str, channel: str | None) -> float:
        """Reserve one call; return the seconds to wait before making it."""
        now = self._monotonic()
        return max((bucket.take(now) for bucket in self._of(team, method, channel)), default=0.0)

    def give_back(self, team: str, method: str, channel: str | None) -> None:
        """Return a reservation that will not be used."""
        for bucket in self._of(team, method, channel):
            bucket.give_back()

    def back_off(self, team: str, method: str, channel: str | None, seconds: float) -> None:
        """Slack said to wait: nobody calls this method (or posts to this channel) until then."""
        until = self._monotonic() + seconds
        narrow = self._of(team, method, channel)[-1:]
        for bucket in narrow:
            bucket.blocked_until = max(bucket.blocked_until, until)

    def _of(self, team: str, method: str, channel: str | None) -> list[_Bucket]:
        if method == "chat.postMessage":
            return [self._bucket((team, method, channel or ""), POSTS_PER_SECOND, POST_BURST)]
        tier = _TIERS.get(method)
        if tier is None:
            return []
        per_minute = TIER_PER_MINUTE[tier]
        return [self._bucket((team, method), per_minute / 60, per_minute / 2)]

    def _bucket(self, key: tuple[str, ...], rate: float, burst: float) -> _Bucket:
        bucket = self._buckets.get(key)
        if bucket is None:
            bucket = _Bucket(rate, burst, burst, self._monotonic())
            self._buckets[key] = bucket
        return bucket
