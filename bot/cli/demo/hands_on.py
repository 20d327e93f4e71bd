"""``kolcrisis demo --hands-on``: an empty workspace, the bot, and a page; people do the rest."""

from pathlib import Path

import typer

from bot.cli.archive import archive
from bot.cli.demo.onlookers import page_of, stay
from bot.cli.demo.story import load
from bot.cli.demo.world import World, world
from bot.cli.ending import WRONG, Ended
from bot.cli.export import Format, write
from bot.clock.sources import SystemClock
from bot.crisis.events import Language
from bot.settings import Settings
from bot.workspace.render.html import transcript_html


async def click_through(
    folder: Path, language: Language, *, socket: bool, port: int | None
) -> list[str]:
    """Serve the page until Ctrl-C; return the names of what is left in the folder."""
    begins = SystemClock().now()
    async with world(load(), folder, language=language, socket_mode=socket, begins=begins) as stage:
        await stage.start_bot()
        async with page_of(stage, port) as page:
            typer.echo("A local workspace with the bot in it. Nothing leaves this machine.")
            await stay(stage, page, typer.echo)
        return await leave(stage, folder)


async def leave(stage: World, folder: Path) -> list[str]:
    """Stop the bot and write down what people saw and what the record says."""
    code = await stage.bot.stop()
    if code != 0:
        raise Ended(WRONG, f"The bot did not stop cleanly: {code}. Its log is {stage.bot.log}.")
    page = transcript_html(stage.slack, title=stage.slack.workspace.team.name)
    (folder / "transcript.html").write_text(page, encoding="utf-8")
    return [*await _reviews(folder), "transcript.html", stage.database.name]


async def _reviews(folder: Path) -> list[str]:
    settings = Settings.model_validate(
        {"KOLCRISIS_DATABASE_URL": f"sqlite:///{folder / 'kolcrisis.sqlite3'}"}
    )
    async with archive(settings) as records:
        incidents = await records.incidents(None)
    names = []
    for incident in incidents:
        name = "review.md" if len(incidents) == 1 else f"review-{incident.id}.md"
        review = await write(settings, incident.id, Format.MD)
        (folder / name).write_text(review, encoding="utf-8")
        names.append(name)
    return names
