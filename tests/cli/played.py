"""A database made through the doors: the first scenes of the demo, played by the real bot."""

import asyncio
from dataclasses import dataclass, replace
from pathlib import Path

import aiohttp

from bot.cli.demo.judging import FORM_CLOSED
from bot.cli.demo.play import play
from bot.cli.demo.story import load
from bot.cli.demo.telling import PlainTeller
from bot.cli.demo.world import World, world

SCENES = 5
"""How many of the story's scenes: the roster, the opening, an outsider, the first two tasks."""
TITLE = "小满Mia's note claims 7天淡斑 for our serum"


@dataclass(frozen=True, slots=True)
class Played:
    """What is left when the bot has stopped."""

    database_url: str
    database: Path
    users: dict[str, str]
    pages: dict[str, int]
    ready: str
    metrics: str
    exit_code: int
    log: str
    refusals: list[str]


async def play_first_scenes(folder: Path, *, socket_mode: bool) -> Played:
    """Let the first scenes be played against a bot in its own process, then stop it."""
    story = load()
    scenes = story.scenes[:SCENES]
    async with world(story, folder, language="both", socket_mode=socket_mode) as stage:
        await stage.start_bot()
        await play(stage, replace(story, scenes=scenes), PlainTeller())
        pages, ready, metrics = await _pages(stage)
        code = await stage.bot.stop()
        return Played(
            database_url=f"sqlite:///{stage.database}",
            database=stage.database,
            users={who: actor.id for who, actor in stage.people.items()},
            pages=pages,
            ready=ready,
            metrics=metrics,
            exit_code=code,
            log=stage.bot.log.read_text(encoding="utf-8"),
            refusals=[
                f"{one.where}: {one.error}"
                for one in stage.slack.errors
                if (one.where, one.error) != FORM_CLOSED
            ],
        )


async def _pages(stage: World) -> tuple[dict[str, int], str, str]:
    found = {}
    texts = {}
    async with aiohttp.ClientSession() as session:
        for path in ("/healthz", "/readyz", "/metrics"):
            async with session.get(f"http://127.0.0.1:{stage.bot.port}{path}") as answer:
                found[path] = answer.status
                texts[path] = await answer.text()
        events = f"http://127.0.0.1:{stage.bot.port}/slack/events"
        async with session.post(events, data=b"{}") as answer:
            found["/slack/events"] = answer.status
    return found, texts["/readyz"], texts["/metrics"]


def made(folder: Path, *, socket_mode: bool) -> Played:
    """Return what the first scenes leave, from outside any event loop."""
    return asyncio.run(play_first_scenes(folder, socket_mode=socket_mode))
