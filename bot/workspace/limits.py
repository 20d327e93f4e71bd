"""Rate limits, when they are asked for.

A bucket for each method, team and app, filled by the method's tier, and one for each channel into
which `chat.postMessage` posts. Off unless the local Slack is told to enforce them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.workspace.clock import Clock

# Calls a minute that Slack promises for each tier; the special ones allow hundreds.
PER_MINUTE = MappingProxyType(
    {"tier1": 1, "tier2": 20, "tier3": 50, "tier4": 100, "special": 600},
)
POSTS_PER_SECOND = 1.0
POST_BURST = 4


@dataclass(slots=True)
class _Bucket:
    level: float
    at: float


class RateLimits:
    """Token buckets. `enforced` can be switched at any time."""

    def __init__(self, clock: Clock, *, enforced: bool = False) -> None:
        self._clock = clock
        self.enforced = enforced
        self._buckets: dict[tuple[str, ...], _Bucket] = {}

    def take(self, caller: tuple[str, str], method: str, tier: str, channel: str) -> int:
        """Take one call; return 0, or the seconds to wait (whole, at least 1) when there is none.

        `caller` is the team and the app.
        """
        if not self.enforced:
            return 0
        per_minute = PER_MINUTE[tier]
        wait = self._take((method, *caller), per_minute, per_minute / 60)
        if not wait and method == "chat.postMessage":
            wait = self._take((method, *caller, channel), POST_BURST, POSTS_PER_SECOND)
        return wait

    def _take(self, key: tuple[str, ...], size: float, per_second: float) -> int:
        now = self._clock.monotonic()
        bucket = self._buckets.setdefault(key, _Bucket(size, now))
        bucket.level = min(size, bucket.level + (now - bucket.at) * per_second)
        bucket.at = now
        if bucket.level < 1:
            return max(1, math.ceil((1 - bucket.level) / per_second))
        bucket.level -= 1
        return 0
