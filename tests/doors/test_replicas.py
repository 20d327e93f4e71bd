"""Replicas on one PostgreSQL: who works on a crisis, and when another one may."""

import asyncio
import contextlib
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import select, text

from bot.crisis import events as ev
from storage.database import Database
from storage.tables import leases, of_stream
from tests.doors import posting
from tests.doors.crisis import Crisis
from tests.doors.house import House

LEASE = 0.6


async def _held_until(crisis: Crisis) -> datetime | None:
    """Return until when somebody works on it, or None."""
    async with crisis.house.reader._database.read() as connection:
        query = select(leases.c.until).where(of_stream(leases, crisis.key))
        until: datetime | None = (await connection.execute(query)).scalar_one()
        return until


async def _taken_by_another(crisis: Crisis, now: datetime) -> int | None:
    surfaces = crisis.house.reader.surfaces
    return await surfaces.lease(crisis.key, "another", until=now + timedelta(seconds=1), now=now)


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
@pytest.mark.parametrize("watch", ["real"], indirect=True)
async def test_a_pass_keeps_its_lease_for_as_long_as_it_takes_and_a_stop_gives_it_back(
    empty_house: House,
) -> None:
    house = empty_house
    resident = await house.move_in(lease_seconds=4 * LEASE)
    crisis = await house.open()
    rule = house.fail("chat.update", "hang", "kolcrisis:status")
    await crisis.task(house.ana, "complete", "A2")
    await house.struck(rule)
    first = await _held_until(crisis)
    assert first is not None

    async def renewed() -> bool:
        until = await _held_until(crisis)
        return until is not None and until > first

    await house.eventually(renewed)
    assert await _taken_by_another(crisis, first) is None
    house.slack._server.release()
    await resident.stop()
    assert await _held_until(crisis) is None
    assert await _taken_by_another(crisis, first)


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
@pytest.mark.parametrize("watch", ["real"], indirect=True)
async def test_a_stop_answers_the_click_in_hand_takes_no_other_and_leaves_the_crisis_to_others(
    empty_house: House, tmp_path: Path
) -> None:
    house = empty_house
    resident = await house.move_in_beside(tmp_path)
    crisis = await house.open()
    button = await crisis.finds(house.ana, "task.complete", "|A2")
    other = Database(house.database_url)

    async def waits_for_the_record() -> bool:
        async with other.read() as connection:
            waiting = text("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
            return (await connection.execute(waiting)).first() is not None

    async def takes_no_more() -> bool:
        with contextlib.suppress(aiohttp.ClientConnectorError):
            await posting.get(house, "healthz")
            return False
        return True

    async with other.write() as connection:
        await connection.execute(text("SELECT 1 FROM streams FOR UPDATE"))
        click = asyncio.create_task(button.use(house.ana))
        await house.eventually(waits_for_the_record)
        stop = asyncio.create_task(resident.stop())
        await house.eventually(takes_no_more)
    await asyncio.gather(click, stop)
    await other.close()
    assert house.ana.seen == []
    assert len(await crisis.happened(ev.TaskCompleted)) == 1
    assert await _held_until(crisis) is None
