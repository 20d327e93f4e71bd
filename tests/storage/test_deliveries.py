"""A delivery is accepted once, whatever is repeated and whoever races."""

import asyncio

import pytest

from bot.crisis.ids import TeamId
from storage.errors import AlreadyDelivered
from storage.store import Store
from tests.storage.example import NOON, STREAM, TEAM, append, done, minutes


async def deliver(store: Store, key: str, answer: str, after: int = 0) -> str:
    async with store.transaction() as tx:
        first = await tx.answer_to(TEAM, key)
        if first is not None:
            return first
        await tx.remember(TEAM, key, stream=STREAM, answer=answer, at=NOON)
        await append(tx, done(), after=after)
    return answer


async def test_a_repeated_delivery_gets_the_first_answer(store: Store) -> None:
    assert await deliver(store, "Ev1", "first") == "first"
    assert await deliver(store, "Ev1", "second") == "first"
    assert len(await store.read(STREAM)) == 1


async def test_a_key_belongs_to_its_workspace(store: Store) -> None:
    await deliver(store, "Ev1", "first")
    async with store.transaction() as tx:
        assert await tx.answer_to(TeamId("T2"), "Ev1") is None


async def test_of_racing_repeats_one_is_accepted_and_the_others_leave_nothing(
    store: Store,
) -> None:
    outcomes = await asyncio.gather(
        *(deliver(store, "Ev1", str(number)) for number in range(6)),
        return_exceptions=True,
    )
    answers = {o for o in outcomes if isinstance(o, str)}
    answers |= {o.answer for o in outcomes if isinstance(o, AlreadyDelivered)}
    assert len(answers) == 1
    assert len(await store.read(STREAM)) == 1


async def test_remembering_twice_carries_the_first_answer(store: Store) -> None:
    await deliver(store, "Ev1", "first")
    async with store.transaction() as tx:
        with pytest.raises(AlreadyDelivered) as repeated:
            await tx.remember(TEAM, "Ev1", stream=STREAM, answer="second", at=NOON)
    assert repeated.value.answer == "first"


async def test_keys_of_any_length_and_content_are_kept(store: Store) -> None:
    keys = ["x" * 100_000, "x" * 100_001, "a\0b", "\ud800", "😀" * 300]
    for after, key in enumerate(keys):
        assert await deliver(store, key, f"answer {after}", after) == f"answer {after}"
    for number, key in enumerate(keys):
        assert await deliver(store, key, "again") == f"answer {number}"


async def test_old_answers_are_forgotten_and_later_ones_are_not(store: Store) -> None:
    await deliver(store, "Ev1", "first")
    assert await store.forget_deliveries(NOON) == 0
    assert await store.forget_deliveries(NOON + minutes(1)) == 1
    async with store.transaction() as tx:
        assert await tx.answer_to(TEAM, "Ev1") is None
