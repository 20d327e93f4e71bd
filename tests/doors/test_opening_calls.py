"""How soon people stand in a channel: Slack's calls on the way there, counted and ordered."""

from datetime import timedelta
from itertools import pairwise

from tests.doors import posting
from tests.doors.house import House
from tests.doors.times import SPEED

SLOW = 0.08
"""Seconds that each call takes here."""
NOT_ON_THE_WAY = ("users.info", "views.", "auth.", "bots.")
"""Looking people up, and the form itself: beside the way, not on it."""


async def test_status_card_and_people_are_there_after_two_calls_one_after_the_other(
    house: House,
) -> None:
    house.slack.faults.add(kind="slow", times=None, seconds=SLOW)
    await house.open(roles={"legal": [house.wang], "deputy": [house.lin]})
    calls = [one for one in house.slack.calls if not one.method.startswith(NOT_ON_THE_WAY)]
    first = [one.method for one in calls[:3]]
    assert first[0] == "conversations.create"
    assert set(first[1:]) == {"conversations.invite", "chat.postMessage"}
    create, one, other = calls[:3]
    assert "kolcrisis:status" in str(next(c for c in (one, other) if "post" in c.method).args)
    assert one.came >= create.at
    assert other.came >= create.at
    # Side by side: each began before the other had ended.
    assert one.came < other.at
    assert other.came < one.at
    assert all(later.came >= min(one.at, other.at) for later in calls[3:])


async def test_opening_takes_no_more_calls_than_things_to_show(house: House) -> None:
    await house.open(roles={"legal": [house.wang]})
    counted = [one.method for one in house.slack.calls if not one.method.startswith(NOT_ON_THE_WAY)]
    assert sorted(counted) == sorted(
        [
            "conversations.create",
            "conversations.invite",
            *["chat.postMessage"] * 6,
            "pins.add",
            "conversations.setTopic",
        ]
    )


async def test_forty_clicks_in_a_burst_are_forty_events_and_a_handful_of_updates(
    empty_house: House,
) -> None:
    house = empty_house
    calm = 0.5
    await house.move_in(calm_seconds=calm)
    crisis = await house.open()
    before = len(house.calls("chat.update"))
    complete = await crisis.finds(house.ana, "task.complete", "|A2")
    began = house.watch.now()
    for _ in range(20):
        await complete.use(house.ana)
        await _reopen(house, crisis.id)
    kinds = await crisis.kinds()
    assert kinds.count("TaskCompleted") == 20
    assert kinds.count("TaskReopened") == 20
    await house.quiet()
    updates = house.calls("chat.update")[before:]
    # Two cards change. Each rests between updates, however slow the machine lets the clicks come.
    passes = (updates[-1].at - began) / timedelta(seconds=calm * SPEED) + 2
    assert len(updates) <= 2 * passes
    assert len(updates) <= 20
    assert "Now: Save the evidence" in crisis.read(house.ana, "status")
    assert house.private_answers(house.ana) == []


async def _reopen(house: House, incident: str) -> None:
    value = {"value": f"{incident}|A2|reopen", "text": {"type": "plain_text", "text": "x"}}
    payload = posting.click(house, house.ana, "task.menu", "")
    payload["actions"][0] |= {"type": "overflow", "selected_option": value}
    assert (await posting.post(house, posting.as_form(payload))).status == 200


async def test_cards_rest_between_updates_also_when_clicks_come_one_by_one(
    empty_house: House,
) -> None:
    house = empty_house
    calm = 0.3
    await house.move_in(calm_seconds=calm)
    crisis = await house.open()
    complete = await crisis.finds(house.ana, "task.complete", "|A2")
    for _ in range(2):
        await complete.use(house.ana)
        await house.quiet()
        await _reopen(house, crisis.id)
        await house.quiet()
    shown = [one.at for one in house.calls("chat.update") if "kolcrisis:status" in str(one.args)]
    assert len(shown) == 4
    pauses = [later - earlier for earlier, later in pairwise(shown)]
    assert min(pauses) >= timedelta(seconds=calm * SPEED)
