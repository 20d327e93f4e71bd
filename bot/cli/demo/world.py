"""What the story is played in: the local Slack, its people, the clock, and the bot beside it."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

import yaml

from bot.cli.demo.process import BotProcess, free_port
from bot.cli.demo.story import Story
from bot.clock.sources import SystemClock
from bot.crisis.events import Language
from bot.workspace.clock import FileClock
from bot.workspace.local import LocalSlack
from bot.workspace.model.app import App
from bot.workspace.model.channel import Channel
from bot.workspace.model.message import Message
from bot.workspace.people.actor import Actor

PATIENCE = 20.0
"""Seconds until something that should be seen in Slack counts as missing."""
PLACE = "brand-social"
"""The channel in which the command is typed."""
BASE_PREFIX = "kol-"
Value = TypeVar("Value")


@dataclass(slots=True)
class World:
    """Everything that the acts use."""

    slack: LocalSlack
    app: App
    people: Mapping[str, Actor]
    clock: FileClock
    begins: datetime
    bot: BotProcess
    language: Language
    database: Path
    socket_mode: bool
    said: dict[str, Message] = field(default_factory=dict)
    """What each of the cast last wrote."""

    def person(self, who: str) -> Actor:
        """Return one of the cast."""
        return self.people[who]

    @property
    def channel(self) -> Channel:
        """The crisis channel. Raises LookupError before there is one."""
        names = (one for one in self.slack.workspace.named_channels())
        return next(one for one in names if one.name.startswith(BASE_PREFIX))

    @property
    def told(self) -> list[Channel]:
        """The conversations that tell the story: the crisis, where it began, the bot's letters."""
        names = self.slack.workspace.named_channels()
        place = next(one for one in names if one.name == PLACE)
        letters = [one for actor in self.people.values() for one in actor.dms()]
        return [self.channel, place, *letters]

    async def until(self, probe: Callable[[], Value | None]) -> Value:
        """Wait until something is to be seen. Raises TimeoutError when it never is."""
        found = await self.slack.until(probe, PATIENCE)
        if found is None:
            raise TimeoutError
        return found

    async def start_bot(self) -> None:
        """Start the bot and return when Slack reaches it."""
        await self.bot.start()
        if self.socket_mode:
            await self.until(lambda: self.slack.sockets.of(self.app.id))


def manifest(*, socket_mode: bool) -> dict[str, Any]:
    """Return the app's manifest, for one of the two modes."""
    text = files("bot.cli").joinpath("manifest.yml").read_text(encoding="utf-8")
    made: dict[str, Any] = yaml.safe_load(text)
    made["settings"]["socket_mode_enabled"] = socket_mode
    return made


@asynccontextmanager
async def world(
    story: Story,
    folder: Path,
    *,
    language: Language,
    socket_mode: bool,
    begins: datetime | None = None,
) -> AsyncIterator[World]:
    """Lend a world in which nothing has happened yet and the bot does not run.

    ``begins`` is when its clock starts: at the story's hour unless told otherwise.
    """
    opening = story.begins(SystemClock().now())
    clock = FileClock(folder / "clock", begins or opening + story.first)
    async with LocalSlack(now=clock, team="Lumeya") as slack:
        people = {
            who: slack.add_person(facts["name"], **_details(facts))
            for who, facts in story.cast.items()
        }
        await _gather(people)
        port = free_port()
        app = slack.connect(
            manifest(socket_mode=socket_mode),
            request_url=f"http://127.0.0.1:{port}/slack/events",
        )
        bot = _bot(slack, app, port, folder, socket_mode=socket_mode)
        made = World(
            slack,
            app,
            people,
            clock,
            begins or opening,
            bot,
            language,
            folder / "kolcrisis.sqlite3",
            socket_mode,
        )
        try:
            yield made
        finally:
            bot.kill_if_running()
            clock.path.unlink(missing_ok=True)


def _details(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in facts.items() if key != "name"}


async def _gather(people: Mapping[str, Actor]) -> None:
    first, *others = people.values()
    place = await first.create_channel(PLACE)
    for other in others:
        await other.join(place)


def _bot(slack: LocalSlack, app: App, port: int, folder: Path, *, socket_mode: bool) -> BotProcess:
    settings = {
        "SLACK_BOT_TOKEN": app.bot_token,
        "SLACK_SIGNING_SECRET": app.signing_secret,
        "SLACK_API_URL": slack.base_url,
        "KOLCRISIS_DATABASE_URL": f"sqlite:///{folder / 'kolcrisis.sqlite3'}",
        "KOLCRISIS_PORT": str(port),
        "KOLCRISIS_CLOCK_FILE": str(folder / "clock"),
    }
    if socket_mode:
        settings["SLACK_APP_TOKEN"] = app.app_token
    return BotProcess(settings, port, folder, folder / "bot.log")
