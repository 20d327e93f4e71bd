"""The timeline: messages that are pinned and corrected, notes with a time of their own."""

from bot.cli.demo.acts.common import Seen, from_menu, missing
from bot.cli.demo.story import Act
from bot.cli.demo.world import World
from bot.cli.ending import WRONG, Ended
from bot.views import status_card


async def say(world: World, act: Act) -> Seen:
    """Write in the channel."""
    words = act.text("words")
    world.said[act.who] = await world.person(act.who).say(world.channel, words)
    return Seen(note=words)


async def pin(world: World, act: Act) -> Seen:
    """Put somebody's last message on the timeline with a pin."""
    actor = world.person(act.who)
    await actor.react(world.said[act.text("of")], "pushpin")
    await world.slack.settle()
    return Seen(note="📌")


async def edit(world: World, act: Act) -> Seen:
    """Correct one's own last message."""
    actor = world.person(act.who)
    await actor.edit(world.said[act.who], act.text("words"))
    await world.slack.settle()
    return Seen(note=f"{act.text('words')} (edited)")


async def note(world: World, act: Act) -> Seen:
    """Write into the timeline from the keyboard."""
    actor = world.person(act.who)
    typed = f"note {act.text('words')}"
    answer = await actor.command("/kolcrisis", typed, channel=world.channel)
    if answer is None:
        raise missing("an answer to /kolcrisis note")
    return Seen(f"/kolcrisis {typed} (only {actor.user.real_name} reads)", actor.read(answer))


async def read_timeline(world: World, act: Act) -> Seen:
    """Look at the timeline: these words stand in it, those that were corrected do not."""
    actor = world.person(act.who)
    form = await from_menu(world, actor, status_card.MENU, "|timeline")
    lines = actor.read(form.view).splitlines()
    await form.close()
    wanted: list[str] = act.says["words"]
    found = [line for line in lines if any(words in line for words in wanted)]
    if len(found) < len(wanted) or any(act.text("not") in line for line in lines):
        raise Ended(WRONG, f"The timeline does not say what it should: {' | '.join(lines)}")
    return Seen(f"From the timeline, as {actor.user.real_name} reads it", "\n".join(found))
