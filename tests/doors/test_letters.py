"""What people are told alone: that it is over, and what waits; and how they are left in peace."""

from datetime import timedelta

from bot.crisis import events as ev
from bot.crisis.ids import SlackUserId
from tests.doors.crisis import sent
from tests.doors.house import House
from tests.doors.letters import finds, letter, letters

HALF_AN_HOUR = timedelta(minutes=31)


async def test_the_end_is_told_to_each_with_what_concerns_them_in_their_language(
    house: House,
) -> None:
    crisis = await house.open(roles={"deputy": [house.lin], "legal": [house.wang]})
    due = house.clock.now() + timedelta(days=1)
    await crisis.decide(house.ana, "other", {"what": "查备案"}, owner=house.wang, due=due)
    await crisis.task_form(house.ana, "A5", "assign", {"owner": house.wang})
    await crisis.close(house.ana)
    ana = await letter(house, house.ana, "closed")
    lin = await letter(house, house.lin, "closed")
    wang = await letter(house, house.wang, "closed")
    review = f"/archives/{crisis.channel.id}/p{crisis.card('review').ts.replace('.', '')}"
    for actor in (house.ana, house.lin, house.wang):
        (posted,) = letters(house, actor, "closed")
        assert review in str(posted.blocks)
    assert "Read the review" in ana
    assert "查看复盘" in lin
    assert "接下来由您跟进" in wang
    assert "结束时您手上还有" in wang
    assert "接下来由您跟进" not in lin
    assert not letters(house, house.bob)
    await (await finds(house, house.wang, "decision.carry_out")).use(house.wang)
    await sent((await house.modal(house.wang)).fill({"evidence": "备案截图"}))
    assert [one.evidence.text for one in await crisis.happened(ev.DecisionCarriedOut)] == [
        "备案截图"
    ]


async def test_reminders_are_snoozed_muted_and_brought_back_by_button(house: House) -> None:
    crisis = await house.open()
    ana = SlackUserId(house.ana.id)
    house.clock.pass_by(HALF_AN_HOUR)
    await letter(house, house.ana, "reminder")
    await (await finds(house, house.ana, "reminder.snooze")).use(house.ana)
    await house.told(house.ana, "nothing for an hour")
    before = len(letters(house, house.ana, "reminder"))
    house.clock.pass_by(HALF_AN_HOUR)
    await house.caught_up()
    assert len(letters(house, house.ana, "reminder")) == before
    house.clock.pass_by(HALF_AN_HOUR)
    await house.until(lambda: len(letters(house, house.ana, "reminder")) == before + 1)
    await (await finds(house, house.ana, "reminder.mute")).use(house.ana)
    await house.told(house.ana, "no more reminders")
    assert (await crisis.now()).quiet_until == {ana: None}
    house.clock.pass_by(timedelta(hours=5))
    await house.caught_up()
    assert crisis.cards("checkpoint.4")
    assert len(letters(house, house.ana, "reminder")) == before + 1
    await house.ana.open_home()
    await house.until(house.ana.home)
    await house.ana.press("Remind me again", in_="home")
    await house.until(lambda: len(letters(house, house.ana, "reminder")) == before + 2)
    assert (await crisis.now()).quiet_until == {}
    await (await finds(house, house.ana, "reminder.mute")).use(house.ana)
    await house.told(house.ana, "no more reminders")
    await (await finds(house, house.ana, "reminder.resume")).use(house.ana)
    await house.told(house.ana, "again")
    assert len(await crisis.happened(ev.RemindersResumed)) == 2


async def test_dying_among_the_last_letters_leaves_each_person_with_one(house: House) -> None:
    crisis = await house.open(roles={"deputy": [house.lin], "legal": [house.wang]})
    rule = house.fail("chat.postMessage", "hang_after", "dm.closed")
    await crisis.command(house.ana, "close")
    await sent((await house.modal(house.ana)).fill({"outcome": "contained"}))
    await house.struck(rule)
    await house.restart()
    house.watch.pass_by(timedelta(minutes=2))
    for actor in (house.ana, house.lin, house.wang):
        await letter(house, actor, "closed")
    await house.quiet()
    # Looking at letters insists that each is there once.
    assert [len(letters(house, a, "closed")) for a in (house.ana, house.lin, house.wang)] == [1] * 3
