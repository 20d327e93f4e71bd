"""What people do in the story, each as one small function. The table is at the end.

An act returns what somebody then saw. It fails when that is not to be seen: the demo is a test.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.cli.demo import hands
from bot.cli.demo.story import Step
from bot.cli.demo.world import PLACE, World
from bot.cli.ending import WRONG, Ended
from bot.views import closed, decision_card, decision_form, details, opening, status_card, task
from bot.workspace.model.message import Message
from bot.workspace.people.actor import Actor


@dataclass(frozen=True, slots=True)
class Seen:
    """What was to be seen afterwards. ``note`` says more about how it came about."""

    heading: str = ""
    text: str = ""
    note: str = ""


Act = Callable[[World, Step], Awaitable[Seen]]


def missing(what: str) -> Ended:
    """Return the end of a demo in which something was not to be seen."""
    return Ended(WRONG, f"The demo expected {what}, and it was not there.")


async def open_crisis(world: World, step: Step) -> Seen:
    """Type the command, add the details, send the form."""
    actor = world.person(step.who)
    await actor.command("/kolcrisis", f"open {step.text('words')}", channel=PLACE)
    form = await hands.modal(world, actor)
    await form.press(opening.MORE)
    await world.until(lambda: any(b.get("block_id") == details.KOL for b in form.blocks))
    form.fill(hands.filled(step.says["details"], world.people))
    form.fill({details.LANGUAGE: world.language})
    await _submitted(form.submit())
    await world.until(lambda: _everything_stands(world))
    await form.close()
    status = hands.card(world, status_card.SURFACE)
    if status is None:
        raise missing("the status card")
    heading = f"#{world.channel.name}, as {actor.user.real_name} reads it"
    return Seen(heading, hands.read(world, actor, status))


def _everything_stands(world: World) -> bool:
    if not hands.is_open(world):
        return False
    cards = [hands.surface_of(message) for message in world.channel.messages]
    invited = all(world.people[who].id in world.channel.members for who in _inside(world))
    return invited and len([card for card in cards if card]) >= _FIRST_CARDS


_FIRST_CARDS = 6
"""The status card and the guide's five steps."""


def _inside(world: World) -> list[str]:
    return [who for who, actor in world.people.items() if actor.user.title != OUTSIDE]


OUTSIDE = "Another team"
"""The title of whoever has no part in it."""


async def look_from_outside(world: World, step: Step) -> Seen:
    """Ask for the list, open App Home, look for the channel; find nothing."""
    actor = world.person(step.who)
    answer = await actor.command("/kolcrisis", "list", channel=PLACE)
    if answer is None:
        raise missing("an answer to /kolcrisis list")
    await actor.open_home()
    home = await world.until(actor.home)
    shown = [hands.read(world, actor, answer), str(home.body)]
    if world.channel in actor.channels() or any(step.text("word") in text for text in shown):
        raise Ended(WRONG, "Somebody without a part in it could see the crisis.")
    return Seen(f"What {actor.user.real_name} gets from /kolcrisis list", shown[0])


async def task_button(world: World, step: Step) -> hands.Held:
    """Return the button that says a task is done, once it is shown."""
    ending = f"|{step.text('task')}"
    return await _button(world, world.person(step.who), task.COMPLETE, ending)


def task_is_settled(world: World, step: Step) -> bool:
    """Whether no card offers the task's button any more."""
    ending = f"|{step.text('task')}"
    return hands.button(world.person(step.who), world.channel, task.COMPLETE, ending) is None


async def complete(world: World, step: Step) -> Seen:
    """Attach proof if there is any, then press the task's button."""
    actor = world.person(step.who)
    if "evidence" in step.says:
        await _through_menu(world, actor, f"|{step.text('task')}|evidence", step.text("evidence"))
    held = await task_button(world, step)
    await hands.press(actor, held)
    return Seen(note=f"[{held.label}]")


