"""Before and at the opening: the roster, the form with two fields, and who sees nothing of it."""

import contextlib

from bot.cli.demo import hands
from bot.cli.demo.acts.common import Seen, missing, press, send
from bot.cli.demo.story import Act
from bot.cli.demo.world import PLACE, World
from bot.cli.ending import WRONG, Ended
from bot.views import details, house, opening, status_card
from bot.workspace.inputs import controls
from bot.workspace.people.actor import Actor

FIRST_CARDS = 6
"""The status card and the guide's five steps."""
TRIES = 5
"""How often somebody opens App Home before they give up."""
A_MOMENT = 1.0
"""Seconds that they look at it."""
OUTSIDE = "Another team"
"""The title of whoever has no part in it."""


async def keep_roster(world: World, act: Act) -> Seen:
    """Say in App Home who is brought in by itself."""
    actor = world.person(act.who)
    await _open_home(world, actor, house.ROSTER)
    await actor.press(house.ROSTER, in_="home")
    form = await hands.modal(world, actor)
    roles = {f"{house.ROLE}{role}": who for role, who in act.says["roles"].items()}
    await send(form.fill(hands.filled(roles, world.people)))
    return Seen(note=f"{len(roles)} roles: they come in by themselves.")


async def _open_home(world: World, actor: Actor, action: str) -> None:
    """Open App Home, and again while it offers no such button: the bot may not know us yet."""
    for _ in range(TRIES):
        await actor.open_home()
        with contextlib.suppress(TimeoutError):
            await world.slack.until(lambda: _offers(actor, action), A_MOMENT)
            return
    raise missing(f"{action} in App Home")


def _offers(actor: Actor, action: str) -> bool:
    home = actor.home()
    return home is not None and any(
        one.action_id == action for one in controls(home.body["blocks"])
    )


async def open_crisis(world: World, act: Act) -> Seen:
    """Type the command and send the form as it is; everything else may wait."""
    actor = world.person(act.who)
    await actor.command("/kolcrisis", f"open {act.text('words')}", channel=PLACE)
    form = await hands.modal(world, actor)
    if world.language != "both":
        await form.press(opening.MORE)
        await world.until(
            lambda: any(one.get("block_id") == details.LANGUAGE for one in form.blocks)
        )
        form.fill({details.LANGUAGE: world.language})
    await send(form)
    await world.until(lambda: _everything_stands(world))
    await form.close()
    return Seen(note=f"#{world.channel.name} stands, with everybody in it.")


def _everything_stands(world: World) -> bool:
    if not hands.is_open(world):
        return False
    cards = [hands.surface_of(message) for message in world.channel.messages]
    inside = [one for one in world.people.values() if one.user.title != OUTSIDE]
    invited = all(actor.id in world.channel.members for actor in inside)
    return invited and len([card for card in cards if card]) >= FIRST_CARDS


async def look_from_outside(world: World, act: Act) -> Seen:
    """Ask for the list, open App Home, look for the channel; find nothing."""
    actor = world.person(act.who)
    answer = await actor.command("/kolcrisis", "list", channel=PLACE)
    if answer is None:
        raise missing("an answer to /kolcrisis list")
    await actor.open_home()
    home = await world.until(actor.home)
    shown = [actor.read(answer), actor.read(home)]
    if world.channel in actor.channels() or any(act.text("word") in text for text in shown):
        raise Ended(WRONG, "Somebody without a part in it could see the crisis.")
    return Seen(f"What {actor.user.real_name} gets from /kolcrisis list", shown[0])


async def add_details(world: World, act: Act) -> Seen:
    """Add what is known by now, from the status card."""
    actor = world.person(act.who)
    label = await press(world, actor, status_card.DETAILS)
    form = await hands.modal(world, actor)
    await send(form.fill(act.says["fields"]))
    return Seen(note=f"[{label}]")
