"""``kolcrisis run`` with a sting: it kills itself, with SIGKILL, before or after a certain commit.

Run by :mod:`tests.crashes.points` as a process of its own. Commits count from the moment at which a
file appears; the file says which one it shall be (``before 3``).
"""

import asyncio
import os
import signal
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine

from bot.app.app import Surroundings
from bot.cli.run import serve
from bot.cli.surroundings import settings_for_slack
from storage.database import Engines

ORDER = "CRASH_ORDER"
"""The environment's name for the path of that file."""


class Sting:
    """Counts commits once it is told to, and strikes at one of them."""

    def __init__(self, order: Path) -> None:
        self._order = order
        self._count = 0

    def strike(self, when: str) -> None:
        """End the process if this is the moment."""
        try:
            side, number = self._order.read_text().split()
        except FileNotFoundError:
            self._count = 0
            return
        if when == "before":
            self._count += 1
        if side == when and self._count == int(number):
            os.kill(os.getpid(), signal.SIGKILL)


class StungEngines(Engines):
    """Opens SQLite's writer with commits that may be the last."""

    def __init__(self, sting: Sting) -> None:
        super().__init__()
        self._sting = sting

    def synchronous(self, address: URL, **settings: Any) -> Engine:
        """Make the writer's engine."""
        sting = self._sting

        class Connection(sqlite3.Connection):
            def commit(self) -> None:
                sting.strike("before")
                super().commit()
                sting.strike("after")

        settings["connect_args"] = settings["connect_args"] | {"factory": Connection}
        return super().synchronous(address, **settings)


if __name__ == "__main__":
    around = Surroundings(engines=StungEngines(Sting(Path(os.environ[ORDER]))))
    asyncio.run(serve(settings_for_slack(), around))
