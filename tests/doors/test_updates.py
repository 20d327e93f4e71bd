"""Telling others how it stands: by command and button, to the channel and to those concerned."""

from datetime import timedelta

from bot.crisis import events as ev
from tests.doors.crisis import sent
from tests.doors.house import House
from tests.doors.letters import letter, letters


async def test_an_update_reaches_the_channel_and_the_audience_and_its_promise_is_kept(
    house: House,
) -> None:
    crisis = await house.open(roles={"executive": [house.wang], "service": [house.lin]})
    await crisis.command(house.ana, "update")
    form = await house.modal(house.ana)
    promised = house.clock.now() + timedelta(hours=2)
    said = {"known": "笔记写“7天淡斑”", "doing": "Ads are paused <!channel>"}
    chosen = {"audiences": ["team", "executives"], "next_at": promised}
    await sent(form.fill({**said, **chosen}))
    (shared,) = await crisis.happened(ev.UpdateShared)
    assert shared.audiences == ("team", "executives")
    card = await crisis.reads(house.ana, f"update.{shared.update}", "笔记写“7天淡斑”")
    assert "Next update by" in card
    assert "<!channel>" in card
    assert "笔记写" in await letter(house, house.wang, "update")
    assert not letters(house, house.lin, "update")
    assert "C7" in [one.task for one in await crisis.happened(ev.TaskCompleted)]
    house.clock.pass_by(timedelta(hours=2, minutes=1))
    reminder = await letter(house, house.ana, "reminder", "Share the next update")
    assert "Share an update" in reminder
    again = await crisis.form(house.ana, "update.share")
    assert "笔记写" in str(again.blocks)


async def test_an_update_without_an_audience_or_with_a_past_promise_says_so(house: House) -> None:
    crisis = await house.open()
    form = await crisis.form(house.ana, "update.share")
    form.fill({"known": "x", "doing": "y", "next_at": house.clock.now() - timedelta(hours=1)})
    assert "This time has passed" in str((await form.submit()).errors)
    answer = await house.ana.command("/kolcrisis", "update")
    assert answer is not None
    assert "channel" in house.ana.read(answer)
