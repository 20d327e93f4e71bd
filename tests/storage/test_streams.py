"""Appending, reading and listing streams, racing and failing included."""

import asyncio
from datetime import timedelta, timezone

import pytest

from bot.crisis.events import TaskCompleted
from storage.errors import Conflict
from storage.store import Store
from storage.transaction import Transaction
from tests.storage.example import (
    ANNA,
    NOON,
    OTHER,
    STREAM,
    TEAM,
    add,
    append,
    done,
    events_of,
    minutes,
    note,
)


async def test_what_was_appended_is_read_back_as_it_was_returned(store: Store) -> None:
    appended = await add(store, done("A1"), note("they rang"))
    assert await store.read(STREAM) == appended
    assert [each.seq for each in appended] == [1, 2]
    assert {each.actor for each in appended} == {ANNA}
    assert appended[0].hash != appended[1].hash
    assert await store.head(STREAM) == (2, appended[1].hash)


async def test_a_stream_that_does_not_exist_is_empty(store: Store) -> None:
    assert await store.read(STREAM) == ()
    assert await store.head(STREAM) == (0, "")
    assert await store.stream(STREAM) is None


async def test_only_the_tail_is_read_after_a_position(store: Store) -> None:
    await add(store, note("one"), note("two"), note("three"))
    tail = await store.read(STREAM, after=1)
    assert [each.event for each in tail] == events_of(await store.read(STREAM))[1:]


async def test_moments_keep_their_microseconds_and_come_back_in_utc(store: Store) -> None:
    in_shanghai = NOON.astimezone(timezone(timedelta(hours=8)))
    await add(store, done(at=in_shanghai))
    (read,) = await store.read(STREAM)
    assert read.at == NOON
    assert read.at.utcoffset() == timedelta(0)
    assert read.at.microsecond == NOON.microsecond


async def test_a_moment_without_a_zone_is_refused_and_nothing_is_written(store: Store) -> None:
    with pytest.raises(ValueError, match="time zone"):
        await add(store, done(at=NOON.replace(tzinfo=None)))
    assert await store.head(STREAM) == (0, "")


async def test_a_second_opening_is_a_conflict_and_leaves_nothing(store: Store) -> None:
    first = await add(store, note("first"))
    with pytest.raises(Conflict):
        await add(store, note("second"))
    assert await store.read(STREAM) == first


@pytest.mark.parametrize("after", [1, 3])
async def test_appending_anywhere_but_at_the_end_is_a_conflict(store: Store, after: int) -> None:
    await add(store, done("A1"), done("A2"))
    with pytest.raises(Conflict):
        await add(store, done("A3"), after=after)
    assert len(await store.read(STREAM)) == 2


async def test_of_racing_writers_one_wins_and_the_others_get_a_conflict(store: Store) -> None:
    await add(store, done("A0"))
    outcomes = await asyncio.gather(
        *(add(store, note(f"text {n}"), done(f"A{n}"), after=1) for n in range(8)),
        return_exceptions=True,
    )
    won = [outcome for outcome in outcomes if isinstance(outcome, tuple)]
    assert len(won) == 1
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 7
    assert (await store.read(STREAM))[1:] == won[0]
    assert (await store.verify(STREAM)).ok


async def test_of_racing_openers_one_wins(store: Store) -> None:
    outcomes = await asyncio.gather(
        *(add(store, done(f"A{n}")) for n in range(8)),
        return_exceptions=True,
    )
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 7
    assert len(await store.read(STREAM)) == 1


async def test_losers_who_decide_again_all_get_in(store: Store) -> None:
    async def persist(task: str) -> None:
        while True:
            seq, _ = await store.head(STREAM)
            try:
                await add(store, done(task), after=seq)
            except Conflict:
                continue
            return

    tasks = [f"A{n}" for n in range(12)]
    await asyncio.gather(*map(persist, tasks))
    read = events_of(await store.read(STREAM))
    assert sorted(event.task for event in read if isinstance(event, TaskCompleted)) == sorted(tasks)
    assert (await store.verify(STREAM)).count == 12


async def test_an_exception_within_a_transaction_undoes_all_of_it(store: Store) -> None:
    async def fail_at_the_end() -> None:
        async with store.transaction() as tx:
            await append(tx, note("gone"), next_due_at=NOON)
            await tx.claim(TEAM, "note_url", "https://example.org", STREAM)
            await tx.remember(TEAM, "delivery", stream=STREAM, answer="yes", at=NOON)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail_at_the_end()
    assert await store.read(STREAM) == ()
    assert await store.next_due() is None
    async with store.transaction() as tx:
        assert await tx.holder(TEAM, "note_url", "https://example.org") is None
        assert await tx.answer_to(TEAM, "delivery") is None