async def work(world: World, step: Step) -> Seen:
    """Several people press buttons in a row, without waiting for the cards to follow."""
    clicks = [Step(step.after, one["who"], "", "complete", one) for one in step.says["clicks"]]
    labels = [(await complete(world, click)).note for click in clicks]
    await world.until(lambda: all(task_is_settled(world, click) for click in clicks))
    return Seen(note=" ".join(labels))


async def take(world: World, step: Step) -> Seen:
    """Press the button that puts a task in one's own hands."""
    actor = world.person(step.who)
    ending = f"|{step.text('task')}"
    held = await _button(world, actor, task.TAKE, ending)
    await hands.press(actor, held)
    return Seen(note=f"[{held.label}]")


async def set_aside(world: World, step: Step) -> Seen:
    """Say through the menu that a task does not apply."""
    actor = world.person(step.who)
    await _through_menu(world, actor, f"|{step.text('task')}|not_applicable", step.text("words"))
    return Seen(note=step.text("words"))


async def _through_menu(world: World, actor: Actor, ending: str, words: str) -> None:
    entry = await world.until(lambda: hands.menu_entry(actor, world.channel, task.MENU, ending))
    await hands.pick(actor, entry)
    form = await hands.modal(world, actor)
    field = next(block["block_id"] for block in form.blocks if block["type"] == "input")
    await _submitted(form.fill({field: words}).submit())


async def confirm_level(world: World, step: Step) -> Seen:
    """Confirm the colour; tasks that it calls for appear."""
    actor = world.person(step.who)
    entry = await world.until(
        lambda: hands.menu_entry(actor, world.channel, status_card.MENU, "|level")
    )
    before = _status(world, actor)
    await hands.pick(actor, entry)
    form = await hands.modal(world, actor)
    await _submitted(
        form.fill({"level": step.text("level"), "reason": step.text("words")}).submit()
    )
    await world.until(lambda: _status(world, actor) != before)
    return Seen("New on the status card", hands.news(before, _status(world, actor)))


def _status(world: World, actor: Actor) -> str:
    message = hands.card(world, status_card.SURFACE)
    return hands.read(world, actor, message) if message else ""


async def say_and_pin(world: World, step: Step) -> Seen:
    """Write in the channel; somebody else puts it on the timeline with a pin."""
    message = await world.person(step.who).say(world.channel, step.text("words"))
    await world.person(step.text("by")).react(message, "pushpin")
    await world.slack.settle()
    return Seen(note=step.text("words"))


async def decide(world: World, step: Step) -> Seen:
    """Record a decision of some kind; its card appears."""
    actor = world.person(step.who)
    cards = _decisions(world)
    await hands.press(actor, await _button(world, actor, status_card.DECIDE))
    form = await hands.modal(world, actor)
    kind = step.text("kind")
    await form.choose(decision_form.CHOOSE_KIND, kind)
    fields = dict(step.says["fields"])
    await world.until(lambda: fields.keys() <= {b.get("block_id") for b in form.blocks})
    owner = world.person(step.says.get("owner", step.who))
    await _submitted(form.fill(fields | {"owner": owner}).submit())
    await world.until(lambda: len(_decisions(world)) > len(cards))
    made = _decisions(world)[-1]
    return Seen("The decision's card", hands.read(world, actor, made))


def _decisions(world: World) -> list[Message]:
    return [
        message
        for message in world.channel.messages
        if (hands.surface_of(message) or "").startswith("decision.")
    ]


async def carry_out(world: World, step: Step) -> Seen:
    """Say that the newest decision has been carried out."""
    actor = world.person(step.who)
    message = _decisions(world)[-1]
    before = hands.read(world, actor, message)
    held = next(
        held
        for held in hands.controls_of(actor, world.channel)
        if held.place.message is message and held.control.action_id == decision_card.CARRY_OUT
    )
    await hands.press(actor, held)
    form = await hands.modal(world, actor)
    await _submitted(form.fill({"evidence": step.text("words")}).submit())
    await world.until(lambda: hands.read(world, actor, message) != before)
    return Seen("New on the decision's card", hands.news(before, hands.read(world, actor, message)))


