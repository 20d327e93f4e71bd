"""Who is in the channel sees the crisis; coming and going is followed."""

from bot.crisis import events as ev
from bot.crisis.ids import TaskId
from tests.doors.house import House


async def test_the_bot_does_not_count_itself_among_the_people(house: House) -> None:
    crisis = await house.open()
    await house.ana.kick(crisis.channel, house.app.bot_user_id)
    await house.ana.invite(crisis.channel, house.app.bot_user_id)
    await house.quiet()
    joined = await crisis.happened(ev.MemberJoined)
    assert [one.user for one in joined] == [house.ana.id]


async def test_who_is_invited_by_a_person_sees_the_crisis_from_then_on(house: House) -> None:
    crisis = await house.open()
    assert "no crisis" in await crisis_list(house)
    await house.ana.invite(crisis.channel, house.bob)
    await house.quiet()
    assert "Mia's note" in await crisis_list(house)
    await crisis.task(house.bob, "complete", "A2")
    assert (await crisis.now()).state(TaskId("A2")).status == "done"


async def test_who_is_taken_out_of_the_channel_sees_nothing_from_then_on(house: House) -> None:
    crisis = await house.open()
    await house.ana.invite(crisis.channel, house.bob)
    await house.quiet()
    await house.bob.open_home()
    await house.until(lambda: "Mia's note" in str(_home(house)))
    await house.ana.kick(crisis.channel, house.bob)
    await house.quiet()
    assert "no crisis" in await crisis_list(house)
    await house.bob.open_home()
    await house.until(lambda: "Mia's note" not in str(_home(house)))


async def crisis_list(house: House) -> str:
    """Return what Bob gets for ``list``."""
    answer = await house.bob.command("/kolcrisis", "list")
    assert answer is not None
    return house.bob.read(answer)


def _home(house: House) -> object:
    view = house.bob.home()
    return None if view is None else view.body
