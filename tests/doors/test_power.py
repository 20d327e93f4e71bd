"""The plug itself: however a connection was left, pulling it ends."""

import asyncio
import time

import aiosqlite
import pytest
from sqlalchemy import make_url, text

from tests.doors.power import Power


@pytest.mark.parametrize("told_to_stop", [False, True])
async def test_a_connection_that_is_told_to_stop_at_that_moment_holds_up_nobody(
    told_to_stop: bool,
) -> None:
    power = Power()
    engine = power.asynchronous(make_url("sqlite+aiosqlite:///:memory:"))
    async with engine.connect() as connection:
        await connection.execute(text("SELECT 1"))
        raw = await connection.get_raw_connection()
        driver = raw.driver_connection
        assert isinstance(driver, aiosqlite.Connection)
        # Its thread is busy, so that what follows finds the order to stop still unread.
        driver._tx.put_nowait((None, lambda: time.sleep(0.1)))
        if told_to_stop:
            driver.stop()
        async with asyncio.timeout(5):
            await power.cut()
        await connection.invalidate()
    await engine.dispose()
    driver._thread.join(timeout=5)
    assert not driver._thread.is_alive()
