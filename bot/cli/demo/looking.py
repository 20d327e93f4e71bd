"""What people read on a card when a scene is over. Used by the player."""

from bot.cli.demo import hands
from bot.cli.demo.acts.common import Seen
from bot.cli.demo.story import Look
from bot.cli.demo.world import World
from bot.workspace.model.message import Message

DECISION = "decision"
"""Stands for the newest decision's card."""


def before(world: World, look: Look | None) -> str:
    """Return what the card said when the scene began; nothing if it was not there yet."""
    if look is None or not hands.is_open(world):
        return ""
    return _read(world, look)


async def seen(world: World, look: Look, earlier: str) -> Seen:
    """Wait until the card says something new, and these words; return it as that person reads."""

    def changed() -> str | None:
        now = _read(world, look)
        return now if now != earlier and look.words in now else None

    now = await world.until(changed)
    reader = world.person(look.who).user.real_name
    if look.whole:
        return Seen(f"As {reader} reads it", now)
    return Seen(f"New, as {reader} reads it", hands.news(earlier, now))


def _read(world: World, look: Look) -> str:
    message = _card(world, look)
    return world.person(look.who).read(message) if message is not None else ""


def _card(world: World, look: Look) -> Message | None:
    if look.card == DECISION:
        return next(reversed(hands.decisions(world)), None)
    return hands.card(world, look.card)
