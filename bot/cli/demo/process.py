"""The bot as a process of its own: started, killed, started again, stopped.

It is given its settings through the environment and nothing else, as on a server.
"""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import aiohttp

from bot.cli.ending import WRONG, Ended

READY_SECONDS = 60.0
"""A first start compiles what Python has not compiled yet."""
STOP_SECONDS = 30.0
_LOOK_AGAIN = 0.05
_OURS = ("SLACK_", "KOLCRISIS_")


def free_port() -> int:
    """Return a port of this machine that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass(slots=True)
class BotProcess:
    """``kolcrisis run`` beside us. ``folder`` is where it works; its log goes to ``log``."""

    settings: Mapping[str, str]
    port: int
    folder: Path
    log: Path
    _process: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int:
        """The process that runs now."""
        return self._running().pid

    @property
    def is_running(self) -> bool:
        """Whether it was started and has not ended."""
        return self._process is not None and self._process.returncode is None

    async def start(self) -> None:
        """Start it and return when it is ready for Slack. Raises Ended if it will not be."""
        with self.log.open("ab") as log:
            self._process = await self._spawn(log)
        try:
            async with asyncio.timeout(READY_SECONDS):
                await self._ready()
        except TimeoutError:
            self.kill()
            raise Ended(WRONG, f"The bot was not ready in time; its log is {self.log}.") from None

    async def _spawn(self, log: IO[bytes]) -> asyncio.subprocess.Process:
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(_OURS)}
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot.cli",
            "run",
            cwd=self.folder,
            env=inherited | dict(self.settings),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            # Ctrl-C in the terminal is for whoever started the bot, who then stops it in order.
            start_new_session=True,
        )

    async def _ready(self) -> None:
        async with aiohttp.ClientSession() as session:
            while not await self._answers(session):
                if self._running().returncode is not None:
                    raise Ended(WRONG, f"The bot did not start; its log is {self.log}.")
                await asyncio.sleep(_LOOK_AGAIN)

    async def _answers(self, session: aiohttp.ClientSession) -> bool:
        try:
            async with session.get(f"http://127.0.0.1:{self.port}/readyz") as answer:
                return answer.status == 200  # noqa: PLR2004  # HTTP's OK
        except aiohttp.ClientError:
            return False

    def kill(self) -> None:
        """End it as a power cut would: no warning, nothing finished."""
        if self._running().returncode is None:
            self._running().send_signal(signal.SIGKILL)

    def kill_if_running(self) -> None:
        """Leave no process behind, whatever happened before."""
        if self._process is not None:
            self.kill()

    async def gone(self) -> int:
        """Wait until it has ended and return its exit code; negative: the signal."""
        async with asyncio.timeout(STOP_SECONDS):
            return await self._running().wait()

    async def stop(self) -> int:
        """Ask it to finish what it has in hand, and return its exit code."""
        if self._running().returncode is None:
            self._running().send_signal(signal.SIGTERM)
        return await self.gone()

    def _running(self) -> asyncio.subprocess.Process:
        if self._process is None:
            raise RuntimeError("the bot was not started")
        return self._process
