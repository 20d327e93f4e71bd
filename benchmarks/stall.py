"""What building long reviews does to the clicks that come meanwhile.

``python -m benchmarks.stall`` prints the table. Crises with ten thousand events each were closed;
while the bot makes and uploads their reviews, people click twenty times a second in another crisis.
Against the same clicks without it.
"""

import asyncio

from benchmarks.load import Job, Measured, clicks
from benchmarks.scene import TASKS, Scene, scene
from benchmarks.seed import Seeder
from benchmarks.table import REPETITIONS, Table, percentile
from bot.crisis.ids import IncidentId, TeamId

EVENTS = 10_000
REVIEWS = 3
PEOPLE = 4
PAUSE = 0.2
"""Between two clicks of one person: twenty a second in all."""
SECONDS = 12.0
PATIENCE = 90.0


def _job(lent: Scene, incident: str) -> Job:
    clients = []
    for task in TASKS[:PEOPLE]:
        subject = f"{incident}|{task}"
        person = lent.people[0]
        clients.append([lent.click(person, subject), lent.click(person, subject, reopen=True)])
    return Job(lent.urls, lent.app.signing_secret, clients, SECONDS, pause=PAUSE)


def _reviews(lent: Scene) -> int:
    files = lent.slack.workspace.files.values()
    return sum(one.state == "complete" and one.name.endswith(".html") for one in files)


async def _meanwhile(lent: Scene, incident: str, long: list[IncidentId]) -> Measured:
    """Click while the reviews are made; what is measured begins with the closing."""
    seeder = Seeder(lent.store, TeamId(lent.slack.workspace.team.id))
    for one in long:
        await seeder.lengthen(one, EVENTS)
    await lent.rests()
    before = _reviews(lent)
    clicking = asyncio.create_task(clicks(_job(lent, incident)))
    for one in long:
        await seeder.close(one)
    measured = await clicking
    await lent.slack.until(lambda: _reviews(lent) - before == len(long), PATIENCE)
    return measured


def _p99(measured: Measured) -> float:
    return percentile(measured.took, 0.99) * 1000


async def _all() -> None:
    with_it, without, shares, longest = [], [], [], []
    for _ in range(REPETITIONS):
        async with scene() as lent:
            incident, *long = map(IncidentId, await lent.open(1 + REVIEWS))
            without.append(_p99(await clicks(_job(lent, incident))))
            busy = await _meanwhile(lent, incident, long)
            with_it.append(_p99(busy))
            longest.append(max(busy.took) * 1000)
            shares.append(with_it[-1] / without[-1])
    table = Table("stall")
    table.add("p99 ack while reviews are made / without", shares, "", "<= 3")
    table.add("p99 ack while reviews are made", with_it, "ms")
    table.add("longest ack while reviews are made", longest, "ms")
    table.add("p99 ack without", without, "ms")
    table.finish()


def main() -> None:
    """Measure and print."""
    asyncio.run(_all())


if __name__ == "__main__":
    main()
