"""``python -m tests.replicas``: replicas behind one address die while a crowd clicks."""

from __future__ import annotations

import argparse
import asyncio
import os
import secrets
import sys
import tempfile
from dataclasses import fields
from pathlib import Path

from tests.databases import Postgres
from tests.replicas.run import Day, Report, play


def main() -> int:
    """Play a day and print it; 1 when anything was wrong."""
    chosen = _chosen()
    for name in [one for one in os.environ if one.startswith(("SLACK_", "KOLCRISIS_"))]:
        del os.environ[name]
    with tempfile.TemporaryDirectory(prefix="kolcrisis-replicas-") as folder:
        server = Postgres(
            Path(tempfile.gettempdir()) / f"kolcrisis-postgres-{secrets.token_hex(4)}"
        )
        try:
            report = asyncio.run(_played(server, chosen, Path(folder)))
        finally:
            server.stop()
    lines = [f"{name:42} {value}" for name, value in report.figures.items()]
    lines += [f"! {problem}" for problem in report.problems]
    sys.stdout.write("\n".join((*lines, f"{len(report.problems)} wrong", "")))
    return 1 if report.problems else 0


def _chosen() -> Day:
    parser = argparse.ArgumentParser(prog="python -m tests.replicas", description=__doc__)
    for one in fields(Day):
        parser.add_argument(f"--{one.name}", type=type(one.default), default=one.default)
    return Day(**vars(parser.parse_args()))


async def _played(server: Postgres, day: Day, folder: Path) -> Report:
    await server.prepare()
    async with server.fresh() as url:
        return await play(day, url, folder)


if __name__ == "__main__":
    sys.exit(main())
