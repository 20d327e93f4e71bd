"""Time fires once, forgets nothing over a restart, and nags nobody about what was before."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.crisis import events as ev
from bot.crisis.ids import TaskId
from tests.doors.house import House, free_port
from tests.doors.residents import InThisProcess


async def test_what_is_late_is_shown_as_late_naming_no_person(house: House) -> None:
    crisis = await house.open()
    await crisis.task(house.ana, "take", "A2")
    house.clock.pass_by(timedelta(minutes=25))
    shown = await crisis.reads(house.ana, "step.assess", "Past the agreed time")
    line = next(one for one in shown.splitlines() if "Past the agreed time" in one)
    assert "Ana" not in line
    await crisis.reads(house.ana, "status", "1 past its agreed time")
    assert await crisis.happened(ev.TasksFellOverdue) == [ev.TasksFellOverdue((TaskId("A2"),))]


async def test_checkpoints_are_posted_once_each(house: House) -> None:
    crisis = await house.open()
    for hours, step in ((4, 4), (12, 8), (24, 12)):
        house.clock.pass_by(timedelta(hours=step, minutes=1))
        key = f"checkpoint.{hours}"
        await crisis.reads(house.ana, key, "")
        await house.quiet()
        assert len(crisis.cards(key)) == 1
    reached = await crisis.happened(ev.CheckpointReached)
    assert [one.hours for one in reached] == [4, 12, 24]


async def test_what_lay_before_a_late_opening_is_skipped(house: House) -> None:
    crisis = await house.open(detected_at=house.clock.now() - timedelta(hours=13))
    house.clock.pass_by(timedelta(hours=11, minutes=5))
    await house.until(lambda: crisis.cards("checkpoint.24"))
    await house.quiet()
    assert [one.hours for one in await crisis.happened(ev.CheckpointReached)] == [24]


async def test_what_fell_due_while_the_bot_was_away_is_told_when_it_is_back(
    house: House,
) -> None:
    crisis = await house.open()
    await house.kill()
    house.clock.pass_by(timedelta(hours=4, minutes=1))
    await house.bot.start()
    await house.until(lambda: crisis.cards("checkpoint.4"))
    await crisis.reads(house.ana, "status", "past their agreed time")
    await house.quiet()
    assert len(crisis.cards("checkpoint.4")) == 1
    assert len(await crisis.happened(ev.CheckpointReached)) == 1


async def test_a_closed_crisis_has_no_deadlines(house: House) -> None:
    crisis = await house.open()
    await crisis.close(house.ana)
    before = await crisis.record()
    house.clock.pass_by(timedelta(hours=30))
    # All that is left is the review, which is due in days.
    due = await house.reader.next_due()
    assert due is not None
    assert due > house.clock.now() + timedelta(days=2)
    await crisis.command(house.ana, "note a day later")
    await house.quiet()
    assert len(await crisis.record()) == len(before) + 1


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
async def test_two_replicas_fire_once_and_show_once(house: House) -> None:
    port = free_port()
    settings = house.settings(port)
    second = InThisProcess(settings, port, house.watch, house.clock)
    house.others.append(second)
    await second.start()
    crisis = await house.open()
    house.clock.pass_by(timedelta(hours=4, minutes=1))
    await house.until(lambda: crisis.cards("checkpoint.4"))
    await crisis.reads(house.ana, "status", "past their agreed time")
    await house.quiet()
    assert len(await crisis.happened(ev.CheckpointReached)) == 1
    late = [task for one in await crisis.happened(ev.TasksFellOverdue) for task in one.tasks]
    assert len(late) == len(set(late))
    assert len(crisis.cards("checkpoint.4")) == 1
    assert len(crisis.cards("status")) == 1


@pytest.mark.parametrize("watch", ["real"], indirect=True)
async def test_a_process_takes_its_time_from_a_file(empty_house: House, tmp_path: Path) -> None:
    house = empty_house
    told = tmp_path / "clock"
    began = house.watch.now()
    told.write_text(began.isoformat())
    await house.move_in_beside(tmp_path, KOLCRISIS_CLOCK_FILE=str(told))
    crisis = await house.open()
    told.write_text((began + timedelta(hours=4, minutes=1)).isoformat())
    await house.until(lambda: crisis.cards("checkpoint.4"))
    reached = [one for one in await crisis.record() if type(one.event) is ev.CheckpointReached]
    assert [one.recorded_at for one in reached] == [began + timedelta(hours=4, minutes=1)]
