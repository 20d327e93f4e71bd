"""One world: Slack, the people's clock, and one life of the bot after the other."""

from __future__ import annotations

import asyncio
import random
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import aiohttp
import yaml
from aiohttp import web

from bot.app.app import Bot, Parts, Surroundings, build, load_playbook
from bot.crisis.playbook import Playbook
from bot.gateway.client import CALL_SECONDS
from bot.projector.document import Press
from bot.settings import Settings
from bot.workspace.local import LocalSlack
from storage.errors import StorageDown
from storage.store import Store
from tests.simulation.database import Disk
from tests.simulation.ledger import Ledger
from tests.simulation.loop import Marks, VirtualLoop, alive_in
from tests.simulation.plan import Plan
from tests.simulation.told import listening
from tests.simulation.trace import Trace
from tests.simulation.trouble import Trouble
from tests.simulation.wire import Connector, Host, Wires

START = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
SLACK, BOT = "localhost", "127.0.0.1"
ROOT = Path(__file__).parents[2]

Change = Callable[[Parts], None]
"""Something that is done to the built bot before it starts: a deliberate break."""


class Wall:
    """Virtual time as a clock; ``ahead`` lets an incident's time run in front of it."""

    poll_seconds = 5.0

    def __init__(self, loop: VirtualLoop) -> None:
        self._loop = loop
        self.ahead = timedelta()

    def now(self) -> datetime:
        """Return the present moment."""
        return START + timedelta(seconds=self._loop.time()) + self.ahead


@dataclass(slots=True)
class Life:
    """One life of the bot, from its start to its end."""

    marks: Marks
    disk: Disk
    connector: Connector | None = None
    bot: Bot | None = None


async def _at_once(work: Callable[[], Any]) -> Any:
    """Do what takes long here and now: a simulation has one thread, and draws no pictures."""
    return work()


