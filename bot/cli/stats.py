"""``kolcrisis stats``: what the crises come to together. Exercises stand apart."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta
from typing import Annotated, Any

import typer

from bot.cli.archive import archive
from bot.cli.options import AsUser, slack_user
from bot.cli.surroundings import settings_for_database
from bot.crisis.ids import SlackUserId
from bot.review.stats import Stats, stats
from bot.settings import Settings


def count(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
    as_user: AsUser = None,
) -> None:
    """Count the crises: types, levels, what failed, how long things took."""
    real, drills = asyncio.run(_read(settings_for_database(), slack_user(as_user)))
    if as_json:
        both = {"crises": _plain(asdict(real)), "exercises": _plain(asdict(drills))}
        typer.echo(json.dumps(both, ensure_ascii=False, indent=2))
        return
    for line in (*_lines("Crises", real), *_lines("Exercises", drills)):
        typer.echo(line)


async def _read(settings: Settings, user: SlackUserId | None) -> tuple[Stats, Stats]:
    async with archive(settings) as records:
        incidents = await records.incidents(user)
    return (
        stats([one for one in incidents if one.drill is None]),
        stats([one for one in incidents if one.drill is not None]),
    )


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
            yield f"  {name}: median {span.median}, worst {span.worst} (of {span.count})"
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
