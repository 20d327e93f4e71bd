"""``kolcrisis demo``: prepares the stage, has the story played, leaves what is worth keeping."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.archive import archive
from bot.cli.demo.hands_on import click_through, leave
from bot.cli.demo.judging import problems
from bot.cli.demo.onlookers import PageTeller, page_of, set_right, stay, until_taken_over
from bot.cli.demo.play import play
from bot.cli.demo.story import Story, load
from bot.cli.demo.telling import Teller, teller, watched
from bot.cli.demo.world import World, world
from bot.cli.ending import WRONG, Ended
from bot.cli.export import Format, In, write
from bot.crisis.events import Language
from bot.settings import Settings
from bot.workspace.page.site import Page
from bot.workspace.render.html import transcript_html

LEFT = ("review.md", "transcript.html", "kolcrisis.sqlite3")
"""What the demo leaves in its folder, beside the bot's log."""
_REMAINS = (
    *LEFT,
    *(f"kolcrisis.sqlite3-{part}" for part in ("wal", "shm", "running")),
    "bot.log",
    "clock",
)


def demo(
    *,
    out: Annotated[Path, typer.Option(help="Where to leave what the demo makes.")] = Path(
        "demo-out"
    ),
    language: Annotated[In, typer.Option(help="The language of the crisis channel.")] = In.BOTH,
    fast: Annotated[bool, typer.Option("--fast", help="No pauses for reading.")] = False,
    socket: Annotated[
        bool, typer.Option("--socket", help="Reach the bot by Socket Mode instead of HTTP.")
    ] = False,
    hands_on: Annotated[
        bool, typer.Option("--hands-on", help="No story: the bot and a page to click through.")
    ] = False,
    port: Annotated[
        int | None, typer.Option(help="The page's port, 4646 or another free one by default.")
    ] = None,
) -> None:
    """Play one crisis from opening to review against a local Slack. Needs no token."""
    folder = _prepared(out.resolve())
    if hands_on:
        left = asyncio.run(click_through(folder, language.value, socket=socket, port=port))
        for name in left:
            typer.echo(f"{out / name}")
        return
    asyncio.run(_demo(folder, language.value, fast=fast, socket=socket, port=port))
    for name in LEFT:
        typer.echo(f"{out / name}")


def _prepared(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in _REMAINS:
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise Ended(WRONG, f"--out {folder}: {error.strerror or error}.") from None
    return folder


async def _demo(
    folder: Path, language: Language, *, fast: bool, socket: bool, port: int | None
) -> None:
    story = load()
    async with world(story, folder, language=language, socket_mode=socket) as stage:
        if watched():
            async with page_of(stage, port) as page:
                await _before_people(stage, story, page, folder, fast=fast)
            return
        with teller(len(story.scenes), fast=fast) as telling:
            await _begin(stage, telling)
            await play(stage, story, telling)
            await _end(stage, folder, telling)


async def _begin(stage: World, telling: Teller) -> None:
    telling.line(f"A local Slack runs at {stage.slack.origin}; nothing leaves this machine.")
    await stage.start_bot()
    way = "Socket Mode" if stage.socket_mode else "signed HTTP"
    telling.line(f"The bot runs as process {stage.bot.pid}, reached by {way}.")


async def _before_people(
    stage: World, story: Story, page: Page, folder: Path, *, fast: bool
) -> None:
    """Play the story on the page until somebody takes over; then the page is theirs."""
    with teller(len(story.scenes), fast=fast) as telling:
        await _begin(stage, telling)
        telling.line(f"Watch it at {page.url}, or take over there at any moment.")
        on_page = PageTeller(telling, page, len(story.scenes), fast=fast)
        finished = await until_taken_over(page.show, play(stage, story, on_page))
        if finished:
            await _end(stage, folder, telling)
        else:
            telling.line("Somebody took over: the story stops here.")
    await set_right(stage)
    await stay(stage, page, typer.echo)
    await leave(stage, folder)


async def _end(stage: World, folder: Path, telling: Teller) -> None:
    """Stop the bot, judge what it left, and write down what people saw."""
    code = await stage.bot.stop()
    if code != 0:
        raise Ended(WRONG, f"The bot did not stop cleanly: {code}. Its log is {stage.bot.log}.")
    settings = Settings.model_validate(
        {"KOLCRISIS_DATABASE_URL": f"sqlite:///{folder / 'kolcrisis.sqlite3'}"}
    )
    page = transcript_html(stage.slack, stage.told, title=f"#{stage.channel.name}")
    (folder / "transcript.html").write_text(page, encoding="utf-8")
    async with archive(settings) as records:
        (incident,) = await records.incidents(None)
        found = await problems(stage, records, incident)
    review = await write(settings, incident.id, Format.MD)
    (folder / "review.md").write_text(review, encoding="utf-8")
    if found:
        raise Ended(WRONG, *found)
    telling.line(
        f"{incident.seq} events, every hash fits; one of each card, as the record says; Slack "
        f"refused none of {len(stage.slack.calls)} calls."
    )
