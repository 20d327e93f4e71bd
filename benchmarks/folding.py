"""A click in a crisis with a long record against one in a crisis with a short one.

``python -m benchmarks.folding`` prints the table. One person clicks at a time; both crises live in
the same bot, by turns.
"""

import asyncio

from benchmarks.load import Job, clicks
from benchmarks.scene import TASKS, Scene, scene
from benchmarks.seed import Seeder
from benchmarks.table import REPETITIONS, Table, percentile
from bot.crisis.ids import IncidentId, TeamId

SECONDS = 2.0
PAUSE = 0.01
LONG, SHORT = 5_000, 50


async def _middle(lent: Scene, incident: str) -> float:
    person, task = lent.people[0], f"{incident}|{TASKS[0]}"
    turns = [lent.click(person, task), lent.click(person, task, reopen=True)]
    job = Job(lent.urls, lent.app.signing_secret, [turns], SECONDS, pause=PAUSE)
    return percentile((await clicks(job)).took, 0.5) * 1000


async def _all() -> None:
    long, short, shares = [], [], []
    async with scene(people=1) as lent:
        first, second = map(IncidentId, await lent.open(2))
        seeder = Seeder(lent.store, TeamId(lent.slack.workspace.team.id))
        await seeder.lengthen(first, LONG)
        await seeder.lengthen(second, SHORT)
        for _ in range(REPETITIONS):
            long.append(await _middle(lent, first))
            short.append(await _middle(lent, second))
            shares.append(long[-1] / short[-1])
    table = Table("folding")
    table.add(f"a click at {LONG:,} events / at {SHORT}: p50", shares, "", "<= 1.3")
    table.add(f"a click at {LONG:,} events: p50", long, "ms")
    table.add(f"a click at {SHORT} events: p50", short, "ms")
    table.finish()


def main() -> None:
    """Measure and print."""
    asyncio.run(_all())


if __name__ == "__main__":
    main()
