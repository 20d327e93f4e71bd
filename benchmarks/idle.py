"""What a thousand open crises cost while nothing happens.

``python -m benchmarks.idle`` prints the table: the bot's share of a core and its memory with a
thousand open crises, each of which it has in hand because somebody listed them, against none.
"""

import asyncio
import os
from dataclasses import dataclass
from pathlib import Path

from benchmarks.scene import Scene, unstarted
from benchmarks.seed import Seeder
from benchmarks.table import REPETITIONS, Table
from bot.crisis.ids import SlackUserId, TeamId

CRISES = 1_000
SECONDS = 12.0
"""Longer than any period of the bot's own: it sweeps every five seconds."""
QUIET = 0.05
"""Seconds of the processor within one second, below which a bot has nothing in hand."""
PATIENCE = 60.0
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Cost:
    """Share of a core in per cent, and resident memory in megabytes."""

    core: float
    memory: float


def _used(pid: int) -> tuple[float, float]:
    """Return seconds of the processor so far, and resident megabytes now (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    return (int(fields[11]) + int(fields[12])) / _TICKS, int(pages) * _PAGE / 1e6


async def _quiet(pid: int) -> None:
    """Return once what the start and the listing began has ended."""
    async with asyncio.timeout(PATIENCE):
        before, after = 0.0, 1.0
        while after - before > QUIET:
            before, _ = _used(pid)
            await asyncio.sleep(1)
            after, _ = _used(pid)


async def _cost(lent: Scene) -> Cost:
    (bot,) = lent.bots
    await bot.start()
    # Whoever lists crises has the bot fold all of them and keep them in memory.
    await lent.people[0].command("/kolcrisis", "list")
    await lent.people[0].open_home()
    await _quiet(bot.pid)
    before, _ = _used(bot.pid)
    await asyncio.sleep(SECONDS)
    after, memory = _used(bot.pid)
    return Cost((after - before) / SECONDS * 100, memory)


async def _measured(number: int) -> Cost:
    async with unstarted() as lent:
        if number:
            seeder = Seeder(lent.store, TeamId(lent.slack.workspace.team.id))
            leads = [SlackUserId(person.id) for person in lent.people]
            await seeder.shown(await seeder.crises(number, leads))
        return await _cost(lent)


async def _all() -> None:
    core, more_core, more_memory = [], [], []
    for _ in range(REPETITIONS):
        none, many = await _measured(0), await _measured(CRISES)
        core.append(many.core)
        more_core.append(many.core - none.core)
        more_memory.append(many.memory - none.memory)
    table = Table("idle")
    table.add(f"{CRISES:,} open crises: share of a core", core, "%", "< 1")
    table.add(f"{CRISES:,} open crises: more than none", more_core, "%")
    table.add(f"{CRISES:,} open crises: more memory than none", more_memory, "MB", "< 60")
    table.finish()


def main() -> None:
    """Measure and print."""
    asyncio.run(_all())


if __name__ == "__main__":
    main()
