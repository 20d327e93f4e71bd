"""What the acts share: waiting for a button, sending a form, saying what is missing."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.cli.demo import hands
from bot.cli.demo.story import Act
from bot.cli.demo.world import World
from bot.cli.ending import WRONG, Ended
from bot.workspace.people.actor import Actor
from bot.workspace.people.modal import Modal


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody reads at once. ``note`` says in a line what was done."""

    heading: str = ""
    text: str = ""
    note: str = ""


Played = Callable[[World, Act], Awaitable[Seen]]


def missing(what: str) -> Ended:
    """Return the end of a demo in which something was not to be seen."""
    return Ended(WRONG, f"The demo expected {what}, and it was not there.")


async def button(world: World, actor: Actor, action: str, ending: str = "") -> hands.Held:
    """Return a button of the channel once it is shown."""
    return await world.until(lambda: hands.button(actor, world.channel, action, ending))


async def press(world: World, actor: Actor, action: str, ending: str = "") -> str:
    """Press a button of the channel once it is shown, and return what reads on it."""
    held = await button(world, actor, action, ending)
    await hands.press(actor, held)
    return held.label


async def from_menu(world: World, actor: Actor, menu: str, ending: str) -> Modal:
    """Choose an entry behind three dots and return the form that comes up."""
    entry = await world.until(lambda: hands.menu_entry(actor, world.channel, menu, ending))
    await hands.pick(actor, entry)
    return await hands.modal(world, actor)


async def send(form: Modal) -> None:
    """Send a form. Raises Ended with the words at its fields when it is sent back."""
    sent = await form.submit()
    if sent.errors:
        raise Ended(WRONG, f"A form was sent back: {'; '.join(sent.errors.values())}")
