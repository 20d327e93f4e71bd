"""How soon the bot is ready with a thousand crises in its record.

``python -m benchmarks.start`` prints the table: from starting the process until ``/readyz`` says
yes, against a process that imports Bolt and SQLAlchemy and ends.
"""

import asyncio
import os
import sys
import time
from pathlib import Path

from benchmarks.scene import Scene, unstarted
from benchmarks.seed import Seeder
from benchmarks.table import REPETITIONS, Table
from bot.crisis.ids import SlackUserId, TeamId

CRISES = 1_000
TIMES = 3
"""Starts in each repetition; the quickest counts, as the one least disturbed."""


async def _imported() -> float:
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "import slack_bolt, sqlalchemy"
    )
    await process.wait()
    return time.perf_counter() - began


async def _started(lent: Scene) -> float:
    (bot,) = lent.bots
    began = time.perf_counter()
    await bot.start()
    took = time.perf_counter() - began
    await bot.stop()
    return took


def _as_installed(folder: Path) -> None:
    """Let both sides keep what Python compiles, as every installation does."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder)


async def _all() -> None:
    shares, ours, theirs = [], [], []
    async with unstarted() as lent:
        _as_installed(lent.folder / "compiled")
        seeder = Seeder(lent.store, TeamId(lent.slack.workspace.team.id))
        await seeder.shown(await seeder.crises(CRISES, [SlackUserId(p.id) for p in lent.people]))
        # The first start makes files that all later ones find.
        await _imported()
        await _started(lent)
        for _ in range(REPETITIONS):
            theirs.append(min([await _imported() for _ in range(TIMES)]))
            ours.append(min([await _started(lent) for _ in range(TIMES)]))
            shares.append(ours[-1] / theirs[-1])
    table = Table("start")
    table.add(f"start to ready with {CRISES:,} crises / import", shares, "", "<= 3")
    table.add(f"start to ready with {CRISES:,} crises", ours, "s")
    table.add("import slack_bolt, sqlalchemy", theirs, "s")
    table.finish()


def main() -> None:
    """Measure and print."""
    asyncio.run(_all())


if __name__ == "__main__":
    main()
