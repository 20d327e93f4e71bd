"""Writers of an SQLite file that are committed together: each is for itself all the same."""

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, Engine, StaticPool, create_engine, event

from storage.database import Engines
from storage.errors import StorageDown
from storage.store import Store
from storage.values import StreamKey
from storage.writer import Writer
from tests.storage.example import NOON, TEAM, add, append, note

MANY = 40


def stream(number: int) -> StreamKey:
    return StreamKey(TEAM, "incident", f"i{number}")


class Counted(Engines):
    """Counts commits, and lets a test hold them up or have them fail."""

    def __init__(self) -> None:
        super().__init__()
        self.commits = 0
        self.held: asyncio.Event | None = None
        self.fails = False

    def synchronous(self, address: URL, **settings: Any) -> Engine:
        engine = super().synchronous(address, **settings)
        event.listen(engine, "commit", self._commit)
        return engine

    async def aside(self, work: Callable[[], Any]) -> Any:
        if self.held is not None:
            await self.held.wait()
        return await super().aside(work)

    def _commit(self, _: object) -> None:
        if self.fails:
            raise ConnectionError("the disk is gone")
        self.commits += 1


@pytest.fixture
def engines() -> Counted:
    return Counted()


@pytest.fixture
async def store(sqlite_template: Path, tmp_path: Path, engines: Counted) -> Any:
    path = tmp_path / "record.db"
    path.write_bytes(sqlite_template.read_bytes())
    async with contextlib.AsyncExitStack() as stack:
        opened = await Store.open(f"sqlite:///{path}", engines=engines)
        stack.push_async_callback(opened.close)
        yield opened


async def write(store: Store, number: int) -> None:
    async with store.transaction() as tx:
        await append(tx, note(f"of {number}"), stream=stream(number))


async def kept(store: Store) -> list[int]:
    rows = await store.streams(TEAM, "incident")
    return sorted(int(row.key.id[1:]) for row in rows)


async def test_those_who_wait_are_committed_together_and_each_is_told_afterwards(
    store: Store, engines: Counted
) -> None:
    await asyncio.gather(*(write(store, number) for number in range(MANY)))
    assert await kept(store) == list(range(MANY))
    assert engines.commits < MANY / 4


async def test_nobody_is_told_before_the_commit(store: Store, engines: Counted) -> None:
    engines.held = asyncio.Event()
    writing = [asyncio.create_task(write(store, number)) for number in range(3)]
    await asyncio.sleep(0.05)
    assert not any(task.done() for task in writing)
    assert await kept(store) == []
    engines.held.set()
    await asyncio.gather(*writing)
    assert await kept(store) == [0, 1, 2]


@pytest.mark.parametrize("failing", [0, 1, MANY - 1])
async def test_one_that_fails_leaves_no_trace_and_the_others_go_on(
    store: Store, failing: int
) -> None:
    async def write_or_fail(number: int) -> None:
        async with store.transaction() as tx:
            await append(tx, note("x"), stream=stream(number))
            if number == failing:
                raise ValueError("changed my mind")

    done = await asyncio.gather(*map(write_or_fail, range(MANY)), return_exceptions=True)
    assert [type(one) for one in done if one is not None] == [ValueError]
    assert await kept(store) == [one for one in range(MANY) if one != failing]


async def test_each_sees_what_those_before_it_wrote(store: Store) -> None:
    async def count_up() -> None:
        async with store.transaction() as tx:
            seq, _ = await tx.head(stream(0))
            await append(tx, note(f"{seq}"), after=seq, stream=stream(0))

    await asyncio.gather(*(count_up() for _ in range(MANY)))
    assert (await store.verify(stream(0))).count == MANY


async def test_a_commit_that_fails_is_everybodys_and_the_next_one_works(
    store: Store, engines: Counted
) -> None:
    engines.fails = True
    done = await asyncio.gather(*(write(store, one) for one in range(5)), return_exceptions=True)
    assert {type(one) for one in done} == {StorageDown}
    engines.fails = False
    assert await kept(store) == []
    await write(store, 7)
    assert await kept(store) == [7]


async def test_who_stands_on_what_is_not_committed_yet_hears_of_its_failure_too(
    store: Store, engines: Counted
) -> None:
    async def repeat() -> None:
        async with store.transaction() as tx:
            if (await tx.head(stream(0)))[0]:
                raise LookupError("somebody did this already")

    engines.fails = True
    done = await asyncio.gather(write(store, 0), repeat(), return_exceptions=True)
    assert [type(one) for one in done] == [StorageDown, StorageDown]
    engines.fails = False
    await repeat()
    await write(store, 0)
    with pytest.raises(LookupError):
        await repeat()


@pytest.mark.parametrize("at", [0, 1, 2, 3, 5, 8])
async def test_who_gives_up_at_any_moment_holds_up_nobody(
    store: Store, engines: Counted, at: int
) -> None:
    engines.held = asyncio.Event()
    writing = [asyncio.create_task(write(store, number)) for number in range(6)]
    for _ in range(at):
        await asyncio.sleep(0)
    for task in writing[::2]:
        task.cancel()
    await asyncio.sleep(0)
    engines.held.set()
    async with asyncio.timeout(10):
        await asyncio.gather(*writing, return_exceptions=True)
        await write(store, 9)
    # Who gave up after all was written is in the record, as after any lost answer.
    assert {1, 3, 5, 9} <= set(await kept(store))
    for number in await kept(store):
        assert (await store.verify(stream(number))).count == 1


async def test_a_disk_that_is_full_takes_back_nothing_that_was_acknowledged(
    sqlite_template: Path, tmp_path: Path
) -> None:
    class Small(Counted):
        def synchronous(self, address: URL, **settings: Any) -> Engine:
            engine = super().synchronous(address, **settings)
            event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA max_page_count=90"))
            return engine

    path = tmp_path / "record.db"
    path.write_bytes(sqlite_template.read_bytes())
    store = await Store.open(f"sqlite:///{path}", engines=Small())

    async def large(number: int) -> None:
        async with store.transaction() as tx:
            size = 2_000_000 if number % 7 == 3 else 10
            await append(tx, note("x" * size), stream=stream(number))

    done = await asyncio.gather(*map(large, range(20)), return_exceptions=True)
    told = [number for number, one in enumerate(done) if one is None]
    assert {type(one) for one in done if one is not None} == {StorageDown}
    assert await kept(store) == told
    await add(store, note("and on"), after=0)
    assert NOON is not None
    await store.close()


def test_a_writer_whose_loop_has_ended_commits_nothing_and_complains_of_nothing() -> None:
    engine = create_engine("sqlite://", poolclass=StaticPool)

    async def aside(work: Callable[[], Any]) -> Any:
        return work()

    async def begin() -> tuple[Writer, Any]:
        writer, reached = Writer(engine, aside), asyncio.Event()

        async def halfway() -> None:
            async with writer.transaction():
                reached.set()
                await asyncio.Event().wait()

        task = asyncio.create_task(halfway())
        await reached.wait()
        return writer, task

    loop = asyncio.new_event_loop()
    writer, task = loop.run_until_complete(begin())
    loop.close()
    task._log_destroy_pending = False
    # What the collector would do with what a process leaves behind.
    task.get_coro().close()
    assert writer._ending is None
    engine.dispose()