async def test_a_writer_that_is_cancelled_between_statements_leaves_nothing(store: Store) -> None:
    reached = asyncio.Event()

    async def write_and_wait() -> None:
        async with store.transaction() as tx:
            await append(tx, note("gone"))
            reached.set()
            await asyncio.Event().wait()

    writer = asyncio.create_task(write_and_wait())
    await reached.wait()
    writer.cancel()
    await asyncio.wait([writer])
    assert await store.read(STREAM) == ()
    await add(store, note("the next one gets in"))
    assert (await store.verify(STREAM)).ok


async def test_an_intent_of_a_batch_can_fail_alone(store: Store) -> None:
    async def fail(tx: Transaction) -> None:
        async with tx.savepoint():
            await append(tx, note("dropped"), after=1)
            raise RuntimeError

    async with store.transaction() as tx:
        await append(tx, note("kept"))
        with pytest.raises(RuntimeError):
            await fail(tx)
        with pytest.raises(Conflict):
            await append(tx, note("late"))
        await append(tx, done("A1"), after=1)
        assert len(await tx.read(STREAM)) == 2
    assert (await store.verify(STREAM)).count == 2
    assert len(await store.read(STREAM)) == 2


async def test_readers_see_nothing_before_the_commit(store: Store) -> None:
    async with store.transaction() as tx:
        await append(tx, done(), actor=None)
        assert await store.read(STREAM) == ()
        assert len(await tx.read(STREAM)) == 1
    (read,) = await store.read(STREAM)
    assert read.actor is None


async def test_nothing_to_append_writes_nothing(store: Store) -> None:
    assert await add(store) == ()
    assert await store.stream(STREAM) is None


async def test_streams_are_listed_by_kind_and_status_without_reading_events(store: Store) -> None:
    await add(store, done(), status="open", summary={"level": 3, "name": "a\0\ud800"})
    await add(store, done(), stream=OTHER, status="open", summary={})
    await add(store, done(), stream=OTHER, after=1, status="closed")
    (opened,) = await store.streams(TEAM, "incident", status="open")
    assert opened.key == STREAM
    assert opened.summary == {"level": 3, "name": "a\0\ud800"}
    assert opened.created_at == NOON
    assert [row.key for row in await store.streams(TEAM, "incident")] == [STREAM, OTHER]
    assert await store.streams(TEAM, "roster") == ()
    assert await store.teams() == (TEAM,)


async def test_a_summary_stays_until_it_is_replaced(store: Store) -> None:
    await add(store, done(), status="open", summary={"level": 1})
    await add(store, done(), after=1)
    row = await store.stream(STREAM)
    assert row is not None
    assert (row.status, row.summary, row.seq) == ("open", {"level": 1}, 2)
    async with store.transaction() as tx:
        await tx.set_summary(STREAM, {})
        changed = await tx.stream(STREAM)
    assert changed is not None
    assert changed.summary == {}


async def test_what_is_due_comes_with_the_longest_waiting_first(store: Store) -> None:
    await add(store, done(), next_due_at=NOON)
    await add(store, done(), stream=OTHER, next_due_at=NOON - minutes(1))
    assert await store.due(NOON - minutes(2), 10) == ()
    assert await store.due(NOON, 10) == (OTHER, STREAM)
    assert await store.due(NOON, 1) == (OTHER,)
    assert await store.next_due() == NOON - minutes(1)
    async with store.transaction() as tx:
        await tx.set_due(OTHER, None)
    assert await store.due(NOON, 10) == (STREAM,)


async def test_a_stream_is_behind_until_its_last_event_is_shown(store: Store) -> None:
    await add(store, done(), done())
    assert await store.behind(10) == (STREAM,)
    await store.projected(STREAM, 1)
    assert await store.behind(10) == (STREAM,)
    await store.projected(STREAM, 2)
    await store.projected(STREAM, 1)
    assert await store.behind(10) == ()


async def test_a_stream_that_is_shown_nowhere_is_not_behind(store: Store) -> None:
    house = type(STREAM)(TEAM, "house", "workspace")
    await add(store, done(), stream=house)
    assert await store.behind(10) == ()
    assert await store.behind(10, ("house",)) == (house,)


async def test_what_is_behind_comes_with_the_first_kind_before_all_others(store: Store) -> None:
    kol = type(STREAM)(TEAM, "kol", "mia")
    await add(store, done(), stream=kol)
    await add(store, done())
    assert await store.behind(10, ("incident", "kol")) == (STREAM, kol)
    assert await store.behind(1, ("kol", "incident")) == (kol,)


async def test_ids_that_no_engine_can_hold_find_nothing_and_break_nothing(store: Store) -> None:
    for forged in ("\0", "\ud800", "x" * 10_000):
        assert await store.read(type(STREAM)(TEAM, "incident", forged)) == ()
