"""Tasks: pressed on the status card or on a step's, taken, set aside, proved, done by others."""

from bot.cli.demo import hands
from bot.cli.demo.acts.common import Seen, button, from_menu, press, send
from bot.cli.demo.story import Act
from bot.cli.demo.world import World
from bot.views import status_card, task, task_forms


async def press_now(world: World, act: Act) -> Seen:
    """Press the one button of the status card, once it asks for this task."""
    actor = world.person(act.who)
    ending = f"|{act.text('task')}"
    held = await world.until(
        lambda: hands.button_on(
            actor, world.channel, hands.card(world, status_card.SURFACE), task.COMPLETE, ending
        )
    )
    await hands.press(actor, held)
    return Seen(note=f"[{held.label}]")


async def task_button(world: World, act: Act) -> hands.Held:
    """Return the button that says a task is done, once it is shown."""
    return await button(world, world.person(act.who), task.COMPLETE, f"|{act.text('task')}")


def task_is_settled(world: World, act: Act) -> bool:
    """Whether no card offers the task's button any more."""
    ending = f"|{act.text('task')}"
    return hands.button(world.person(act.who), world.channel, task.COMPLETE, ending) is None


async def work(world: World, act: Act) -> Seen:
    """Several people press buttons in a row, without waiting for the cards to follow."""
    pressed = []
    for click in act.says["clicks"]:
        actor = world.person(click["who"])
        label = await press(world, actor, task.COMPLETE, f"|{click['task']}")
        pressed.append(f"{actor.user.name} [{label}]")
    return Seen(note=" · ".join(pressed))


async def agree(world: World, act: Act) -> Seen:
    """Finish a task on which two must agree: the bot asks who the other one is."""
    actor = world.person(act.who)
    label = await press(world, actor, task.COMPLETE, f"|{act.text('task')}")
    form = await hands.modal(world, actor)
    second = world.person(act.text("second"))
    await send(form.fill({task_forms.OWNER_INPUT: second}))
    return Seen(note=f"[{label}] {form.title}: {second.user.real_name}")


async def take(world: World, act: Act) -> Seen:
    """Press the button that puts a task in one's own hands."""
    label = await press(world, world.person(act.who), task.TAKE, f"|{act.text('task')}")
    return Seen(note=f"[{label}]")


async def set_aside(world: World, act: Act) -> Seen:
    """Say through the menu that a task does not apply."""
    ending = f"|{act.text('task')}|not_applicable"
    form = await from_menu(world, world.person(act.who), task.MENU, ending)
    await send(form.fill({task_forms.REASON_INPUT: act.text("words")}))
    return Seen(note=f"{form.title}: {act.text('words')}")


async def attach(world: World, act: Act) -> Seen:
    """Attach a file to a task; the bot keeps its hash."""
    ending = f"|{act.text('task')}|evidence"
    form = await from_menu(world, world.person(act.who), task.MENU, ending)
    file = (act.text("file"), act.text("content").encode())
    await send(form.fill({task_forms.FILES_INPUT: [file]}))
    return Seen(note=f"{form.title}: {act.text('file')}")


async def record_for(world: World, act: Act) -> Seen:
    """Record what somebody outside Slack has done, how one knows, and the proof."""
    ending = f"|{act.text('task')}|record"
    form = await from_menu(world, world.person(act.who), task.MENU, ending)
    said = {
        task_forms.OWNER_OUTSIDE_INPUT: act.text("outside"),
        task_forms.MEANS_INPUT: act.text("means"),
        task_forms.EVIDENCE_INPUT: act.text("evidence"),
    }
    await send(form.fill(said))
    return Seen(note=f"{form.title}: {act.text('outside')}, {act.text('means')}")