async def note(world: World, step: Step) -> Seen:
    """Write into the timeline from the keyboard."""
    actor = world.person(step.who)
    answer = await actor.command("/kolcrisis", f"note {step.text('words')}", channel=world.channel)
    if answer is None:
        raise missing("an answer to /kolcrisis note")
    return Seen(f"Only {actor.user.real_name} reads", hands.read(world, actor, answer))


async def see_late(world: World, step: Step) -> Seen:
    """The clock has passed some times: the status card says so, naming no person."""
    actor = world.person(step.who)
    before = world.before.get(step.who, "")
    await world.until(lambda: step.text("shows") in _status(world, actor))
    heading = f"New on the status card, as {actor.user.real_name} reads it"
    return Seen(heading, hands.news(before, _status(world, actor)))


async def see_checkpoint(world: World, step: Step) -> Seen:
    """Some hours have passed: the channel reads what stands and what is missing."""
    key = f"checkpoint.{step.text('hours')}"
    message = await world.until(lambda: hands.card(world, key))
    return Seen("In the channel", hands.read(world, world.person(step.who), message))


async def close(world: World, step: Step) -> Seen:
    """Close the crisis; the review comes by itself, with its file."""
    actor = world.person(step.who)
    await actor.command("/kolcrisis", "close", channel=world.channel)
    form = await hands.modal(world, actor)
    await _submitted(
        form.fill({"outcome": step.text("outcome"), "remark": step.text("words")}).submit()
    )
    review = await world.until(lambda: hands.card(world, "review"))
    await world.until(lambda: any(message.files for message in world.channel.messages))
    return Seen("The review in the channel", hands.read(world, actor, review))


async def answer(world: World, step: Step) -> Seen:
    """Answer the review's questions."""
    actor = world.person(step.who)
    before = _review(world, actor)
    await hands.press(actor, await _button(world, actor, closed.ANSWER))
    form = await hands.modal(world, actor)
    form.fill({_answer_block(k, v): v for k, v in step.says["answers"].items()})
    await _submitted(form.submit())
    await world.until(lambda: _review(world, actor) != before)
    return Seen("New in the review", hands.news(before, _review(world, actor)))


def _answer_block(question: str, value: object) -> str:
    return f"{'choice' if isinstance(value, list) else 'answer'}.{question}"


def _review(world: World, actor: Actor) -> str:
    message = hands.card(world, "review")
    return hands.read(world, actor, message) if message else ""


async def sign(world: World, step: Step) -> Seen:
    """Stand by the review."""
    actor = world.person(step.who)
    before = _review(world, actor)
    await hands.press(actor, await _button(world, actor, closed.SIGN))
    await world.until(lambda: _review(world, actor) != before)
    return Seen("New in the review", hands.news(before, _review(world, actor)))


async def _button(world: World, actor: Actor, action: str, ending: str = "") -> hands.Held:
    return await world.until(lambda: hands.button(actor, world.channel, action, ending))


async def _submitted(submission: Awaitable[object]) -> None:
    sent = await submission
    errors = getattr(sent, "errors", None)
    if errors:
        raise Ended(WRONG, f"A form was sent back: {'; '.join(errors.values())}")


ACTS: Mapping[str, Act] = {
    "open": open_crisis,
    "look_from_outside": look_from_outside,
    "complete": complete,
    "work": work,
    "take": take,
    "set_aside": set_aside,
    "confirm_level": confirm_level,
    "say_and_pin": say_and_pin,
    "decide": decide,
    "carry_out": carry_out,
    "note": note,
    "see_late": see_late,
    "see_checkpoint": see_checkpoint,
    "close": close,
    "answer": answer,
    "sign": sign,
}
