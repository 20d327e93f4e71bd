"""How bad it is: the quick read, and the colour that whoever leads confirms."""

from bot.cli.demo import hands
from bot.cli.demo.acts.common import Seen, press, send
from bot.cli.demo.story import Act
from bot.cli.demo.world import World
from bot.views import severity, severity_forms, task


async def read_quick(world: World, act: Act) -> Seen:
    """Answer the quick read and see which colour the bot proposes."""
    actor = world.person(act.who)
    await press(world, actor, task.FILL, f"|{act.text('task')}")
    form = await hands.modal(world, actor)
    answers = act.says["answers"]
    form.fill({severity_forms.answer_input(name): answer for name, answer in answers.items()})
    await send(form)
    heading = form.title
    await form.close()
    return Seen(note=f"{heading}: {len(answers)} ✓")


async def confirm_level(world: World, act: Act) -> Seen:
    """Confirm the colour that the reading proposes; tasks that it calls for appear."""
    actor = world.person(act.who)
    await press(world, actor, severity.ASK_LEVEL)
    form = await hands.modal(world, actor)
    said = {
        severity_forms.LEVEL_INPUT: act.text("level"),
        severity_forms.REASON_INPUT: act.text("words"),
    }
    await send(form.fill(said))
    return Seen(note=act.text("words"))
