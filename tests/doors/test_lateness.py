"""What is late, and whom it concerns: the owner first, then once whoever leads; never a culprit."""

from datetime import timedelta

import pytest

from bot.crisis import events as ev
from tests.doors.house import House
from tests.doors.letters import letter, letters
from tests.doors.times import StandingClock

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def still_house(empty_house: House) -> House:
    """The house with a bot for which time stands still."""
    empty_house.clock = StandingClock(empty_house.watch)
    await empty_house.move_in()
    return empty_house


async def test_what_is_overdue_goes_to_its_owner_then_once_to_who_leads_and_who_stands_in(
    still_house: House,
) -> None:
    house = still_house
    crisis = await house.open(roles={"deputy": [house.lin], "legal": [house.wang]})
    await crisis.task_form(house.ana, "A0", "not_applicable", {"reason": "clear enough"})
    for task in ("B1", "B4", "C3", "D1", "C1", "A5"):
        await crisis.task(house.ana, "complete", task)
    await crisis.task_form(house.ana, "A2", "assign", {"owner": house.wang})
    house.clock.pass_by(3 * MINUTE)
    await letter(house, house.wang, "reminder", "现在由您负责")
    house.clock.pass_by(31 * MINUTE)
    await letter(house, house.wang, "reminder", "已过约定时间")
    read = [house.ana.read(one) for one in letters(house, house.ana)]
    assert not [text for text in read if "see whether help is needed" in text], read
    house.clock.pass_by(31 * MINUTE)
    told = await letter(house, house.ana, "reminder", "Please see whether help is needed")
    await letter(house, house.lin, "reminder", "请了解是否需要协助")
    assert "Save the evidence" in told
    house.clock.pass_by(40 * MINUTE)
    await house.caught_up()
    said = [
        (one.user, item.stage)
        for one in await crisis.happened(ev.PersonReminded)
        for item in one.items
        if item.subject == "A2"
    ]
    assert sorted(said) == sorted(
        [
            (house.wang.id, "assigned"),
            (house.wang.id, "overdue"),
            (house.ana.id, "escalated"),
            (house.lin.id, "escalated"),
        ]
    )
    # In the channel it is late, and nobody's fault.
    line = next(
        line
        for line in (await crisis.reads(house.ana, "step.assess", "Past")).splitlines()
        if "Past" in line
    )
    assert "Wang" not in line


async def test_a_crisis_opened_late_begins_with_time_on_its_hands(still_house: House) -> None:
    house = still_house
    crisis = await house.open(detected_at=house.clock.now() - timedelta(hours=13))
    house.clock.pass_by(19 * MINUTE)
    await house.caught_up()
    assert not await crisis.happened((ev.TasksFellOverdue, ev.CheckpointReached))
    assert not letters(house, house.ana)
    house.clock.pass_by(2 * MINUTE)
    await house.caught_up()
    assert [one.tasks for one in await crisis.happened(ev.TasksFellOverdue)] == [("A2",)]
