"""Replicas on one PostgreSQL: who works on a crisis, and when another one may."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from storage.tables import leases, of_stream
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
    rule = house.fail("chat.update", "slow", "kolcrisis:status", seconds=4 * LEASE)
    await crisis.task(house.ana, "complete", "A2")
    await house.struck(rule)
    first = await _held_until(crisis)
    assert first is not None

    async def renewed() -> bool:
        until = await _held_until(crisis)
        return until is not None and until > first

    await house.eventually(renewed)
    assert await _taken_by_another(crisis, first) is None
    await resident.stop()
    assert await _held_until(crisis) is None
    assert "✅ Done: Save the evidence" in crisis.read(house.ana, "step.assess")
    assert await _taken_by_another(crisis, first)
