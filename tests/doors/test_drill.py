"""An exercise from its form to its hot wash: marked throughout, driven by one, kept among few."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from bot.crisis import events as ev
from bot.workspace.model.message import Message
from bot.workspace.people.actor import Actor
from bot.workspace.people.modal import Modal
from tests.doors.crisis import Crisis
from tests.doors.house import House
from tests.doors.letters import finds, letters
from tests.doors.times import StandingClock

MARK = "【演练】EXERCISE"


@pytest.fixture
async def still_house(empty_house: House) -> House:
    """The house with a bot for which time stands still."""
    empty_house.clock = StandingClock(empty_house.watch)
    await empty_house.move_in()
    return empty_house


async def _starts(house: House, by: Actor, **entries: Any) -> Crisis:
    before = set(await house.crises())
    await by.command("/kolcrisis", "drill", channel="general")
    form = await house.modal(by)
    assert (await form.fill(entries).submit()).outcome == "updated"
    await by.modal().close()
    key = next(key for key in await house.crises() if key not in before)
    crisis = Crisis(house, key)
    await crisis.stands()
    return crisis


async def _passes(house: House, minutes: float) -> None:
    house.clock.pass_by(timedelta(minutes=minutes))
    await house.caught_up()


async def _arrived(crisis: Crisis) -> list[str]:
    return [one.inject for one in await crisis.happened(ev.InjectArrived)]


def _said_by_the_bot(house: House) -> list[Message]:
    channels = house.slack.workspace.channels.values()
    return [one for channel in channels for one in channel.messages if one.bot_id and one.blocks]


async def _view(house: House, crisis: Crisis, actor: Actor) -> Modal:
    await crisis.command(actor, "drill")
    return await house.modal(actor)


async def _reads(house: House, form: Modal, actor: Actor, words: str) -> str:
    def found() -> str:
        text = actor.read(form.view)
        return text if words in text else ""

    return await house.until(found)


async def test_an_exercise_is_marked_and_known_to_those_who_play_alone(
    still_house: House,
) -> None:
    house, (ana, lin, bob) = still_house, (still_house.ana, still_house.lin, still_house.bob)
    crisis = await _starts(
        house, ana, scenario="lumeya", speed="4", lead=lin, players=[bob], language="both"
    )
    await house.caught_up()
    channel = crisis.channel
    assert (channel.is_private, channel.name.startswith("kol-drill-")) == (True, True)
    assert channel.topic.value.startswith(MARK)
    assert {ana.id, lin.id, bob.id} <= set(channel.members)
    assert house.wang.id not in channel.members
    said = _said_by_the_bot(house)
    assert len(said) >= 8
    for message in said:
        assert message.text.startswith(MARK), message.text
        assert MARK in str(message.blocks[0]), message.text
    rooms = house.slack.workspace.named_channels()
    assert [one.name for one in rooms if any(m.bot_id for m in one.messages)] == [channel.name]
    assert MARK in await crisis.command(bob, "status")
    assert MARK in await crisis.command(lin, "note 评论还在涨")
    listed = await crisis.command(bob, "list")
    assert listed.index("There is no crisis") < listed.index("Exercises") < listed.index(MARK)
    # A real crisis of the same KOL is nobody's twin.
    real = await house.open(house.wang, kol="小满Mia")
    assert not real.channel.name.startswith("kol-drill-")
    assert MARK not in real.read(house.wang, "status")


async def test_injects_come_by_its_clock_once_each_and_survive_a_restart(
    still_house: House,
) -> None:
    house, ana = still_house, still_house.ana
    crisis = await _starts(house, ana, scenario="lumeya", speed="5", lead=house.lin)
    await house.caught_up()
    assert await _arrived(crisis) == ["note"]
    await _passes(house, 0.9)
    assert await _arrived(crisis) == ["note"]
    rule = house.fail("chat.postMessage", "hang_after", "kolcrisis:inject.spend")
    house.clock.pass_by(timedelta(minutes=0.1))
    await house.struck(rule)
    await house.restart()
    await house.caught_up()
    assert await _arrived(crisis) == ["note", "spend"]
    assert len(crisis.cards("inject.spend")) == 1
    assert "¥3,000 an hour" in crisis.read(ana, "inject.spend")
    form = await _view(house, crisis, ana)
    await form.press("drill.pause")
    await _reads(house, form, ana, "paused")
    await _passes(house, 300)
    assert await _arrived(crisis) == ["note", "spend"]
    await form.press("drill.skip")
    await house.eventually(partial(_has, crisis, "comment"))
    await form.press("drill.resume")
    await _reads(house, form, ana, "Minute 12 of 1470 · 5× real time")
    await form.choose("drill.speed", "10")
    await _reads(house, form, ana, "10× real time")
    await _passes(house, 0.6)
    assert await _arrived(crisis) == ["note", "spend", "comment", "agency"]
    assert len(crisis.cards("inject.comment")) == 1


async def _has(crisis: Crisis, inject: str) -> bool:
    return inject in await _arrived(crisis)


async def test_its_end_brings_the_hot_wash_and_the_improvement_plan(still_house: House) -> None:
    house, ana, lin = still_house, still_house.ana, still_house.lin
    crisis = await _starts(house, ana, scenario="undisclosed", speed="1", lead=lin, language="en")
    await crisis.task_form(lin, "A2", "evidence", {"evidence": "录屏 02:40"})
    await crisis.task(lin, "complete", "A2")
    await crisis.decide(
        lin, "takedown", {"note": "阿栗", "action": "remove", "public_rationale": "Wrong."}
    )
    await _passes(house, 61)
    (letter, *_) = letters(house, ana)
    assert "You run an exercise" in ana.read(letter)
    form = await _view(house, crisis, ana)
    text = await _reads(house, form, ana, "Minute 61 of 480")
    assert "✅ Save the evidence; touch nothing yet: done at minute 0, expected by 20" in text
    assert "❌ Pause ads and boosts on the note: not done, expected by minute 30" in text
    assert "▫️ The crisis is closed: expected by minute 480" in text
    assert "⚠️ At minute 0: Decision: Takedown of a note." in text
    await form.press("drill.end")
    await _reads(house, form, ana, "The exercise is over, at minute 61")
    wash = await crisis.reads(ana, "hot_wash", "What did not go well")
    for words in (
        "2 of 8 done in time",
        "3 more were not due yet.",
        "• Preserve: 2 of 2 in time, all of it done by minute 0",
        "• Pause: 0 of 2 in time, not all of it done",
        "Wrong actions",
        "Proof attached: 1 of 2.",
    ):
        assert words in wash, words
    plan = await crisis.reads(ana, "follow_ups", "Ask the KOL about boosts of their own")
    assert "@Lin Zhao" in plan
    await _passes(house, 600)
    assert await crisis.happened(ev.CheckpointReached) == []
    assert len(await crisis.happened(ev.DrillEnded)) == 1
    await crisis.close(lin)
    assert crisis.file_text().startswith(f"# {MARK} ")
    assert "## How the exercise went\n" in crisis.file_text()
    assert MARK in crisis.read(ana, "review")


async def test_only_whoever_runs_it_sees_what_is_expected_and_drives_it(
    still_house: House,
) -> None:
    house, ana, bob = still_house, still_house.ana, still_house.bob
    crisis = await _starts(house, ana, scenario="lumeya", speed="4", lead=bob)
    told = await crisis.command(bob, "drill")
    assert "This is an exercise, at minute 0." in told
    assert "@Ana Reyes runs it." in told
    assert "expected" not in told
    view = await _view(house, crisis, ana)
    value = view.view.body["private_metadata"]
    assert value == crisis.id
    # Bob forges what he cannot press: the button in Ana's letter.
    held = await finds(house, ana, "drill.run")
    await held.use(ana)
    assert house.slack.workspace.modals.get(bob.id) in (None, [])
    assert await crisis.happened(ev.DrillPaced) == []
