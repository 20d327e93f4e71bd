"""The bot that lives in the house: in this process, or as ``kolcrisis run`` in one of its own.

Both are started, killed and stopped alike. Killed means: no warning, nothing finished.
"""

import asyncio
import contextlib
import os
import signal
import sys
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import aiohttp
from aiohttp import web

from bot.app.app import Bot, Parts, Surroundings, build, load_playbook
from bot.crisis.playbook import Playbook
from bot.projector.document import Press
from bot.projector.picture import png
from bot.projector.projector import LEASE_SECONDS
from bot.settings import Settings
from tests.doors.power import Power
from tests.doors.times import CrisisClock, Watch
from tests.leaks import watch_log

READY_SECONDS = 120.0
STOP_SECONDS = 20.0
CALM_SECONDS = 0.05
"""How long the projector rests between two passes here."""
PING_SECONDS = 0.3
"""How often a Socket Mode connection is looked at here."""
_OURS = ("SLACK_", "KOLCRISIS_")


class Resident(Protocol):
    """A bot that can be started and ended."""

    async def start(self) -> None:
        """Return when it is ready for Slack, or when it is clear that it is not yet."""
        ...

    async def kill(self) -> None:
        """End it in the middle of what it does."""
        ...

    async def stop(self) -> None:
        """Ask it to finish what it has in hand."""
        ...


@cache
def playbook() -> tuple[Playbook, str]:
    """Return the playbook and its document, read once a process."""
    return load_playbook(Settings(_env_file=None))


@dataclass(slots=True)
class InThisProcess:
    """The bot among the tests, on watches that run fast."""

    settings: dict[str, str]
    port: int
    watch: Watch
    clock: CrisisClock
    wait_for_identity: bool = True
    calm_seconds: float = CALM_SECONDS
    lease_seconds: float = LEASE_SECONDS
    press: Press = field(default_factory=lambda: Press(png))
    power: Power = field(default_factory=Power)
    _bot: Bot | None = None
    _runner: web.AppRunner | None = None

    @property
    def parts(self) -> Parts:
        """The bot as it is now."""
        assert self._bot is not None, "the bot was not started"
        return self._bot.parts

    async def start(self) -> None:
        """Build it, listen, let it work."""
        self.power = Power()
        around = Surroundings(
            wall=self.watch,
            clock=self.clock,
            engines=self.power,
            playbook=playbook(),
            calm_seconds=self.calm_seconds,
            lease_seconds=self.lease_seconds,
            press=self.press,
            socket_ping_seconds=PING_SECONDS,
        )
        settings = Settings.model_validate({**self.settings})
        parts = await build(settings, around)
        self._bot = Bot(parts)
        self._runner = web.AppRunner(parts.web, access_log=None, shutdown_timeout=0.01)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        await self._bot.start()
        if settings.mode == "socket":
            await self._bot.connect()
        if self.wait_for_identity:
            async with asyncio.timeout(READY_SECONDS):
                await parts.identified.known.wait()

    def failed(self) -> bool:
        """Return whether a part of it has ended by itself."""
        assert self._bot is not None, "the bot was not started"
        return self._bot.failed.is_set()

    async def kill(self) -> None:
        """Pull the plug of database and network, then let go of everything that ran."""
        if self._bot is None or self._runner is None:
            return
        bot, parts = self._bot, self._bot.parts
        self.power.off()
        await parts.session.close()
        await _hang_up(self._runner)
        await self.power.idle()
        while running := _running(bot):
            for task in running:
                task.cancel()
            await asyncio.wait(running, timeout=0.05)
        if bot._socket is not None:
            await bot._socket.close()  # type: ignore[no-untyped-call]
        await parts.store.close()
        await self.power.cut()
        self._bot = self._runner = None

    async def stop(self) -> None:
        """Stop in good order."""
        if self._bot is None or self._runner is None:
            return
        self._bot.parts.draining = True
        await _hang_up(self._runner)
        await self._bot.stop()
        await self.power.cut()
        self._bot = self._runner = None


async def _hang_up(runner: web.AppRunner) -> None:
    """Accept nobody any more, let whoever was at the door come in, then throw out everybody.

    Python 3.11 loses a connection that it accepts while its server closes.
    """
    loop = asyncio.get_running_loop()
    for site in runner.sites:
        listening = getattr(site, "_server", None)
        for listener in listening.sockets if listening is not None else ():
            loop.remove_reader(listener.fileno())
    for _ in range(5):
        await asyncio.sleep(0)
    await runner.cleanup()


def _running(bot: Bot) -> list[asyncio.Task[None]]:
    """Return what still runs: a task that tidies up may need to be told twice."""
    parts = bot.parts
    tasks = (
        *bot._tasks,
        *parts.projector._workers.values(),
        *parts.background._tasks,
        *parts.door._running,
    )
    return [task for task in tasks if not task.done()]


@dataclass(slots=True)
class InItsOwn:
    """``kolcrisis run``, given its settings through the environment and nothing else."""

    settings: dict[str, str]
    port: int
    folder: Path
    wait_for_identity: bool = True
    command: tuple[str, ...] = ("-m", "bot.cli", "run")
    _process: asyncio.subprocess.Process | None = None

    @property
    def log(self) -> Path:
        """Where everything it writes goes."""
        return self.folder / "bot.log"

    async def start(self) -> None:
        """Start it and wait for its readiness."""
        inherited: dict[str, Any] = {k: v for k, v in os.environ.items() if not k.startswith(_OURS)}
        root = str(Path(__file__).parents[2])
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                *self.command,
                cwd=self.folder,
                env=inherited | self.settings | {"PYTHONPATH": root},
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        async with asyncio.timeout(READY_SECONDS), aiohttp.ClientSession() as session:
            while not await self._answers(session):
                assert self._process.returncode is None, self.log.read_text()[-3000:]
                await asyncio.sleep(0.02)

    async def _answers(self, session: aiohttp.ClientSession) -> bool:
        where = "readyz" if self.wait_for_identity else "healthz"
        with contextlib.suppress(aiohttp.ClientError):
            async with session.get(f"http://127.0.0.1:{self.port}/{where}") as answer:
                return answer.status == 200
        return False

    async def ended(self) -> None:
        """Return when the process has ended by itself."""
        assert self._process is not None, "the bot was not started"
        await self._process.wait()

    async def kill(self) -> None:
        """SIGKILL."""
        await self._end(signal.SIGKILL)

    async def stop(self, seconds: float = STOP_SECONDS) -> None:
        """SIGTERM, and insist on a clean exit."""
        if self._process is not None:
            code = await self._end(signal.SIGTERM, seconds)
            assert code == 0, self.log.read_text()[-3000:]

    async def _end(self, how: signal.Signals, seconds: float = STOP_SECONDS) -> int:
        if self._process is None:
            return 0
        if self._process.returncode is None:
            self._process.send_signal(how)
        async with asyncio.timeout(seconds):
            code = await self._process.wait()
        # The folder may be gone when the test is judged.
        watch_log(self.log.read_text(encoding="utf-8", errors="replace").__str__)
        self._process = None
        return code
