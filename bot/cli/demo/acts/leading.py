"""Whoever leads: handing over the lead, taking it on."""

from bot.cli.demo import hands
from bot.cli.demo.acts.common import Seen, from_menu, send
from bot.cli.demo.story import Act
from bot.cli.demo.world import World
from bot.views import leading, personal, status_card


async def hand_over(world: World, act: Act) -> Seen:
    """Offer the lead to somebody."""
    form = await from_menu(world, world.person(act.who), status_card.MENU, "|hand_over")
    to = world.person(act.text("to"))
    await send(form.fill({leading.TO_INPUT: to}))
    return Seen(note=f"{form.title}: {to.user.real_name}")


async def accept(world: World, act: Act) -> Seen:
    """Read the brief in one's own conversation with the bot, and take the lead."""
    actor = world.person(act.who)
    held = await world.until(lambda: hands.in_letters(actor, personal.ACCEPT))
    letter = held.place.message
    await hands.press(actor, held)
    brief = actor.read(letter) if letter is not None else ""
    return Seen(f"The bot's letter to {actor.user.real_name}", brief, note=f"[{held.label}]")
