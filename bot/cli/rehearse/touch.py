"""How players find and send what they touch. Used by the deeds."""

from bot.cli.demo import hands
from bot.cli.demo.world import World
from bot.cli.ending import WRONG, Ended
from bot.workspace.people.actor import Actor
from bot.workspace.people.modal import Modal


async def press(world: World, actor: Actor, action: str, ending: str = "") -> str:
    """Press a button of the channel once it is shown, and return what reads on it."""
    held = await world.until(lambda: hands.button(actor, world.channel, action, ending))
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
        raise Ended(WRONG, f"the form was sent back: {'; '.join(sent.errors.values())}")
