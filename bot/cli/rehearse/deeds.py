"""What players do, each act as one small function; the table is at the end.

Called by the player alone. An act uses what is on somebody's screen and nothing else, and returns
a line that says what was done.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.cli.demo import hands
from bot.cli.demo.world import PLACE
from bot.cli.ending import WRONG, Ended
from bot.cli.rehearse.stage import Stage
from bot.cli.rehearse.touch import from_menu, press, send
from bot.scenario.value import Act
from bot.views import (
    closed,
    closing,
    decision_card,
    decision_form,
    details,
    opening,
    status_card,
    task,
)
from bot.workspace.model.message import Message
from bot.workspace.people.modal import Modal

Deed = Callable[[Stage, Act], Awaitable[str]]

FIRST_CARDS = 6
"""The status card and the guide's five steps: what stands when a channel is ready for people."""


async def open_crisis(stage: Stage) -> str:
    """Let whoever opens it type the command, fill in what is known, and name who does what."""
    world, start = stage.world, stage.scenario.opening
    actor = world.person(start.by)
    await actor.command("/kolcrisis", f"open {start.words}", channel=PLACE)
    form = await hands.modal(world, actor)
    await form.press(opening.MORE)
    await world.until(lambda: any(one.get("block_id") == details.KOL for one in form.blocks))
    form.fill(_known(stage) | _roles(stage) | {details.LANGUAGE: world.language})
    await send(form)
    await world.until(lambda: _stands(stage))
    await form.close()
    return f"#{world.channel.name}"


