"""Opening a crisis: from wherever one is, with two things to fill and everything else for later."""

from datetime import timedelta

from bot.crisis.ids import TaskId
from tests.doors import posting
from tests.doors.crisis import Crisis
from tests.doors.hands import inputs_of
from tests.doors.house import House

TITLE = "Mia's note claims 7天淡斑"


async def listed(house: House) -> str:
    """Return what Bob gets for ``list``."""
    answer = await house.bob.command("/kolcrisis", "list")
    return "" if answer is None else house.bob.read(answer)


async def test_who_opens_for_somebody_else_to_lead_sees_it_before_they_are_in_the_channel(
    house: House,
) -> None:
    house.fail("conversations.invite", "rate_limited", retry_after=60)
    form = await house.opening_form(house.bob, TITLE)
    assert inputs_of(form) == ["title", "lead"]
    await form.fill({"lead": house.ana}).submit()
    (key,) = await house.crises()
    crisis = Crisis(house, key)
    channel = await crisis.has_channel()
    assert TITLE in await listed(house)
    await house.bob.modal().close()
    await house.bob.open_home()
    await house.until(lambda: TITLE in str(house.bob.home()))
    saved = posting.click(house, house.bob, "task.complete", f"{crisis.id}|A2")
    await posting.post(house, posting.as_form(saved))
    assert (await crisis.now()).state(TaskId("A2")).status == "done"
    assert house.bob.id not in channel.members
    house.watch.pass_by(timedelta(minutes=2))
    await posting.post(
        house, posting.as_form(posting.click(house, house.bob, "task.take", f"{crisis.id}|B1"))
    )
    await house.until(lambda: {house.ana.id, house.bob.id} <= set(channel.members))
    await house.quiet()
    await house.ana.kick(channel, house.bob)
    await house.quiet()
    assert TITLE not in await listed(house)
