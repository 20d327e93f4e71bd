"""``kolcrisis rehearse``: prepares the stage, has the scenario played, judges it by its record."""

import asyncio
import json
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli.archive import archive
from bot.cli.demo.telling import Teller, teller
from bot.cli.ending import USAGE, WRONG, Ended, explained
from bot.cli.export import Format, In, write
from bot.cli.rehearse.judging import complaints, data, table
from bot.cli.rehearse.play import play, scenes
from bot.cli.rehearse.stage import DATABASE, Plan, Stage, settings_of, stage
from bot.crisis.incident import Incident
from bot.crisis.playbook import Playbook
from bot.crisis.score import Score, score
from bot.playbook.load import default_path
from bot.playbook.load import load as load_playbook
from bot.scenario.load import ScenarioError, find, load, shipped
from bot.scenario.value import Scenario
from bot.workspace.render.html import transcript_html
from bot.workspace.render.reader import reader_for
from bot.workspace.render.text import render_text

LEFT = ("review.md", "review.html", "timeline.json", "score.json", "transcript.html", DATABASE)
"""What a rehearsal leaves in its folder, beside the bot's log."""
_SAID = (None, "bot_message", "file_share")
"""What is no message that somebody wrote, such as joining, is left out of the transcript."""
_REMAINS = (*LEFT, f"{DATABASE}-wal", f"{DATABASE}-shm", "bot.log", "clock")


def rehearse(
    scenario: Annotated[
        str,
        typer.Argument(
            help=f"A YAML file, or one that comes with the bot: {', '.join(shipped())}."
        ),
    ],
    *,
    out: Annotated[Path, typer.Option(help="Where to leave what the rehearsal makes.")],
    language: Annotated[
        In | None, typer.Option(help="Default: the language that the scenario opens in.")
    ] = None,
    playbook: Annotated[
        Path | None, typer.Option(help="A playbook of your own instead of the bot's.")
    ] = None,
) -> None:
    """Play a scenario without people and without Slack, and check what is expected of it."""
    guide = (playbook or default_path()).resolve()
    with explained("--playbook"):
        rules = load_playbook(guide)
    wanted = _read(scenario, rules)
    folder = _prepared(out.resolve())
    asyncio.run(_rehearse(Plan(wanted, rules, guide), folder, language))
    for name in LEFT:
        typer.echo(f"{out / name}")


def _read(name: str, playbook: Playbook) -> Scenario:
    try:
        return load(find(name), playbook)
    except ScenarioError as error:
        raise Ended(USAGE, *error.problems) from None


def _prepared(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in _REMAINS:
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise Ended(WRONG, f"--out {folder}: {error.strerror or error}.") from None
    return folder


async def _rehearse(plan: Plan, folder: Path, language: In | None) -> None:
    scenario, playbook = plan.scenario, plan.playbook
    spoken = language.value if language else scenario.opening.language
    with teller(scenes(scenario), fast=True) as telling:
        telling.line(f"{scenario.script.title.en} · {scenario.script.title.zh}")
        async with stage(plan, folder, language=spoken) as where:
            undone = await play(where, telling)
            await _stop(where)
            _transcript(where, folder, telling)
            incident = await _incident(folder)
        result = judged(scenario, incident)
        await _write_down(folder, incident, data(scenario, result, undone))
        for line in table(result, playbook):
            telling.line(line)
    wrong = tuple(complaints(result, undone, playbook))
    if wrong:
        raise Ended(WRONG, *wrong)


def judged(scenario: Scenario, incident: Incident) -> Score:
    """Return the score of a crisis that was played on a clock which ran like real time."""
    script = scenario.script

    def minute_of(at: Any) -> int:
        return int((at - incident.opened_at).total_seconds() // 60)

    return score(script, incident, minute_of, script.ends + 1)


async def _stop(where: Stage) -> None:
    code = await where.world.bot.stop()
    if code != 0:
        log = where.world.bot.log
        raise Ended(WRONG, f"The bot did not stop cleanly: {code}. Its log is {log}.")


def _transcript(where: Stage, folder: Path, telling: Teller) -> None:
    """Print the channel as whoever opened it reads it, and keep all conversations as a page."""
    world, script = where.world, where.scenario.script
    viewer = world.person(where.scenario.opening.by)
    reader = reader_for(world.slack.workspace, viewer.user)
    telling.line(f"#{world.channel.name} in the end, as {viewer.user.real_name} reads it:")
    for message in viewer.messages(world.channel):
        if message.subtype in _SAID:
            when = f"{reader.local(message.ts):%H:%M} {reader.name(message.user)}"
            telling.shown(when, render_text(world.slack.workspace, message, viewer.user))
    page = transcript_html(world.slack, title=f"{script.title.en} · {script.title.zh}")
    (folder / "transcript.html").write_text(page, encoding="utf-8")


async def _incident(folder: Path) -> Incident:
    async with archive(settings_of(folder)) as records:
        (incident,) = await records.incidents(None)
        return incident


async def _write_down(folder: Path, incident: Incident, result: dict[str, Any]) -> None:
    settings = settings_of(folder)
    for name, form in (("review.md", Format.MD), ("review.html", Format.HTML)):
        (folder / name).write_text(await write(settings, incident.id, form), encoding="utf-8")
    review = json.loads(await write(settings, incident.id, Format.JSON))
    _json(folder / "timeline.json", {key: review[key] for key in ("schema", "timeline")})
    _json(folder / "score.json", result)


def _json(path: Path, value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=2)
    path.write_text(f"{text}\n", encoding="utf-8")
