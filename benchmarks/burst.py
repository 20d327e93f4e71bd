"""How many calls to Slack a burst of clicks makes, and how soon the cards are right after it.

``python -m benchmarks.burst`` prints the table. Twenty people click a hundred times in ten seconds
in one crisis, each click changing something. Every call that the bot makes meanwhile counts, until
every card shows what the record says.
"""

import asyncio

from benchmarks.load import Job, clicks
from benchmarks.scene import PATIENCE, TASKS, Scene, scene
from benchmarks.shown import differences
from benchmarks.table import REPETITIONS, Table

PEOPLE = 20
SECONDS = 10.0
PAUSE = 2.0
"""Between two clicks of one person: five each."""


def _job(lent: Scene, incident: str) -> Job:
    """Return people of whom each undoes what another one did: every click counts."""
    clients = []
    for one, person in enumerate(lent.people):
        task = f"{incident}|{TASKS[one % len(TASKS)]}"
        turns = [lent.click(person, task), lent.click(person, task, reopen=True)]
        clients.append(turns if one // len(TASKS) % 2 == 0 else turns[::-1])
    return Job(lent.urls, lent.app.signing_secret, clients, SECONDS, warm_up=0.0, pause=PAUSE)


async def _gather_people(lent: Scene) -> None:
    """Have everybody in the channel, and let the bot know."""
    channel = lent.channels()[0]
    await lent.people[0].invite(channel, *lent.people[1:])
    await lent.slack.settle(PATIENCE)
    await lent.rests()


async def _measure(shares: list[float], late: list[float]) -> None:
    async with scene(PEOPLE) as lent:
        (incident,) = await lent.open(1)
        await _gather_people(lent)
        before, events = len(lent.slack.calls), (await lent.rows())[0].seq
        measured = await clicks(_job(lent, incident))
        last = lent.slack.clock.now()
        while wrong := await differences(lent, incident):
            if (lent.slack.clock.now() - last).total_seconds() > PATIENCE:
                raise RuntimeError("; ".join(wrong))
            await asyncio.sleep(0.02)
        late.append((lent.slack.clock.now() - last).total_seconds())
        counted = (await lent.rows())[0].seq - events
        if counted < len(measured.took) * 0.95:
            raise RuntimeError(f"{counted} events of {len(measured.took)} clicks")
        shares.append((len(lent.slack.calls) - before) / len(measured.took))


async def _all() -> None:
    shares: list[float] = []
    late: list[float] = []
    for _ in range(REPETITIONS):
        await _measure(shares, late)
    table = Table("burst")
    table.add("calls to Slack for each click", shares, "", "<= 0.15")
    table.add("from the last answer until all cards are right", late, "s", "<= 2")
    table.finish()


def main() -> None:
    """Measure and print."""
    asyncio.run(_all())


if __name__ == "__main__":
    main()
