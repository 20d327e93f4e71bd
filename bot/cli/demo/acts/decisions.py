"""Decisions: recorded, carried out, replaced."""

from typing import Any

from bot.cli.demo import hands
from bot.cli.demo.acts.common import Seen, press, send
from bot.cli.demo.story import Act
from bot.cli.demo.world import World
from bot.views import decision_card, decision_form, status_card
from bot.workspace.people.actor import Actor
from bot.workspace.people.modal import Modal


async def decide(world: World, act: Act) -> Seen:
    """Record a decision of some kind."""
    actor = world.person(act.who)
    await press(world, actor, status_card.DECIDE)
    form = await hands.modal(world, actor)
    await form.choose(decision_form.CHOOSE_KIND, act.text("kind"))
    return Seen(note=await _filled(world, act, form))


async def replace(world: World, act: Act) -> Seen:
    """Replace a decision by a later one of the same kind."""
    actor = world.person(act.who)
    form = await _from_card(world, actor, act, decision_card.REPLACE)
    return Seen(note=await _filled(world, act, form))


async def carry_out(world: World, act: Act) -> Seen:
    """Say that a decision has been carried out, with what proves it."""
    actor = world.person(act.who)
    form = await _from_card(world, actor, act, decision_card.CARRY_OUT)
    await send(form.fill({decision_form.EVIDENCE: act.text("words")}))
    return Seen(note=f"{form.title}: {act.text('words')}")


async def _from_card(world: World, actor: Actor, act: Act, action: str) -> Modal:
    """Press a button on the decision's card that reads ``of``, and return the form."""

    def held() -> hands.Held | None:
        cards = [one for one in hands.decisions(world) if act.text("of") in actor.read(one)]
        return hands.button_on(actor, world.channel, cards[-1], action) if cards else None

    await hands.press(actor, await world.until(held))
    return await hands.modal(world, actor)


async def _filled(world: World, act: Act, form: Modal) -> str:
    fields: dict[str, Any] = dict(act.says["fields"])
    await world.until(lambda: fields.keys() <= {one.get("block_id") for one in form.blocks})
    owner = world.person(act.says.get("owner", act.who))
    await send(form.fill(fields | {decision_form.OWNER: owner}))
    return f"{form.title}: {fields[decision_form.RATIONALE]}"
