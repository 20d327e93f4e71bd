"""Plays the story from the first step to the last."""

from collections.abc import Awaitable

from bot.cli.demo import hands
from bot.cli.demo.acts import ACTS, Seen
from bot.cli.demo.crash import complete_and_crash
from bot.cli.demo.story import Step, Story
from bot.cli.demo.telling import Teller
from bot.cli.demo.world import World
from bot.cli.ending import WRONG, Ended
from bot.views.status_card import SURFACE
from bot.workspace.shapes import ClientRefused

CRASH = "complete_and_crash"


async def play(world: World, story: Story, teller: Teller) -> None:
    """Play all steps. Raises Ended when something was not as the story tells it."""
    for step in story.steps:
        await teller.scene(_when(world, story, step), step.title)
        world.before = remembered(world)
        world.clock.move_to(world.begins + step.after)
        seen = await _watched(world, step, _act(world, step, teller))
        if seen.note:
            teller.line(seen.note)
        if seen.text:
            teller.shown(seen.heading, seen.text)
        teller.done()


def remembered(world: World) -> dict[str, str]:
    """Return what everybody reads on the status card before time moves."""
    if not hands.is_open(world):
        return {}
    message = hands.card(world, SURFACE)
    people = world.people.items()
    return {who: hands.read(world, actor, message) for who, actor in people} if message else {}


def _when(world: World, story: Story, step: Step) -> str:
    return f"{(world.begins + step.after).astimezone(story.zone):%H:%M}"


def _act(world: World, step: Step, teller: Teller) -> Awaitable[Seen]:
    if step.act == CRASH:
        return complete_and_crash(world, step, teller.line)
    return ACTS[step.act](world, step)


async def _watched(world: World, step: Step, act: Awaitable[Seen]) -> Seen:
    try:
        return await act
    except TimeoutError:
        refusals = "; ".join(f"{one.where}: {one.error}" for one in world.slack.errors)
        raise Ended(
            WRONG,
            f"{step.title}: what should follow was not to be seen in time. Slack refused: "
            f"{refusals or 'nothing'}. The bot's log is {world.bot.log}.",
        ) from None
    except ClientRefused as refused:
        raise Ended(WRONG, f"{step.title}: {refused}") from None
