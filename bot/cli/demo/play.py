"""Plays the story from the first scene to the last."""

from collections.abc import Awaitable
from typing import TypeVar

from bot.cli.demo import looking
from bot.cli.demo.acts.common import Seen
from bot.cli.demo.acts.index import ACTS
from bot.cli.demo.crash import complete_and_crash
from bot.cli.demo.story import Act, Scene, Story
from bot.cli.demo.telling import Teller
from bot.cli.demo.world import World
from bot.cli.ending import WRONG, Ended
from bot.workspace.shapes import ClientRefused

MOST_LINES = 25
"""How much of a card is told; all of it stands in the transcript."""
CRASH = "complete_and_crash"
Value = TypeVar("Value")


async def play(world: World, story: Story, teller: Teller) -> None:
    """Play all scenes. Raises Ended when something was not as the story tells it."""
    for scene in story.scenes:
        await teller.scene(_when(world, story, scene), scene.title)
        await _play(world, scene, teller)
        teller.done()


async def _play(world: World, scene: Scene, teller: Teller) -> None:
    earlier = looking.before(world, scene.look)
    # Whoever watches may have moved the clock further already.
    world.clock.move_to(max(world.clock(), world.begins + scene.after))
    for act in scene.acts:
        seen = await _watched(world, scene, _played(world, act, teller))
        _tell(teller, seen, world.person(act.who).user.real_name)
    if scene.look is not None:
        seen = await _watched(world, scene, looking.seen(world, scene.look, earlier))
        _tell(teller, seen, world.person(scene.look.who).user.real_name)


def _played(world: World, act: Act, teller: Teller) -> Awaitable[Seen]:
    if act.name == CRASH:
        return complete_and_crash(world, act, teller.line)
    return ACTS[act.name](world, act)


def _tell(teller: Teller, seen: Seen, who: str) -> None:
    if seen.note:
        teller.line(f"{who}: {seen.note}")
    if seen.text:
        teller.shown(seen.heading, _excerpt(seen.text))


def _excerpt(text: str) -> str:
    """Return the beginning of what was seen: enough to know it by."""
    lines = text.splitlines()
    left = len(lines) - MOST_LINES
    return "\n".join([*lines[:MOST_LINES], f"… and {left} lines more"] if left > 1 else lines)


def _when(world: World, story: Story, scene: Scene) -> str:
    return f"{(world.begins + scene.after).astimezone(story.zone):%a %H:%M}"


async def _watched(world: World, scene: Scene, act: Awaitable[Value]) -> Value:
    try:
        return await act
    except TimeoutError:
        refusals = "; ".join(f"{one.where}: {one.error}" for one in world.slack.errors)
        raise Ended(
            WRONG,
            f"{scene.title}: what should follow was not to be seen in time. Slack refused: "
            f"{refusals or 'nothing'}. The bot's log is {world.bot.log}.",
        ) from None
    except ClientRefused as refused:
        raise Ended(WRONG, f"{scene.title}: {refused}") from None
