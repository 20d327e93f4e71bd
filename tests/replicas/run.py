"""One day in a town: a crowd clicks, replicas are killed and added; then: what is wrong?"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from tests.doors.crisis import Crisis
from tests.doors.residents import playbook
from tests.replicas.crowd import Clicker
from tests.replicas.town import Town, founded
from tests.simulation.checks_record import (
    History,
    check_clicks,
    check_pins,
    check_time,
    check_typed,
    history,
)
from tests.simulation.checks_slack import check_entries, check_slack
from tests.simulation.people import PIN
from tests.simulation.run import EXPECTED_REFUSALS, recorded_words

if TYPE_CHECKING:
    from tests.simulation.world import World

LOCALES = ("en-GB", "zh-CN", "en-US")
LONGEST_REST = 600.0
"""Seconds within which everything must have come to rest after the last click."""
STOP_SECONDS = 60.0
"""Within these a stop in good order must have ended, on a machine that is busy too."""
EXCUSED = frozenset({"ratelimited"})
"""What Slack may answer to a bot that shares its limits with others, besides what it always may."""


@dataclass(frozen=True, slots=True)
class Day:
    """How many do how much, and how often a replica dies."""

    people: int = 200
    incidents: int = 4
    replicas: int = 3
    kills: int = 6
    seconds: float = 120.0
    pause: float = 20.0
    """Seconds that a person rests between two things, on average."""
    seed: int = 1


@dataclass(slots=True)
class Report:
    """What became of it."""

    day: Day
    problems: list[str]
    figures: dict[str, Any]


async def play(day: Day, database_url: str, folder: Path) -> Report:
    """Play one day."""
    async with founded(day.seed, database_url, folder) as town:
        await asyncio.gather(*(town.add() for _ in range(day.replicas)))
        town.added = 0
        await _gather(town, day)
        began = time.monotonic()
        crowd = [asyncio.create_task(one.click(day.pause)) for one in town.people]
        await _faults(town, day)
        town.open = False
        await asyncio.gather(*crowd)
        clicked = time.monotonic()
        rested = await _rest(town)
        problems = await _check(town) if rested else ["not at rest in time"]
        problems += [f"logged: {line[:500]}" for line in town.troubles()]
        figures = _figures(town)
        figures["seconds of clicking"] = round(clicked - began, 1)
        if rested:
            figures["what stood at each kill was shown after, s"] = town.caught_up
            figures["at rest after the last kill, s"] = round(rested - town.last_fault, 1)
            figures["at rest after the last click, s"] = round(max(0.0, rested - clicked), 1)
        problems += await _stop(town)
        return Report(day, problems, figures)


async def _gather(town: Town, day: Day) -> None:
    """Open the crises and bring everybody in, spread evenly."""
    house = town.house
    crises = [
        await house.open(house.ana, f"Note {n} claims 7天淡斑", visibility="public")
        for n in range(day.incidents)
    ]
    channels = [Crisis(house, one.key).channel for one in crises]
    zones = ("Europe/London", "Asia/Shanghai", "America/New_York")
    actors = [
        house.slack.add_person(f"P{n:03d}", tz=zones[n % 3], locale=LOCALES[n % 3])
        for n in range(day.people)
    ]
    ids = tuple(actor.id for actor in actors)
    town.recorded = recorded_words(LOCALES)
    town.people = [
        Clicker(town, actor, ids, channels[n % len(channels)]) for n, actor in enumerate(actors)
    ]
    await asyncio.gather(*(one.join() for one in town.people))


async def _faults(town: Town, day: Day) -> None:
    """Kill one replica after the other; a new one comes for each, and one more halfway."""
    rng = town.random("faults")
    step = day.seconds / (day.kills + 1)
    coming: list[asyncio.Task[Any]] = []
    for n in range(day.kills):
        await asyncio.sleep(step * rng.uniform(0.6, 1.4))
        if len(town.ready) > 1:
            await town.kill(rng.choice(town.ready))
        more = 2 if n == day.kills // 2 else 1
        coming += [asyncio.create_task(town.add()) for _ in range(more)]
    await asyncio.gather(*coming)
    await asyncio.sleep(step)


async def _rest(town: Town) -> float | None:
    """Wait until nothing is left to do; return when that began."""
    until, since = time.monotonic() + LONGEST_REST, 0.0
    while (now := time.monotonic()) < until:
        if not await town.at_rest():
            since = 0.0
        elif since == 0.0:
            since = now
        elif now - since > 3.0:
            return since
        await asyncio.sleep(0.25)
    return None


async def _check(town: Town) -> list[str]:
    house = town.house
    record = playbook()[0]
    histories = [history(key, await house.reader.read(key), record) for key in await house.crises()]
    world, ledger = cast("World", town), town.ledger
    problems = [*check_typed(ledger, histories), *check_clicks(ledger, histories)]
    problems += check_pins(ledger, histories, PIN)
    problems += check_time(histories)
    problems += check_entries(world, histories)
    async with town.checked():
        problems += await check_slack(world, histories)
    problems += [line async for line in _chains(town, histories)]
    problems += _refusals(town)
    return problems


async def _chains(town: Town, histories: list[History]) -> Any:
    for one in histories:
        if not (await town.house.reader.verify(one.key)).ok:
            yield f"the chain of {one.key.id} does not hold"


def _refusals(town: Town) -> Iterator[str]:
    for one in town.slack.errors:
        if one.error not in EXCUSED and (one.where, one.error) not in EXPECTED_REFUSALS:
            yield f"Slack refused {one.where}: {one.error} {' '.join(one.messages)}"
    for call in town.slack.calls:
        if call.unexpected:
            yield f"{call.method} was given {call.unexpected}"


async def _stop(town: Town) -> list[str]:
    """Stop the last replicas in good order."""
    left = town.ready
    stops = (one.process.stop(STOP_SECONDS) for one in left)
    ends = await asyncio.gather(*stops, return_exceptions=True)
    for one in left:
        one.ready = False
    return [f"a replica did not stop: {end!r}" for end in ends if isinstance(end, BaseException)]


def _figures(town: Town) -> dict[str, Any]:
    ledger, slack = town.ledger, town.slack
    told = Counter(one.outcome for one in slack.journal.deliveries)
    typed = Counter(one.answer for one in ledger.typed)
    return {
        "people": len(town.people),
        "replicas killed": town.kills,
        "replicas added": town.added,
        "requests answered by each": sorted(town.front.served.values()),
        "requests whose replica died": town.front.broken,
        "clicks": len(ledger.clicks),
        "texts accepted, refused, unanswered": [
            typed[one] for one in ("accepted", "refused", "unknown")
        ],
        "deliveries": dict(told),
        "repeated by Slack": sum(one.attempt > 0 for one in slack.journal.deliveries),
        "calls to Slack": len(slack.calls),
        "the database did not answer in time": town.away(),
        "429": sum(one.error == "ratelimited" for one in slack.errors),
    }
