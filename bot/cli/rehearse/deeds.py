"""What players do, each act as one small function; the table is at the end.

Called by the player alone. Most of it the people of the demo do as well, and is done by their acts:
with what is on somebody's screen and nothing else. A deed returns a line that says what was done.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.cli.demo import hands
from bot.cli.demo.acts.common import from_menu, press, send
from bot.cli.demo.acts.index import ACTS
from bot.cli.demo.acts.opening import FIRST_CARDS
from bot.cli.demo.story import Act as Played
from bot.cli.demo.world import PLACE
from bot.cli.rehearse.stage import Stage
from bot.scenario.value import Act
from bot.views import decision_form, details, opening, task, task_forms

Deed = Callable[[Stage, Act], Awaitable[str]]


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


async def _as_in_the_demo(stage: Stage, act: Act, says: Mapping[str, Any] | None = None) -> str:
    """Do what the act of this name in the demo does, with these values instead of the act's."""
    played = Played(act.who, act.do, act.says if says is None else says)
    seen = await ACTS[act.do](stage.world, played)
    return seen.note or seen.heading


async def complete(stage: Stage, act: Act) -> str:
    """Attach proof if there is any, then press the button that ends the task."""
    actor = stage.world.person(act.who)
    if "evidence" in act.says:
        await attach(stage, act)
    label = await press(stage.world, actor, task.COMPLETE, f"|{act.text('task')}")
    return f"[{label}]"


async def attach(stage: Stage, act: Act) -> str:
    """Attach proof to a task, in words."""
    actor, ending = stage.world.person(act.who), f"|{act.text('task')}|evidence"
    form = await from_menu(stage.world, actor, task.MENU, ending)
    await send(form.fill({task_forms.EVIDENCE_INPUT: act.text("evidence")}))
    return f"{form.title}: {act.text('evidence')}"


async def decide(stage: Stage, act: Act) -> str:
    """Record a decision; the scenario calls its fields by their id in the playbook."""
    kind = act.text("kind")
    typed: Mapping[str, Any] = act.says["fields"]
    fields = {decision_form.field_input(kind, name): value for name, value in typed.items()}
    fields[decision_form.RATIONALE] = act.text("rationale")
    return await _as_in_the_demo(stage, act, {**act.says, "fields": fields})


async def carry_out(stage: Stage, act: Act) -> str:
    """Say on the latest card of this kind that it has been carried out."""
    name = stage.plan.playbook.decision_by_id[act.text("kind")].name
    shown = name.zh if stage.world.language == "zh" else name.en
    return await _as_in_the_demo(stage, act, {"of": shown, "words": act.text("evidence")})


async def press_label(stage: Stage, act: Act) -> str:
    """Press the newest button that reads so."""
    world, actor = stage.world, stage.world.person(act.who)

    def held() -> hands.Held | None:
        found = hands.controls_of(actor, world.channel)
        return next((one for one in found if one.label == act.text("reads")), None)

    await hands.press(actor, await world.until(held))
    return f"[{act.text('reads')}]"


async def answer(stage: Stage, act: Act) -> str:
    """Answer the review's questions; several options are a list, as a form takes them."""
    given: Mapping[str, Any] = act.says["answers"]
    answers = {k: said if isinstance(said, str) else list(said) for k, said in given.items()}
    return await _as_in_the_demo(stage, act, {"answers": answers})


_SHARED = (
    "take",
    "report",
    "agree",
    "set_aside",
    "read_quick",
    "confirm_level",
    "note",
    "say",
    "close",
    "sign",
)
DEEDS: Mapping[str, Deed] = {
    "complete": complete,
    "attach": attach,
    "decide": decide,
    "carry_out": carry_out,
    "press": press_label,
    "answer": answer,
    **dict.fromkeys(_SHARED, _as_in_the_demo),
}
