"""A durable click against a click that does nothing, in the same run.

``python -m benchmarks.click`` prints the table. A durable one is verified, decided by the rules,
committed with ``synchronous=FULL`` and then acknowledged, while the cards follow behind.
"""

import asyncio

from benchmarks.load import Job, Measured, clicks
from benchmarks.noop import SECRET, click, noop
from benchmarks.scene import TASKS, Scene, scene
from benchmarks.table import REPETITIONS, Table, percentile

SECONDS = 4.0
SLOW = 0.08
"""Seconds that Slack takes to answer where it is slow."""


def job(lent: Scene, incidents: list[str], number: int, seconds: float = SECONDS) -> Job:
    """Return ``number`` people who finish and reopen a task each, four in a crisis."""
    clients = []
    for one in range(number):
        task = f"{incidents[one // len(TASKS) % len(incidents)]}|{TASKS[one % len(TASKS)]}"
        person = lent.people[one // len(TASKS) % len(incidents) % len(lent.people)]
        clients.append([lent.click(person, task), lent.click(person, task, reopen=True)])
    return Job(lent.urls, lent.app.signing_secret, clients, seconds)


async def _nothing(number: int) -> Measured:
    async with noop() as url:
        return await clicks(Job([url], SECRET, [[click()]] * number, SECONDS))


async def measure(number: int, table: Table, longest: str = "") -> None:
    """Add the figures for so many people clicking. ``longest`` is what the p99 should be."""
    shares, rates, quick, slow = [], [], [], []
    for _ in range(REPETITIONS):
        idle = await _nothing(number)
        async with scene() as lent:
            incidents = await lent.open(max(number // len(TASKS), 1))
            before = sum([row.seq for row in await lent.rows()])
            done = await clicks(job(lent, incidents, number))
            events = sum([row.seq for row in await lent.rows()]) - before
            if events < len(done.took) or set(done.statuses) != {"200"}:
                raise RuntimeError(f"{events} events of {len(done.took)} clicks: {done.statuses}")
            lent.slack.faults.add(kind="slow", times=None, seconds=SLOW)
            behind = await clicks(job(lent, incidents, number))
        shares.append(done.rate / idle.rate)
        rates.append(done.rate)
        quick.append(percentile(done.took, 0.99) * 1000)
        slow.append(percentile(behind.took, 0.99) / percentile(done.took, 0.99))
    table.add(f"{number} people: rate / no-op's", shares, "", ">= 0.30")
    table.add(f"{number} people: rate", rates, "1/s")
    table.add(f"{number} people: p99 ack", quick, "ms", longest)
    table.add(f"{number} people: p99, Slack at 80 ms / 0 ms", slow, "", "<= 1.2")


async def _all() -> None:
    table = Table("click")
    await measure(16, table, "<= 60")
    await measure(64, table)
    table.finish()


def main() -> None:
    """Measure and print."""
    asyncio.run(_all())


if __name__ == "__main__":
    main()
