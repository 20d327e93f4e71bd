"""``kolcrisis stats``: what the crises come to together. Exercises stand apart."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Annotated, Any

import typer

from bot.cli.archive import archive
from bot.cli.options import AsUser, slack_user
from bot.cli.surroundings import clock_of, settings_for_database
from bot.crisis.ids import SlackUserId
from bot.review.stats import Both, Stats, both
from bot.settings import Settings


def count(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
    as_user: AsUser = None,
) -> None:
    """Count the crises: types, levels, what failed, how long things took."""
    settings = settings_for_database()
    found = asyncio.run(_read(settings, slack_user(as_user), clock_of(settings).now()))
    if as_json:
        typer.echo(json.dumps(_plain(asdict(found)), ensure_ascii=False, indent=2))
        return
    for line in (*_lines("Crises", found.crises), *_lines("Exercises", found.exercises)):
        typer.echo(line)


async def _read(settings: Settings, user: SlackUserId | None, now: datetime) -> Both:
    async with archive(settings) as records:
        return both(await records.incidents(user), now)


def _lines(heading: str, found: Stats) -> Iterator[str]:
    yield f"{heading}: {found.incidents}, closed {found.closed}"
    if not found.incidents:
        return
    counts = (
        ("types", found.by_type),
        ("levels", found.by_level),
        ("failed processes", found.by_failed_process),
        ("repeat KOLs", found.repeat_kols),
    )
    for name, numbers in counts:
        told = ", ".join(f"{' '.join(key.split())} ({n})" for key, n in numbers.items())
        yield f"  {name}: {told or 'none'}"
    for name, span in found.spans.items():
        if span.count:
            yield f"  time to {name}: median {span.median}, worst {span.worst} (of {span.count})"
    tasks, promises = found.tasks_on_time, found.follow_ups_on_time
    yield f"  tasks on time: {tasks.part} of {tasks.whole}"
    yield f"  follow-ups on time: {promises.part} of {promises.whole}"


def _plain(value: Any) -> Any:
    """Return JSON values: spans in seconds."""
    if isinstance(value, timedelta):
        return int(value.total_seconds())
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    return value
