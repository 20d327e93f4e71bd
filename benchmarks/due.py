"""A thousand crises falling due in the same moment.

``python -m benchmarks.due`` prints the table. The crises stand in Slack, fifty people lead twenty
each, and Slack's limits are enforced. The bot's clock is set to the moment of the first reminders;
meanwhile people click twenty times a second in one of the crises, against the same clicks before.
"""

import asyncio
import contextlib
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from benchmarks.load import Job, Measured, clicks
from benchmarks.scene import TASKS, Scene, unstarted
from benchmarks.seed import Seeder
from benchmarks.standing import know_people, show
from benchmarks.table import Table, percentile
from bot.crisis.ids import SlackUserId, TeamId
from bot.crisis.incident import Incident
from bot.crisis.timers import timers
from bot.workspace.model.channel import Kind

CRISES = 1_000
LEADS = 50
SECONDS = 20.0
PAUSE = 0.2
PATIENCE = 120.0
"""Longest time to wait for the last reminder."""
REPETITIONS = 1
"""Having a thousand crises stand takes a minute; once is enough to see whether all of it comes."""
TOO_MANY = 429
_BEFORE = timedelta(minutes=1)


@dataclass(slots=True)
class Found:
    """What a run came to."""

    before: Measured
    meanwhile: Measured
    fired: float
    last: float
    reminded: int
    twice: int
    refused: int


def _reminders(lent: Scene) -> Counter[str]:
    """Return how often each crisis has reminded somebody."""
    return Counter(
        str((message.metadata or {}).get("event_payload", {}).get("incident"))
        for channel in lent.slack.workspace.channels.values()
        if channel.kind is Kind.IM
        for message in channel.messages
        if message.app_id == lent.app.id and not message.deleted
    )


def _job(lent: Scene, incident: Incident) -> Job:
    person = next(one for one in lent.people if one.id == incident.commander)
    clients = []
    for task in TASKS:
        subject = f"{incident.id}|{task}"
        clients.append([lent.click(person, subject), lent.click(person, subject, reopen=True)])
    return Job(lent.urls, lent.app.signing_secret, clients, SECONDS, pause=PAUSE)


async def _seeded(lent: Scene) -> list[Incident]:
    team = TeamId(lent.slack.workspace.team.id)
    await know_people(lent)
    seeder = Seeder(lent.store, team)
    leads = [SlackUserId(person.id) for person in lent.people]
    incidents = [await seeder.enter(one) for one in await seeder.crises(CRISES, leads)]
    await show(lent, incidents)
    return incidents


def _first_reminder(incidents: list[Incident]) -> datetime:
    """Return when all of them have somebody to remind."""
    firsts = (min(t.at for t in timers(one) if t.kind == "reminder") for one in incidents)
    return max(firsts)


async def _all_fired(lent: Scene, at: datetime) -> float:
    """Return after how many seconds every crisis has let the moment pass."""
    began = lent.slack.clock.now()
    async with asyncio.timeout(PATIENCE):
        while await lent.store.due(at, 1):  # noqa: ASYNC110  # another process writes there
            await asyncio.sleep(0.1)
    return (lent.slack.clock.now() - began).total_seconds()


def _set(clock: Path, at: datetime) -> None:
    """Show the bot another time."""
    clock.write_text(at.isoformat(), encoding="utf-8")


async def _run() -> Found:
    async with unstarted(LEADS) as lent:
        incidents = await _seeded(lent)
        at = _first_reminder(incidents)
        (bot,) = lent.bots
        clock = lent.folder / "clock"
        _set(clock, at - _BEFORE)
        bot.settings = {**bot.settings, "KOLCRISIS_CLOCK_FILE": str(clock)}
        await bot.start()
        lent.slack.limits.enforced = True
        before = await clicks(_job(lent, incidents[0]))
        return await _fall_due(lent, incidents, clock, at, before)


async def _fall_due(
    lent: Scene, incidents: list[Incident], clock: Path, at: datetime, before: Measured
) -> Found:
    calls, began = len(lent.slack.calls), lent.slack.clock.now()
    _set(clock, at)
    clicking = asyncio.create_task(clicks(_job(lent, incidents[0])))
    fired = await _all_fired(lent, at)
    with contextlib.suppress(TimeoutError):
        await lent.slack.until(lambda: len(_reminders(lent)) >= CRISES, PATIENCE)
    took = (lent.slack.clock.now() - began).total_seconds()
    reminders = _reminders(lent)
    return Found(
        before=before,
        meanwhile=await clicking,
        fired=fired,
        last=took,
        reminded=len(reminders),
        twice=sum(reminders.values()) - len(reminders),
        refused=sum(one.status == TOO_MANY for one in lent.slack.calls[calls:]),
    )


def _p99(measured: Measured) -> float:
    return percentile(measured.took, 0.99) * 1000


async def _all() -> None:
    found = [await _run() for _ in range(REPETITIONS)]
    table = Table("due")
    shares = [_p99(one.meanwhile) / _p99(one.before) for one in found]
    table.add("p99 ack while all fall due / before", shares, "", "<= 2")
    table.add(f"of {CRISES:,} crises, reminded of", [one.reminded for one in found], "", ">= 1000")
    table.add("reminders that came twice", [one.twice for one in found], "", "<= 0")
    table.add("calls that Slack refused as too many", [one.refused for one in found], "", "<= 0")
    table.add("until all of it is in the record", [one.fired for one in found], "s")
    table.add("until the last reminder, or patience", [one.last for one in found], "s")
    table.add("p99 ack while all fall due", [_p99(one.meanwhile) for one in found], "ms")
    table.finish()


def main() -> None:
    """Measure and print."""
    asyncio.run(_all())


if __name__ == "__main__":
    main()
