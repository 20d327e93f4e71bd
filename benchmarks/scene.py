"""What the bot is measured in: a local Slack, people, crises, and the bot as its own process."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from bot.cli.demo.process import BotProcess, free_port
from bot.crisis.ids import TeamId
from bot.workspace.local import LocalSlack
from bot.workspace.model.app import App
from bot.workspace.people import payloads
from bot.workspace.people.actor import Actor
from storage.store import Store
from storage.values import StreamRow

PATIENCE = 60.0
TASKS = ("A2", "A3", "B3", "C1")
"""Tasks that stand on every card from the start and that one click finishes."""


@dataclass(slots=True)
class Scene:
    """Everything a measurement needs."""

    slack: LocalSlack
    app: App
    people: Sequence[Actor]
    bots: Sequence[BotProcess]
    folder: Path
    store: Store

    @property
    def urls(self) -> list[str]:
        """Where Slack's traffic goes to."""
        return [f"http://127.0.0.1:{bot.port}/slack/events" for bot in self.bots]

    async def open(self, number: int) -> list[str]:
        """Open crises one after the other, and return their ids once all of it stands."""
        for one in range(number):
            await self._open(self.people[one % len(self.people)], f"Crisis {one}")
        return [row.key.id for row in await self.rows()]

    async def rows(self) -> Sequence[StreamRow]:
        """Return what lists know of every crisis."""
        return await self.store.streams(TeamId(self.slack.workspace.team.id), "incident")

    async def _open(self, person: Actor, title: str) -> None:
        await self.submit(person, title)
        await self.stands()
        await person.modal().close()

    async def stands(self) -> None:
        """Return when the last of the first cards is there in every crisis."""
        number = len(await self.rows())
        await self.slack.until(lambda: len(self.channels()) == number, PATIENCE)

    async def rests(self) -> None:
        """Return when nothing is left to be shown, and nothing is on its way to the bot."""
        async with asyncio.timeout(PATIENCE):
            while any(row.projected_seq < row.seq for row in await self.rows()):  # noqa: ASYNC110  # see below
                await asyncio.sleep(0.05)  # another process writes there, and tells nobody
            await self.slack.settle(PATIENCE)

    async def submit(self, person: Actor, title: str) -> datetime:
        """Submit an opening form, and return when that began."""
        known = len(await self.rows())
        await person.command("/kolcrisis", f"open {title}")
        await self.slack.until(lambda: self._views(person), PATIENCE)
        began = self.slack.clock.now()
        await person.modal().submit()
        if len(await self.rows()) == known:
            # Somebody opened one a moment ago: this is another one.
            began = self.slack.clock.now()
            await person.modal().submit()
        return began

    def _views(self, person: Actor) -> bool:
        return bool(self.slack.workspace.modals.get(person.id))

    def channels(self) -> list[str]:
        """Return the channels in which the last of the first cards is there."""
        return [
            channel.id
            for channel in self.slack.workspace.named_channels()
            if any("kolcrisis:step.decide" in str(one.blocks[:1]) for one in channel.messages)
        ]

    def click(self, person: Actor, task: str, *, reopen: bool = False) -> dict[str, Any]:
        """Return a click on ``incident|task``: done, or open again."""
        action: dict[str, Any] = {
            "type": "button",
            "action_id": "task.complete",
            "block_id": "b",
            "value": task,
        }
        if reopen:
            option = {"value": f"{task}|reopen", "text": {"type": "plain_text", "text": "x"}}
            action |= {"type": "overflow", "action_id": "task.menu", "selected_option": option}
        base = payloads.base(self.slack.workspace, self.app, person.user, "block_actions")
        return base | {"container": {"type": "message"}, "actions": [action]}


def manifest(*, socket: bool = False) -> dict[str, Any]:
    """Return what the bot asks Slack for, over HTTP or over Socket Mode."""
    text = files("bot.cli").joinpath("manifest.yml").read_text(encoding="utf-8")
    made: dict[str, Any] = yaml.safe_load(text)
    made["settings"]["socket_mode_enabled"] = socket
    return made


@asynccontextmanager
async def scene(
    people: int = 8, replicas: int = 1, database: str = "", *, socket: bool = False
) -> AsyncIterator[Scene]:
    """Lend a scene with its bots running. ``database`` "" means an SQLite file of its own."""
    async with unstarted(people, replicas, database, socket=socket) as lent:
        for bot in lent.bots:
            await bot.start()
        yield lent


@asynccontextmanager
async def unstarted(
    people: int = 8, replicas: int = 1, database: str = "", *, socket: bool = False
) -> AsyncIterator[Scene]:
    """Lend a scene whose database has its tables and whose bots are not there yet."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kolcrisis-bench-")))
        slack = await stack.enter_async_context(LocalSlack(team="Bench"))
        cast = [slack.add_person(f"Person {one}") for one in range(people)]
        ports = [free_port() for _ in range(replicas)]
        address = f"http://127.0.0.1:{ports[0]}/slack/events"
        app = slack.connect(manifest(socket=socket), request_url="" if socket else address)
        url = database or f"sqlite:///{folder / 'kolcrisis.sqlite3'}"
        bots = [_bot(slack, app, port, folder, url, socket=socket) for port in ports]
        for bot in bots:
            stack.push_async_callback(_away, bot)
        store = await Store.open(url)
        stack.push_async_callback(store.close)
        await store.migrate()
        yield Scene(slack, app, cast, bots, folder, store)


async def _away(bot: BotProcess) -> None:
    """End a bot, and wait until it has let go of its folder."""
    if bot.is_running:
        bot.kill()
        await bot.gone()


def _bot(
    slack: LocalSlack, app: App, port: int, folder: Path, url: str, *, socket: bool
) -> BotProcess:
    door = (
        ("SLACK_APP_TOKEN", app.app_token)
        if socket
        else ("SLACK_SIGNING_SECRET", app.signing_secret)
    )
    settings = {
        "SLACK_BOT_TOKEN": app.bot_token,
        door[0]: door[1],
        "SLACK_API_URL": slack.base_url,
        "KOLCRISIS_DATABASE_URL": url,
        "KOLCRISIS_PORT": str(port),
    }
    return BotProcess(settings, port, folder, folder / f"bot-{port}.log")