def _known(stage: Stage) -> dict[str, object]:
    start = stage.scenario.opening
    fields = {
        details.KOL: start.kol,
        details.NOTE_URL: start.note_url,
        details.CAMPAIGN: start.campaign,
        details.BRAND: start.brand,
        details.TYPE: start.crisis_type,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _roles(stage: Stage) -> dict[str, object]:
    holders: dict[str, object] = {}
    for role in {role for member in stage.scenario.cast for role in member.roles}:
        holders[f"{details.ROLE}{role}"] = [
            stage.world.person(member.id) for member in stage.scenario.cast if role in member.roles
        ]
    return holders


def _stands(stage: Stage) -> bool:
    if not hands.is_open(stage.world):
        return False
    channel, cast = stage.world.channel, stage.scenario.cast
    cards = [card for card in map(hands.surface_of, channel.messages) if card]
    inside = (m for m in cast if m.roles or m.id == stage.scenario.opening.by)
    there = all(stage.world.person(member.id).id in channel.members for member in inside)
    return there and len(cards) >= FIRST_CARDS


async def complete(stage: Stage, act: Act) -> str:
    """Attach proof if there is any, then press the button that ends the task."""
    actor = stage.world.person(act.who)
    if "evidence" in act.says:
        await attach(stage, act)
    label = await press(stage.world, actor, task.COMPLETE, f"|{act.text('task')}")
    return f"[{label}]"


async def take(stage: Stage, act: Act) -> str:
    """Press the button that puts a task in one's own hands."""
    actor = stage.world.person(act.who)
    label = await press(stage.world, actor, task.TAKE, f"|{act.text('task')}")
    return f"[{label}]"


async def attach(stage: Stage, act: Act) -> str:
    """Attach proof to a task."""
    return await _about_task(stage, act, "evidence", act.text("evidence"))


async def set_aside(stage: Stage, act: Act) -> str:
    """Say through the menu that a task does not apply."""
    return await _about_task(stage, act, "not_applicable", act.text("words"))


async def _about_task(stage: Stage, act: Act, verb: str, words: str) -> str:
    actor = stage.world.person(act.who)
    form = await from_menu(stage.world, actor, task.MENU, f"|{act.text('task')}|{verb}")
    await send(form.fill({_first_field(form): words}))
    return words


def _first_field(form: Modal) -> str:
    return next(str(one["block_id"]) for one in form.blocks if one["type"] == "input")


async def confirm_level(stage: Stage, act: Act) -> str:
    """Confirm the colour."""
    actor = stage.world.person(act.who)
    form = await from_menu(stage.world, actor, status_card.MENU, "|level")
    await send(form.fill({"level": act.text("level"), "reason": act.text("words")}))
    return act.text("words")


async def decide(stage: Stage, act: Act) -> str:
    """Record a decision of some kind."""
    world, kind = stage.world, act.text("kind")
    actor = world.person(act.who)
    await press(world, actor, status_card.DECIDE)
    form = await hands.modal(world, actor)
    await form.choose(decision_form.CHOOSE_KIND, kind)
    typed: Mapping[str, Any] = act.says["fields"]
    fields: dict[str, Any] = {
        decision_form.field_input(kind, name): value for name, value in typed.items()
    }
    fields[decision_form.RATIONALE] = act.text("rationale")
    await world.until(lambda: fields.keys() <= {one.get("block_id") for one in form.blocks})
    fields[decision_form.OWNER] = world.person(act.says.get("owner", act.who))
    await send(form.fill(fields))
    return f"{kind}: {act.text('rationale')}"


async def carry_out(stage: Stage, act: Act) -> str:
    """Say on the latest decision's card that it has been carried out."""
    world, actor = stage.world, stage.world.person(act.who)

    def held() -> hands.Held | None:
        cards = hands.controls_of(actor, world.channel)
        wanted = (one for one in cards if one.control.action_id == decision_card.CARRY_OUT)
        return next((one for one in wanted if _is_of(one.place.message, stage, act)), None)

    await hands.press(actor, await world.until(held))
    form = await hands.modal(world, actor)
    await send(form.fill({decision_form.EVIDENCE: act.text("evidence")}))
    return act.text("evidence")


def _is_of(message: Message | None, stage: Stage, act: Act) -> bool:
    """Whether a message is the card of a decision of this kind: its name stands on it."""
    if message is None:
        return False
    shown = hands.read(stage.world, stage.world.person(act.who), message)
    return any(name in shown for name in stage.names_of_kind(act.text("kind")))


async def note(stage: Stage, act: Act) -> str:
    """Write into the timeline from the keyboard."""
    typed = f"note {act.text('words')}"
    actor = stage.world.person(act.who)
    if await actor.command("/kolcrisis", typed, channel=stage.world.channel) is None:
        raise Ended(WRONG, "the note was not answered")
    return act.text("words")


async def say(stage: Stage, act: Act) -> str:
    """Write in the channel."""
    await stage.world.person(act.who).say(stage.world.channel, act.text("words"))
    return act.text("words")


async def press_label(stage: Stage, act: Act) -> str:
    """Press the newest button that reads so."""
    world, actor = stage.world, stage.world.person(act.who)

    def held() -> hands.Held | None:
        found = hands.controls_of(actor, world.channel)
        return next((one for one in found if one.label == act.text("reads")), None)

    await hands.press(actor, await world.until(held))
    return f"[{act.text('reads')}]"


async def close(stage: Stage, act: Act) -> str:
    """Close the crisis; the review comes by itself, with its file."""
    world, actor = stage.world, stage.world.person(act.who)
    await actor.command("/kolcrisis", "close", channel=world.channel)
    form = await hands.modal(world, actor)
    await send(form.fill({"outcome": act.text("outcome"), "remark": act.text("words")}))
    await world.until(lambda: any(message.files for message in world.channel.messages))
    return act.text("words")


async def answer(stage: Stage, act: Act) -> str:
    """Answer the review's questions."""
    actor = stage.world.person(act.who)
    await press(stage.world, actor, closed.ANSWER)
    form = await hands.modal(stage.world, actor)
    answers: Mapping[str, Any] = act.says["answers"]
    await send(form.fill(dict(_block(*one) for one in answers.items())))
    return f"{len(answers)} of the review's questions"


def _block(question: str, said: str | tuple[str, ...]) -> tuple[str, object]:
    if isinstance(said, str):
        return f"{closing.ANSWER}{question}", said
    return f"{closing.CHOICE}{question}", list(said)


async def sign(stage: Stage, act: Act) -> str:
    """Stand by the review."""
    return f"[{await press(stage.world, stage.world.person(act.who), closed.SIGN)}]"


DEEDS: Mapping[str, Deed] = {
    "complete": complete,
    "take": take,
    "attach": attach,
    "set_aside": set_aside,
    "confirm_level": confirm_level,
    "decide": decide,
    "carry_out": carry_out,
    "note": note,
    "say": say,
    "press": press_label,
    "close": close,
    "answer": answer,
    "sign": sign,
}
