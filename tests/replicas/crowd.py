"""A crowd: people who join a crisis and click, type, talk and pin, each at a pace of their own.

What they do and what they write down of it is the simulation's; they only do less that takes the
whole screen for itself, and nothing that ends a crisis for all others.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, cast

from tests.simulation.people import Someone

if TYPE_CHECKING:
    from bot.workspace.model.channel import Channel
    from bot.workspace.people.actor import Actor
    from tests.replicas.town import Town
    from tests.simulation.world import World


class Clicker(Someone):
    """One of many, in the channel of one crisis."""

    def __init__(self, town: Town, actor: Actor, ids: tuple[str, ...], home: Channel) -> None:
        # A town has all that people look for in a world.
        super().__init__(cast("World", town), actor, ids)
        self._town = town
        self._home_channel = home

    async def join(self) -> None:
        """Come into the channel."""
        if self.actor.id not in self._home_channel.members:
            await self.actor.join(self._home_channel)

    async def click(self, pause: float) -> None:
        """Do one thing after the other for as long as the day lasts."""
        await asyncio.sleep(self._rng.uniform(0, pause))
        while self._town.open:
            await self._try(self._next())
            await asyncio.sleep(self._rng.expovariate(1 / pause))

    def _channels(self) -> list[Channel]:
        return [self._home_channel]

    def _next(self) -> Callable[[], Awaitable[None]]:
        if self.actor.workspace.modals.get(self.actor.id):
            return self._form
        doing: tuple[tuple[float, Callable[[], Awaitable[None]]], ...] = (
            (6.0, self._click),
            (2.0, self._note),
            (1.0, self._say),
            (1.0, self._pin),
            (0.3, self._unpin),
            (0.3, self._edit),
            (0.2, self._delete),
            (0.3, self._from_message),
            (0.3, self._letters),
        )
        return self._rng.choices([do for _, do in doing], [weight for weight, _ in doing])[0]
