"""The ground that the simulation stands on: time that jumps, and lives that end."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import pytest

from tests.simulation.loop import Deadlock, Livelock, Marks, VirtualLoop, alive_in


@pytest.fixture
def loop() -> Iterator[VirtualLoop]:
    virtual = VirtualLoop()
    yield virtual
    virtual.close()


def test_an_hour_of_sleep_takes_no_time(loop: VirtualLoop) -> None:
    loop.run_until_complete(asyncio.sleep(3600))
    assert loop.time() == pytest.approx(3600)


def test_whoever_sleeps_less_wakes_first_whatever_the_order_of_starting(
    loop: VirtualLoop,
) -> None:
    woken: list[float] = []

    async def sleeper(seconds: float) -> None:
        await asyncio.sleep(seconds)
        woken.append(seconds)

    async def all_of_them() -> None:
        await asyncio.gather(*map(sleeper, (3.0, 1.0, 2.0)))

    loop.run_until_complete(all_of_them())
    assert woken == [1.0, 2.0, 3.0]


def test_waiting_for_nothing_is_a_deadlock_and_not_a_hang(loop: VirtualLoop) -> None:
    with pytest.raises(Deadlock):
        loop.run_until_complete(loop.create_future())


def test_work_without_time_passing_is_a_livelock_and_not_a_hang(loop: VirtualLoop) -> None:
    async def spin() -> None:
        while True:
            await asyncio.sleep(0)

    task = loop.create_task(spin())
    with pytest.raises(Livelock):
        loop.run_until_complete(loop.create_future())
    task.cancel()
    loop._steps_now = 0
    with pytest.raises(asyncio.CancelledError):
        loop.run_until_complete(task)


@pytest.mark.parametrize(
    "reach",
    [
        lambda: asyncio.to_thread(threading.get_ident),
        lambda: asyncio.open_connection("127.0.0.1", 9),
        lambda: asyncio.start_server(lambda *_: None, "127.0.0.1", 0),
        lambda: asyncio.get_running_loop().getaddrinfo("localhost", 80, type=socket.SOCK_STREAM),
    ],
    ids=["thread", "connection", "server", "name"],
)
def test_nothing_leaves_the_simulation(
    loop: VirtualLoop, reach: Callable[[], Coroutine[Any, Any, object]]
) -> None:
    async def try_it() -> None:
        await reach()

    with pytest.raises(RuntimeError, match="the simulation has no"):
        loop.run_until_complete(try_it())


def test_a_life_that_ended_is_never_resumed_not_even_to_clean_up(loop: VirtualLoop) -> None:
    done: list[str] = []
    marks = Marks(lambda: done.append("ended"))

    async def live() -> None:
        try:
            done.append("began")
            await asyncio.sleep(1.0)
            done.append("went on")
        finally:
            done.append("cleaned up")

    task = loop.create_task(live(), context=alive_in(marks))
    loop.call_later(0.5, marks.end)
    loop.run_until_complete(asyncio.sleep(5.0))
    assert done == ["began", "ended"]
    assert marks.unfinished == {task}
    _bury(task, done)


def test_a_life_ends_at_the_step_that_was_drawn(loop: VirtualLoop) -> None:
    done: list[int] = []
    marks = Marks(lambda: None)
    marks.ends_at = 4

    async def live() -> None:
        for number in range(10):
            done.append(number)
            await asyncio.sleep(0)

    task = loop.create_task(live(), context=alive_in(marks))
    loop.run_until_complete(asyncio.sleep(1.0))
    assert done == [0, 1, 2]
    assert marks.ended
    _bury(task, done)


def test_what_a_life_starts_belongs_to_it(loop: VirtualLoop) -> None:
    done: list[str] = []
    marks = Marks(lambda: None)

    async def child() -> None:
        await asyncio.sleep(1.0)
        done.append("child")

    async def live() -> None:
        await asyncio.gather(child(), child())

    task = loop.create_task(live(), context=alive_in(marks))
    loop.call_later(0.5, marks.end)
    loop.run_until_complete(asyncio.sleep(5.0))
    assert done == []
    assert len(marks.unfinished) == 3
    for one in marks.unfinished:
        one._log_destroy_pending = False  # type: ignore[attr-defined]
    del task


def _bury(task: asyncio.Task[None], done: list[Any]) -> None:
    """Let go of an abandoned task; Python then closes its coroutine, which is after the test."""
    task._log_destroy_pending = False  # type: ignore[attr-defined]
    done.clear()
