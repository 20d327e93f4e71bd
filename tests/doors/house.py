"""The house that door tests live in: a strict local Slack, the real bot behind it, and a cast.

Tests say what people do and then look at two things: what people see, and what the record holds.
"""

import asyncio
import io
import json
import socket
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml

from bot.crisis.ids import TeamId
from bot.workspace.faults import Rule
from bot.workspace.local import LocalSlack
from bot.workspace.model.app import App
from bot.workspace.model.channel import Channel
from bot.workspace.model.message import Message
from bot.workspace.people.actor import Actor
from bot.workspace.people.modal import Modal
from storage.store import Store
from storage.values import StreamKey
from tests.doors.crisis import Crisis
from tests.doors.hands import inputs_of, surface_of
from tests.doors.residents import InItsOwn, InThisProcess
from tests.doors.signals import KEY, SOURCE
from tests.doors.times import CrisisClock, Watch

PATIENCE = 15.0
"""How long a test waits for something that should happen in a moment."""
MANIFEST = Path(__file__).parents[2] / "manifest.yml"
T = TypeVar("T")


def free_port() -> int:
    """Return a port of this machine that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def manifest(*, socket_mode: bool) -> dict[str, Any]:
    """Return our own manifest for one of the two ways in."""
    document: dict[str, Any] = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    document["settings"]["socket_mode_enabled"] = socket_mode
    return document


@dataclass(slots=True)
class House:
    """Everything a test needs. ``log`` is what the bot in this process wrote so far."""

    slack: LocalSlack
    app: App
    way: str
    database_url: str
    port: int
    reader: Store
    log: io.StringIO
    watch: Watch
    clock: CrisisClock
    ana: Actor
    lin: Actor
    wang: Actor
    bob: Actor
    guest: Actor
    stranger: Actor
    forgiven: set[str] = field(default_factory=set)
    """Refusals of Slack that a test brings about on purpose."""
    trouble_expected: bool = False
    """Whether a test makes the bot stumble on purpose, so that its log may say so."""
    bot: Any = None
    others: list[Any] = field(default_factory=list)

    @property
    def team(self) -> TeamId:
        """The workspace."""
        return TeamId(self.slack.workspace.team.id)

    def settings(self, port: int | None = None) -> dict[str, str]:
        """Return what the bot is told through its environment."""
        told = {
            "SLACK_BOT_TOKEN": self.app.bot_token,
            "SLACK_API_URL": self.slack.base_url,
            "KOLCRISIS_DATABASE_URL": self.database_url,
            "KOLCRISIS_PORT": str(port or self.port),
            "KOLCRISIS_SIGNAL_KEYS": f"{SOURCE}={KEY}",
        }
        if self.way == "socket":
            return told | {"SLACK_APP_TOKEN": self.app.app_token}
        return told | {"SLACK_SIGNING_SECRET": self.app.signing_secret}

    def resident(self, **details: Any) -> InThisProcess:
        """Return a bot in this process that has not started."""
        return InThisProcess(self.settings(), self.port, self.watch, self.clock, **details)

    async def move_in(self, **details: Any) -> InThisProcess:
        """Start a bot in this process."""
        resident = self.resident(**details)
        self.bot = resident
        await resident.start()
        await self._until_connected()
        return resident

    async def move_in_beside(self, folder: Path, **more: str) -> InItsOwn:
        """Start a bot in a process of its own, with further settings."""
        resident = InItsOwn(self.settings() | more, self.port, folder)
        self.bot = resident
        await resident.start()
        await self._until_connected()
        return resident

    def fail(self, method: str, kind: str, words: str = "", **details: Any) -> Rule:
        """Let calls of a method whose arguments hold these words fail in some way; once."""

        def meant(arguments: dict[str, Any]) -> bool:
            return words in json.dumps(arguments, ensure_ascii=False)

        return self.slack.faults.add(kind=kind, method=method, when=meant, **details)

    async def struck(self, rule: Rule) -> None:
        """Wait until a fault has happened."""
        await self.until(lambda: rule.times == 0)

    async def restart(self) -> None:
        """Kill the bot in the middle of what it does, and start it again on the same database."""
        await self.kill()
        if self.way == "socket":
            await self.until(lambda: not self.slack.sockets.of(self.app.id))
        await self.bot.start()
        await self._until_connected()

    async def kill(self) -> None:
        """Kill the bot. What it writes to its log while it falls is not held against it."""
        before = self.log.tell()
        await self.bot.kill()
        self.log.seek(before)
        self.log.truncate()

    async def _until_connected(self) -> None:
        if self.way == "socket":
            await self.until(lambda: self.slack.sockets.of(self.app.id))

    async def until(self, probe: Callable[[], T | None]) -> T:
        """Wait for something that can be seen in Slack."""
        found = await self.slack.until(probe, PATIENCE)
        assert found is not None
        return found

    async def eventually(self, probe: Callable[[], Awaitable[T | None]]) -> T:
        """Wait for something that is known in the database alone, which tells nobody."""
        async with asyncio.timeout(PATIENCE):
            while True:
                found = await probe()
                if found:
                    return found
                await asyncio.sleep(0.01)

    async def quiet(self) -> None:
        """Wait until everything that happened has been told, recorded and shown."""

        async def nothing_left() -> bool:
            shown = ("incident", "content", "change", "table")
            if self.slack.courier.in_flight or await self.reader.behind(1, shown):
                return False
            return not self.slack.courier.in_flight

        await self.eventually(nothing_left)

    async def caught_up(self) -> None:
        """Wait until everything that is due by the crisis' clock has fired and is shown."""

        async def nothing_due() -> bool:
            at = await self.reader.next_due()
            return at is None or at > self.clock.now()

        await self.eventually(nothing_due)
        await self.quiet()

    async def modal(self, actor: Actor) -> Modal:
        """Return the form that comes up for somebody."""
        await self.until(lambda: self.slack.workspace.modals.get(actor.id))
        return actor.modal()

    def private_answers(self, actor: Actor) -> list[str]:
        """Return what somebody alone was told, oldest first, as they read it."""
        return [
            actor.read(one)
            for one in self.slack.workspace.ephemerals
            if one.ephemeral_to == actor.id
        ]

    async def told(self, actor: Actor, words: str) -> str:
        """Wait until somebody alone is told something with these words in it."""

        def found() -> str:
            return next((t for t in self.private_answers(actor) if words in t), "")

        return await self.until(found)

    async def opening_form(
        self, actor: Actor, title: str, *, details: bool = False, channel: str = "general"
    ) -> Modal:
        """Bring up the form that opens a crisis, with all its inputs if wanted."""
        await actor.command("/kolcrisis", f"open {title}", channel=channel)
        form = await self.modal(actor)
        if details:
            await form.press("incident.more")
            await self.until(lambda: "language" in inputs_of(form))
        return form

    async def open(
        self,
        actor: Actor | None = None,
        words: str = "Mia's note claims 7天淡斑",
        *,
        roles: Mapping[str, Sequence[Actor]] | None = None,
        **entries: Any,
    ) -> Crisis:
        """Open a crisis through its form and wait until everything stands."""
        actor = actor or self.ana
        held_by = {f"role.{role}": list(people) for role, people in (roles or {}).items()}
        entries = {"language": "en", **held_by, **entries}
        before = set(await self.crises())
        form = await self.opening_form(actor, words, details=True)
        form.fill(entries)
        assert (await form.submit()).outcome == "updated"
        if set(await self.crises()) == before:
            # Somebody opened one a moment ago: asked whether this is the same, they say no.
            assert (await form.submit()).outcome == "updated"
        await actor.modal().close()
        key = next(key for key in await self.crises() if key not in before)
        crisis = Crisis(self, key)
        await crisis.stands()
        return crisis

    async def crises(self) -> list[StreamKey]:
        """Return the incidents in the record, oldest first."""
        return [row.key for row in await self.reader.streams(self.team, "incident")]

    def bot_messages(self, channel: Channel, key: str) -> list[Message]:
        """Return every message in a channel that shows this surface. There should be one."""
        return [one for one in channel.messages if surface_of(one) == key]

    def calls(self, method: str) -> list[Any]:
        """Return the Web API calls of one method so far."""
        return self.slack.journal.calls_of(method)
