"""Receipts: for each place that spreads the note, that it is off, and what it has cost."""

from bot.cli.demo import hands
from bot.cli.demo.acts.common import Seen, press, send
from bot.cli.demo.story import Act
from bot.cli.demo.world import World
from bot.views import surfaces
from bot.workspace.inputs import controls
from bot.workspace.people.find import Place
from bot.workspace.people.modal import Modal


async def report(world: World, act: Act) -> Seen:
    """Open the list of places and fill in the form of each, one after the other."""
    actor = world.person(act.who)
    await press(world, actor, surfaces.OPEN)
    form = await hands.modal(world, actor)
    for place, said in act.says["places"].items():
        await hands.press(actor, _update(form, place))
        await world.until(lambda: any(c.block_id == surfaces.STATE for c in controls(form.blocks)))
        await send(form.fill(said))
    heading = form.title
    await form.close()
    return Seen(note=f"{heading}: {len(act.says['places'])} ✓")


def _update(form: Modal, place: str) -> hands.Held:
    """Return the button beside a place."""
    return next(
        hands.Held(Place(view=form.view), control)
        for control in controls(form.blocks)
        if control.action_id == surfaces.UPDATE
        and str(control.element.get("value", "")).endswith(f"|{place}")
    )
