"""The end: closing, the four questions, a promise and its keeping, the signature."""

from bot.cli.demo import hands
from bot.cli.demo.acts.common import Seen, press, send
from bot.cli.demo.story import Act
from bot.cli.demo.world import World
from bot.views import closed, follow_up


async def close(world: World, act: Act) -> Seen:
    """Close the crisis; the review comes by itself, with its file."""
    actor = world.person(act.who)
    await actor.command("/kolcrisis", "close", channel=world.channel)
    form = await hands.modal(world, actor)
    await send(form.fill({"outcome": act.text("outcome"), "remark": act.text("words")}))
    await world.until(lambda: any(message.files for message in world.channel.messages))
    return Seen(note=act.text("words"))


async def answer(world: World, act: Act) -> Seen:
    """Answer the review's questions."""
    actor = world.person(act.who)
    await press(world, actor, closed.ANSWER)
    form = await hands.modal(world, actor)
    answers = act.says["answers"]
    await send(form.fill({_block(question, said): said for question, said in answers.items()}))
    return Seen(note=f"{form.title}: {len(answers)}")


def _block(question: str, said: object) -> str:
    return f"{'choice' if isinstance(said, list) else 'answer'}.{question}"


async def promise(world: World, act: Act) -> Seen:
    """Promise something for afterwards."""
    actor = world.person(act.who)
    await press(world, actor, follow_up.ADD)
    form = await hands.modal(world, actor)
    owner = world.person(act.text("owner"))
    await send(form.fill({follow_up.TEXT: act.text("words"), follow_up.OWNER: owner}))
    return Seen(note=f"{form.title}: {act.text('words')}")


async def keep_promise(world: World, act: Act) -> Seen:
    """Say that it is done, and what shows it."""
    actor = world.person(act.who)
    await press(world, actor, follow_up.DONE)
    form = await hands.modal(world, actor)
    await send(form.fill({follow_up.EVIDENCE: act.text("words")}))
    return Seen(note=f"{form.title}: {act.text('words')}")


async def sign(world: World, act: Act) -> Seen:
    """Stand by the review."""
    label = await press(world, world.person(act.who), closed.SIGN)
    return Seen(note=f"[{label}]")
