"""Plays a scenario from its opening to its end, telling what happens.

What a player cannot do does not stop the others, as in a real team; it is told in the end.
"""

from collections.abc import Iterator

from bot.cli.demo.telling import Teller
from bot.cli.ending import Ended
from bot.cli.rehearse.deeds import DEEDS, open_crisis
from bot.cli.rehearse.stage import Stage
from bot.crisis.drill import Inject
from bot.crisis.events import Language
from bot.crisis.texts import Text
from bot.locales.exercise import mark
from bot.scenario.value import Act, Scenario
from bot.workspace.shapes import ClientRefused


async def play(stage: Stage, teller: Teller) -> list[str]:
    """Play everything. Returns a sentence for each act that could not be done."""
    scenario = stage.scenario
    opener = stage.world.person(scenario.opening.by).user.real_name
    await teller.scene(stage.clock_on_the_wall(0), f"{opener} opens the crisis")
    teller.line(await open_crisis(stage))
    teller.done()
    undone: list[str] = []
    for minute in moments(scenario):
        await stage.wait_for(minute)
        for inject in scenario.script.injects:
            if inject.at == minute:
                await _comes_in(stage, inject, teller)
        for act in scenario.acts:
            if act.at == minute:
                undone += await _done(stage, act, teller)
    await stage.everything_is_shown()
    return undone


def moments(scenario: Scenario) -> list[int]:
    """Return the minutes at which something happens or should have, in order, and the end."""
    return sorted({*_minutes(scenario), scenario.script.ends})


def scenes(scenario: Scenario) -> int:
    """Return how many scenes will be told."""
    return 1 + len(scenario.script.injects) + len(scenario.acts)


def _minutes(scenario: Scenario) -> Iterator[int]:
    yield from (one.at for one in scenario.script.injects)
    yield from (one.by for one in scenario.script.expected)
    yield from (one.at for one in scenario.acts)


async def _comes_in(stage: Stage, inject: Inject, teller: Teller) -> None:
    """Let whoever carries it write it into the channel, marked as what it is."""
    await teller.scene(stage.clock_on_the_wall(inject.at), f"{mark()} {inject.source.en}")
    carrier = stage.world.person(stage.scenario.carrier(inject))
    language = stage.world.language
    words = (
        f"{mark()} {_said(inject.source, language, ' / ')}\n{_said(inject.text, language, chr(10))}"
    )
    await carrier.say(stage.world.channel, words)
    teller.line(inject.text.zh if language == "zh" else inject.text.en)
    teller.done()


def _said(text: Text, language: Language, between: str) -> str:
    return {"en": text.en, "zh": text.zh, "both": f"{text.en}{between}{text.zh}"}[language]


async def _done(stage: Stage, act: Act, teller: Teller) -> list[str]:
    who = stage.world.person(act.who).user.real_name
    about = str(act.says.get("task") or act.says.get("kind") or "")
    title = f"{who}: {act.do.replace('_', ' ')} {about}".rstrip()
    await teller.scene(stage.clock_on_the_wall(act.at), title)
    undone: list[str] = []
    try:
        teller.line(await DEEDS[act.do](stage, act))
    except TimeoutError:
        undone.append(f"{title}, at minute {act.at}: what it needs was not to be seen in Slack")
    except (Ended, ClientRefused) as refused:
        undone.append(f"{title}, at minute {act.at}: {refused}")
    for line in undone:
        teller.line(line)
    teller.done()
    return undone
