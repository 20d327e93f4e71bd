"""What the bot is measured in: a local Slack, people, crises, and the bot as its own process."""

import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
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
        known, before = len(await self.rows()), len(self._stand())
        await person.command("/kolcrisis", f"open {title}")
        await self.slack.until(lambda: self._views(person), PATIENCE)
        await person.modal().submit()
        if len(await self.rows()) == known:
            # Somebody opened one a moment ago: this is another one.
            await person.modal().submit()
        await self.slack.until(lambda: len(self._stand()) > before, PATIENCE)
        await person.modal().close()

    def _views(self, person: Actor) -> bool:
        return bool(self.slack.workspace.modals.get(person.id))

    def _stand(self) -> list[str]:
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


def _manifest() -> dict[str, Any]:
    text = files("bot.cli").joinpath("manifest.yml").read_text(encoding="utf-8")
    made: dict[str, Any] = yaml.safe_load(text)
    made["settings"]["socket_mode_enabled"] = False
    return made


@asynccontextmanager
async def scene(people: int = 8, replicas: int = 1, database: str = "") -> AsyncIterator[Scene]:
    """Lend a scene with its bots running. ``database`` "" means an SQLite file of its own."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kolcrisis-bench-")))
        slack = await stack.enter_async_context(LocalSlack(team="Bench"))
        cast = [slack.add_person(f"Person {one}") for one in range(people)]
        ports = [free_port() for _ in range(replicas)]
        app = slack.connect(_manifest(), request_url=f"http://127.0.0.1:{ports[0]}/slack/events")
        url = database or f"sqlite:///{folder / 'kolcrisis.sqlite3'}"
        bots = [_bot(slack, app, port, folder, url) for port in ports]
        for bot in bots:
            await bot.start()
            stack.callback(bot.kill_if_running)
        store = await Store.open(url)
        stack.push_async_callback(store.close)
        yield Scene(slack, app, cast, bots, folder, store)


def _bot(slack: LocalSlack, app: App, port: int, folder: Path, url: str) -> BotProcess:
    settings = {
        "SLACK_BOT_TOKEN": app.bot_token,
        "SLACK_SIGNING_SECRET": app.signing_secret,
        "SLACK_API_URL": slack.base_url,
        "KOLCRISIS_DATABASE_URL": url,
        "KOLCRISIS_PORT": str(port),
    }
    return BotProcess(settings, port, folder, folder / f"bot-{port}.log")
