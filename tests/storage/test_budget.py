"""Token buckets, in memory and as rows: one behaviour."""

import asyncio
from datetime import datetime

import pytest

from bot.crisis.ids import TeamId
from storage.store import Store
from tests.storage.example import NOON, TEAM, minutes


async def take(store: Store, now: datetime = NOON, scope: str = "chat.update") -> float:
    return await store.budget.take(TEAM, scope, rate_per_minute=60, burst=3, now=now)


async def test_a_burst_is_let_through_and_then_the_rate_holds(store: Store) -> None:
    assert [await take(store) for _ in range(4)] == [0.0, 0.0, 0.0, pytest.approx(1.0)]
    assert await take(store, NOON + minutes(0.5 / 60)) == pytest.approx(0.5)
    assert await take(store, NOON + minutes(1 / 60)) == 0.0
    assert await take(store, NOON + minutes(1 / 60)) == pytest.approx(1.0)


async def test_rest_earns_no_more_than_a_burst(store: Store) -> None:
    assert await take(store) == 0.0
    waits = [await take(store, NOON + minutes(60)) for _ in range(4)]
    assert waits == [0.0, 0.0, 0.0, pytest.approx(1.0)]


async def test_scopes_and_workspaces_do_not_share(store: Store) -> None:
    for _ in range(3):
        await take(store)
    assert await take(store, scope="chat.postMessage") == 0.0
    other = TeamId("T2")
    assert await store.budget.take(other, "chat.update", rate_per_minute=60, burst=3, now=NOON) == 0


async def test_nobody_passes_before_a_back_off_is_over_and_then_not_all_at_once(
    store: Store,
) -> None:
    until = NOON + minutes(1)
    await store.budget.set_back_off(TEAM, "chat.update", until)
    await store.budget.set_back_off(TEAM, "chat.update", until - minutes(0.5))
    assert await take(store) == 60.0
    assert [await take(store, until) for _ in range(2)] == [0.0, pytest.approx(1.0)]


async def test_a_back_off_applies_to_a_bucket_in_use(store: Store) -> None:
    await take(store)
    await store.budget.set_back_off(TEAM, "chat.update", NOON + minutes(1))
    assert await take(store) == 60.0


async def test_many_who_ask_at_once_get_no_more_than_there_is(store: Store) -> None:
    waits = await asyncio.gather(*(take(store) for _ in range(12)))
    assert waits.count(0.0) == 3


async def test_a_clock_that_goes_back_gives_nothing_away(store: Store) -> None:
    for _ in range(3):
        await take(store)
    assert await take(store, NOON - minutes(5)) > 0
    assert await take(store, NOON) > 0