class World:
    """Everything of one run."""

    def __init__(self, plan: Plan, loop: VirtualLoop, change: Change | None) -> None:
        self.plan = plan
        self.loop = loop
        self.wall = Wall(loop)
        self.clock = Wall(loop)
        self.trace = Trace(loop.time)
        self.ledger = Ledger()
        self.wires = Wires(self.random("wires"))
        self.disk_trouble = Trouble(
            self.random("database"), loop.time, plan.disk_rate, plan.outages
        )
        self.hosts: dict[str, Host] = {}
        self.lives: list[Life] = []
        self.deaths: list[float] = []
        self._change = change
        self._folder = Path(tempfile.mkdtemp(prefix="simulation-", dir=_memory()))
        self._starting: list[asyncio.Task[None]] = []
        self.trouble: list[str] = []
        self.calmed = False
        self.people: list[Any] = []
        self.recorded: tuple[str, ...] = ()
        self.events = 0
        if plan.seed % 10:
            self._database.write_bytes(_empty_database())

    def random(self, purpose: str) -> random.Random:
        """Return a source of chance of its own, so that more of one thing does not move others."""
        return random.Random(f"{self.plan.seed} {purpose}")

    @property
    def _database(self) -> Path:
        return self._folder / "bot.sqlite3"

    async def begin(self) -> None:
        """Set up Slack and start the bot."""
        outgoing = aiohttp.ClientSession(
            connector=Connector(self.wires, self.hosts, keep=False),
            trace_configs=[listening(self.ledger, self.clock.now)],
        )
        self._outgoing = outgoing
        self.slack = LocalSlack(
            now=self.wall.now,
            rng=self.random("slack"),
            monotonic=self.loop.time,
            session=outgoing,
            origin=f"http://{SLACK}",
            serve=False,
            rate_limits=self.plan.rate_limits,
        )
        await self.slack.__aenter__()
        self._served = web.AppRunner(self.slack.web_app(), access_log=None)
        await self._served.setup()
        assert self._served.server is not None
        self.hosts[SLACK] = Host(self._served.server, None)
        self.app = self.slack.connect(_manifest(), request_url=f"http://{BOT}/slack/events")
        self.settings = self._settings()
        self._playbook = playbook()
        self.start()

    def _settings(self) -> Settings:
        return Settings(
            _env_file=None,
            SLACK_BOT_TOKEN=self.app.bot_token,
            SLACK_SIGNING_SECRET=self.app.signing_secret,
            SLACK_API_URL=self.slack.base_url,
            KOLCRISIS_DATABASE_URL=f"sqlite:///{self._database}",
        )

    def start(self) -> None:
        """Begin another life of the bot."""
        number = len(self.lives)
        disk = Disk(self.random(f"disk {number}"), self.disk_trouble)
        life = Life(Marks(lambda: self._ended(life)), disk)
        if number < len(self.plan.deaths) and not self.calmed:
            life.marks.ends_at = self.plan.deaths[number]
        self.lives.append(life)
        self.trace.say(f"the bot starts ({number + 1})")
        born = self.loop.create_task(self._live(life, number), context=alive_in(life.marks))
        self._starting.append(born)
        born.add_done_callback(self._started)

    async def _live(self, life: Life, number: int) -> None:
        chance = self.random(f"life {number}")
        life.connector = Connector(self.wires, self.hosts, keep=True)
        around = Surroundings(
            wall=self.wall,
            clock=self.clock,
            new_session=lambda: aiohttp.ClientSession(
                connector=life.connector, timeout=aiohttp.ClientTimeout(total=CALL_SECONDS)
            ),
            engines=life.disk,
            random_bytes=chance.randbytes,
            owner=f"life {number}",
            playbook=self._playbook,
            press=Press(draw=str.encode, aside=_at_once),
        )
        parts = await build(self.settings, around)
        if self._change is not None:
            self._change(parts)
        life.bot = Bot(parts)
        await life.bot.start()
        runner = web.AppRunner(parts.web, access_log=None)
        await runner.setup()
        assert runner.server is not None
        self.hosts[BOT] = Host(runner.server, life.marks)

    def _started(self, task: asyncio.Task[None]) -> None:
        error = None if task.cancelled() else task.exception()
        if isinstance(error, StorageDown):
            self._start_again()
        elif error is not None:
            self.trouble.append(f"the bot did not start: {error!r}")

    def _start_again(self) -> None:
        """Do as whatever supervises a process does: it ended with an error, so start another."""
        self.trace.say("the bot found no database and ends")
        life = self.life
        if not life.marks.ended:
            life.marks.end()

    def _ended(self, life: Life) -> None:
        """Cut everything that reached out of a life, and begin the next one after a while."""
        self.trace.say(f"the bot is gone after {life.marks.steps} steps")
        self.deaths.append(self.loop.time())
        self.hosts.pop(BOT, None)
        life.disk.power_off()
        self.wires.cut(life.marks)
        if life.connector is not None:
            life.connector.forget()
        away = self.random(f"away {len(self.lives)}").choice((0.2, 2.0, 10.0, 70.0))
        self.loop.call_later(away, self.start, context=alive_in(None))

    @property
    def life(self) -> Life:
        """The present life, or the last one."""
        return self.lives[-1]

    @property
    def parts(self) -> Parts:
        """The bot as it is now."""
        if self.life.bot is None:
            raise RuntimeError("the bot has not started")
        return self.life.bot.parts

    def calm(self) -> None:
        """Let nothing go wrong from now on."""
        self.calmed = True
        self.slack.faults.clear()
        self.wires.rate = 0.0
        self.disk_trouble.end()
        self.life.marks.ends_at = None
        self.trace.say("the faults stop")

    def broke_since(self, at: float) -> bool:
        """Whether a connection or the bot broke since then."""
        last = self.disk_trouble.last
        return any(when >= at for when in (*self.wires.broken[-20:], *self.deaths[-5:], last))

    async def end(self) -> None:
        """Stop the bot in good order, then Slack."""
        if self.life.bot is not None and not self.life.marks.ended:
            async with asyncio.timeout(60):
                await self.loop.create_task(self.life.bot.stop(), context=alive_in(self.life.marks))
        await self.slack.close()
        await self._served.cleanup()
        await self._outgoing.close()

    def bury(self) -> None:
        """Remove the database, and let go of lives that ended."""
        shutil.rmtree(self._folder, ignore_errors=True)
        for life in self.lives:
            for task in life.marks.unfinished:
                task._log_destroy_pending = False  # type: ignore[attr-defined]
            life.marks.unfinished.clear()


@cache
def playbook() -> tuple[Playbook, str]:
    """Return the playbook and its document, read once a process: no run can change it."""
    return load_playbook(Settings(_env_file=None))


@cache
def _manifest() -> Any:
    manifest = yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8"))
    manifest["settings"]["socket_mode_enabled"] = False
    return manifest


@cache
def _empty_database() -> bytes:
    """Return a database with its tables, made once a process."""
    with tempfile.TemporaryDirectory(dir=_memory()) as folder:
        file = Path(folder) / "empty.sqlite3"
        loop = VirtualLoop()
        disk = Disk(random.Random(0), Trouble(random.Random(0), loop.time))

        async def make() -> None:
            store = await Store.open(f"sqlite:///{file}", engines=disk)
            await store.migrate()
            await store.close()

        loop.run_until_complete(make())
        loop.close()
        return file.read_bytes()


def _memory() -> str | None:
    """Return a folder in memory where there is one: runs sync after each commit."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  # only its speed counts
