"""The acknowledgement of one click at a time, on a bot with nothing else to do.

``python -m benchmarks.ack`` prints the table: the middle of all answers, against a click that does
nothing in a Bolt with one listener; and that Bolt with sixty, of which the last serves the click.
"""

import asyncio

from benchmarks.click import job
from benchmarks.load import Job, Measured, clicks
from benchmarks.noop import SECRET, click, noop
from benchmarks.scene import scene
from benchmarks.table import REPETITIONS, Table, percentile

SECONDS = 3.0
PAUSE = 0.02
"""Seconds between an answer and the next click: nobody queues."""
MANY = 60


async def _nothing(listeners: int) -> Measured:
    async with noop(listeners) as url:
        return await clicks(Job([url], SECRET, [[click()]], SECONDS, pause=PAUSE))


def _middle(measured: Measured) -> float:
    return percentile(measured.took, 0.5) * 1000


async def _all() -> None:
    least, many, ours = [], [], []
    for _ in range(REPETITIONS):
        least.append(_middle(await _nothing(1)))
        many.append(_middle(await _nothing(MANY)))
        async with scene() as lent:
            incidents = await lent.open(1)
            one = job(lent, incidents, 1, SECONDS)
            measured = Job(one.urls, one.secret, one.clients, SECONDS, pause=PAUSE)
            ours.append(_middle(await clicks(measured)))
    table = Table("ack")
    table.add("no-op, one listener: p50", least, "ms")
    table.add(f"no-op, {MANY} listeners: p50", many, "ms")
    table.add("a durable click, all listeners: p50", ours, "ms")
    more = [mine - other for mine, other in zip(ours, least, strict=True)]
    table.add("a durable click takes longer by", more, "ms", "<= 2.5")
    table.finish()


def main() -> None:
    """Measure and print."""
    asyncio.run(_all())


if __name__ == "__main__":
    main()
