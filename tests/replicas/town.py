"""A town: one PostgreSQL, several real ``kolcrisis run`` at one address, a strict Slack, people.

It has what the people and the checks of the simulation ask of a world; its time is everybody's.
"""

from __future__ import annotations

import asyncio
import io
import random
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp

from bot.app.app import Parts, Surroundings, build
from bot.settings import Settings
from bot.workspace.local import LocalSlack
from storage.store import Store
from tests.doors.conftest import furnish
from tests.doors.house import House, free_port
from tests.doors.residents import InItsOwn, playbook
from tests.doors.times import Watch
from tests.replicas.front import Front
from tests.simulation.ledger import Ledger
from tests.simulation.told import listening
from tests.simulation.trace import Trace

_TROUBLE = ('"level": "error"', '"level": "critical"', "Traceback")
_AWAY = "the database is away; nothing was recorded"
"""What a replica says when PostgreSQL has too much to do: nobody was told that it worked."""
_EVER = datetime.max.replace(tzinfo=UTC)


class WallClock:
    """The machine's time."""

    @staticmethod
    def now() -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Risk:
    """What may go wrong, as the people of the simulation ask for it: replicas die."""

    fault_rate: float = 1.0


@dataclass(slots=True)
class Replica:
    """One ``kolcrisis run``, and its port."""

    port: int
    process: InItsOwn
    ready: bool = False
    """Whether it has begun and was not killed."""


@dataclass(slots=True)
class Town:
    """Everything of one run."""

    seed: int
    house: House
    front: Front
    folder: Path
    ledger: Ledger
    loop: asyncio.AbstractEventLoop
    trace: Trace
    plan: Risk = field(default_factory=Risk)
    clock: WallClock = field(default_factory=WallClock)
    replicas: list[Replica] = field(default_factory=list)
    open: bool = True
    """Whether people still begin something."""
    people: list[Any] = field(default_factory=list)
    recorded: tuple[str, ...] = ()
    last_fault: float = 0.0
    kills: int = 0
    added: int = 0
    caught_up: list[float] = field(default_factory=list)
    """Seconds from each kill until all that stood in the record at that moment was shown."""
    checking: Parts | None = None
    _catching: list[asyncio.Task[None]] = field(default_factory=list)

    @property
    def slack(self) -> LocalSlack:
        """The local Slack."""
        return self.house.slack

    @property
    def app(self) -> Any:
        """The bot as Slack knows it."""
        return self.house.app

    @property
    def parts(self) -> Parts:
        """A bot that does nothing, to ask what should be shown."""
        assert self.checking is not None
        return self.checking

    def random(self, purpose: str) -> random.Random:
        """Return a source of chance of its own."""
        return random.Random(f"{self.seed} {purpose}")

    def broke_since(self, _: float) -> bool:
        """Say that something may have broken: whether a click was refused is asked of the record.

        On a busy machine a refusal may come later than anybody waits for it.
        """
        return True

    # --- Replicas ---------------------------------------------------------------------------------

    async def add(self) -> Replica:
        """Start one more replica; the address sends to it once it is ready."""
        port = free_port()
        folder = self.folder / f"replica-{len(self.replicas) + 1}"
        folder.mkdir()
        replica = Replica(port, InItsOwn(self.house.settings(port), port, folder))
        self.replicas.append(replica)
        self.front.replicas.add(port)
        await replica.process.start()
        replica.ready = True
        self.added += 1
        return replica

    async def kill(self, replica: Replica) -> None:
        """SIGKILL one."""
        replica.ready = False
        self.last_fault = time.monotonic()
        self.kills += 1
        await replica.process.kill()
        self._catching.append(asyncio.create_task(self._catch_up(self.last_fault)))
        self.front.replicas.discard(replica.port)

    async def _catch_up(self, since: float) -> None:
        reader, team = self.house.reader, self.house.team
        heads = {row.key: row.seq for row in await reader.streams(team, "incident")}
        while heads:
            await asyncio.sleep(0.25)
            for row in await reader.streams(team, "incident"):
                if row.projected_seq >= heads.get(row.key, row.seq + 1):
                    del heads[row.key]
        self.caught_up.append(round(time.monotonic() - since, 1))

    @property
    def ready(self) -> list[Replica]:
        """The replicas that could be killed now."""
        return [one for one in self.replicas if one.ready]

    def troubles(self) -> list[str]:
        """Return what the replicas logged that is no mere warning."""
        return [
            line
            for replica in self.replicas
            for line in replica.process.log.read_text().splitlines()
            if any(word in line for word in _TROUBLE) and _AWAY not in line
        ]

    def away(self) -> int:
        """Return how often a replica had to say that the database did not answer."""
        return sum(one.process.log.read_text().count(_AWAY) for one in self.replicas)

    # --- Rest -------------------------------------------------------------------------------------

    async def at_rest(self) -> bool:
        """Whether everything was told, recorded and shown, and Slack has nothing to repeat."""
        reader = self.house.reader
        if self.slack.courier.in_flight or self.slack.tasks._running:
            return False
        if await reader.behind(1) or await reader.surfaces.to_retry(_EVER, 1):
            return False
        due = await reader.next_due()
        return due is None or due > self.clock.now()

    @asynccontextmanager
    async def checked(self) -> AsyncIterator[None]:
        """Have a bot at hand that does nothing."""
        settings = Settings.model_validate(self.house.settings())
        self.checking = await build(settings, Surroundings(playbook=playbook()))
        try:
            await self.checking.identified.recall()
            yield
        finally:
            await self.checking.session.close()
            await self.checking.store.close()


@asynccontextmanager
async def founded(seed: int, database_url: str, folder: Path) -> AsyncIterator[Town]:
    """Lend a town in which no replica runs yet."""
    watch, ledger, loop = Watch.real(), Ledger(), asyncio.get_running_loop()
    async with AsyncExitStack() as stack:
        connector = aiohttp.TCPConnector(force_close=True, limit=0)
        session = aiohttp.ClientSession(
            connector=connector, trace_configs=[listening(ledger, WallClock.now)]
        )
        stack.push_async_callback(session.close)
        slack = LocalSlack(team="Lumeya", now=watch.now, session=session, rate_limits=True)
        await stack.enter_async_context(slack)
        reader = await Store.open(database_url)
        stack.push_async_callback(reader.close)
        house = furnish(slack, "http", database_url, reader, io.StringIO(), watch)
        front = await stack.enter_async_context(Front(house.port))
        town = Town(seed, house, front, folder, ledger, loop, Trace(loop.time))
        try:
            yield town
        finally:
            for task in town._catching:
                task.cancel()
            for replica in town.replicas:
                await replica.process.kill()
