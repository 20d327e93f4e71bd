"""Whether it matters how many things there are to click: all listeners registered, or one.

``python -m benchmarks.listeners`` prints the table. Both do nothing; the names go through the bot's
own router. Beside it: Bolt with as many listeners of its own, which it tries one after the other.
"""

import asyncio

from benchmarks.load import Job, clicks
from benchmarks.noop import SECRET, click, noop
from benchmarks.table import REPETITIONS, Table

SECONDS = 3.0
PEOPLE = 16
MANY = 60


async def _rate(listeners: int | str) -> float:
    async with noop(listeners) as url:
        return (await clicks(Job([url], SECRET, [[click()]] * PEOPLE, SECONDS))).rate


async def _all() -> None:
    routed, searched = [], []
    for _ in range(REPETITIONS):
        one = await _rate("one")
        routed.append(await _rate("all") / one)
        searched.append(await _rate(MANY) / await _rate(1))
    table = Table("listeners")
    table.add("all names in our router / one: rate", routed, "", ">= 0.9")
    table.add(f"{MANY} listeners of Bolt's own / one: rate", searched)
    table.finish()


def main() -> None:
    """Measure and print."""
    asyncio.run(_all())


if __name__ == "__main__":
    main()
