"""The whole 24 hours and the hour after: several roles each, a restart, and what everybody was
written of it.

Here the crisis' clock stands still but for what the test lets pass, so that who hears of what and
how often is exact.
"""

from collections import Counter
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise

import pytest

from bot.crisis import events as ev
from bot.crisis.ids import SlackUserId
from bot.workspace.people.actor import Actor
from tests.doors.crisis import Crisis
from tests.doors.house import House
from tests.doors.letters import finds, letters
from tests.doors.times import START, StandingClock

HOUR = timedelta(hours=1)


@pytest.fixture
async def still_house(empty_house: House) -> House:
    """The house with a bot for which time stands still."""
    empty_house.clock = StandingClock(empty_house.watch)
    await empty_house.move_in()
    return empty_house


async def _until(house: House, moment: datetime) -> None:
    """Let time pass up to a moment, stopping wherever something falls due."""
    while True:
        at = await house.reader.next_due()
        if at is None or at > moment:
            break
        house.clock.pass_by(max(at - house.clock.now(), timedelta()))
        await house.eventually(partial(_has_fired, house))
    house.clock.pass_by(moment - house.clock.now())
    await house.quiet()


async def _has_fired(house: House) -> bool:
    at = await house.reader.next_due()
    return at is None or at > house.clock.now()


async def test_a_day_is_told_to_each_in_few_letters_and_fires_everything_once(
    still_house: House,
) -> None:
    house = still_house
    crisis = await _opens(house)
    await _first_hour(crisis)
    await _a_restart_at_the_checkpoint(crisis)
    await _peace_at_night(crisis)
    await _until(house, START + 25 * HOUR)
    assert [one.hours for one in await crisis.happened(ev.CheckpointReached)] == [4, 12, 24]
    assert [len(crisis.cards(f"checkpoint.{hours}")) for hours in (4, 12, 24)] == [1, 1, 1]
    late = [task for one in await crisis.happened(ev.TasksFellOverdue) for task in one.tasks]
    assert len(late) == len(set(late))
    await _nothing_twice_and_nothing_often(crisis)
    # In 25 hours, with a dozen tasks of which most are never done, and seven roles.
    assert {actor.id: len(letters(house, actor)) for actor in _cast(house)} == {
        house.ana.id: 10,
        house.lin.id: 8,
        house.wang.id: 5,
        house.bob.id: 1,
    }


def _cast(house: House) -> tuple[Actor, ...]:
    return (house.ana, house.lin, house.wang, house.bob)


async def _opens(house: House) -> Crisis:
    lin, wang, bob = house.lin, house.wang, house.bob
    roles = {
        "deputy": [lin],
        "ads": [lin],
        "kol": [lin],
        "legal": [wang],
        "service": [wang],
        "scribe": [bob],
        "china": [bob],
    }
    return await house.open(house.ana, roles=roles)


async def _first_hour(crisis: Crisis) -> None:
    """Whoever holds roles hears once what is theirs, whoever opened knows; two tasks are done."""
    house = crisis.house
    await _until(house, START + timedelta(minutes=4))
    assert [len(letters(house, actor)) for actor in _cast(house)] == [0, 1, 1, 1]
    await (await finds(house, house.bob, "task.complete", "|A2")).use(house.bob)
    await crisis.task(house.lin, "complete", "B1")
    due = START + 2 * HOUR
    await crisis.decide(house.ana, "other", {"what": "等到两点"}, owner=house.wang, due=due)
    await _until(house, START + HOUR)
    done = await crisis.happened(ev.TaskCompleted)
    assert [one.task for one in done] == ["A2", "B1"]


async def _a_restart_at_the_checkpoint(crisis: Crisis) -> None:
    """The bot dies when Slack has posted the checkpoint and the answer never came."""
    house = crisis.house
    await _until(house, START + 4 * HOUR - timedelta(seconds=1))
    rule = house.fail("chat.postMessage", "hang_after", "kolcrisis:checkpoint.4")
    house.clock.pass_by(timedelta(seconds=1))
    await house.struck(rule)
    await house.restart()
    await _until(house, START + 5 * HOUR)
    shown = crisis.read(house.ana, "checkpoint.4")
    for words in ("What stands: 2 of", "Decided: Another decision", "Past the agreed time"):
        assert words in shown


async def _peace_at_night(crisis: Crisis) -> None:
    """Lin, who is told of everything, wants no more of it until the next morning."""
    house = crisis.house
    await (await finds(house, house.lin, "reminder.mute")).use(house.lin)
    before = len(letters(house, house.lin))
    await _until(house, START + 13 * HOUR)
    assert len(letters(house, house.lin)) == before
    await (await finds(house, house.lin, "reminder.resume")).use(house.lin)
    await house.caught_up()
    assert len(letters(house, house.lin)) <= before + 1


async def _nothing_twice_and_nothing_often(crisis: Crisis) -> None:
    """Nobody hears of a thing twice at the same stage, or more often than every half hour."""
    reminders = [one for one in await crisis.record() if isinstance(one.event, ev.PersonReminded)]
    said: Counter[tuple[SlackUserId, ev.Item]] = Counter()
    at: dict[SlackUserId, list[datetime]] = {}
    for one in reminders:
        assert isinstance(one.event, ev.PersonReminded)
        said.update((one.event.user, item) for item in one.event.items)
        at.setdefault(one.event.user, []).append(one.recorded_at)
    assert set(said.values()) == {1}
    assert min(b - a for times in at.values() for a, b in pairwise(times)) >= timedelta(minutes=30)
