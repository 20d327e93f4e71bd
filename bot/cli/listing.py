"""``kolcrisis list``: which incidents there are, or what is kept of prevention."""

import asyncio
import json
from typing import Annotated, Any

import typer

from bot.cli.archive import Archive, archive
from bot.cli.beside import Beside, every
from bot.cli.options import AsUser, slack_user
from bot.cli.surroundings import settings_for_database
from bot.crisis.ids import SlackUserId
from bot.crisis.incident import FINISHED, Incident
from bot.settings import Settings


def list_incidents(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
    kind: Annotated[
        Beside | None, typer.Option(help="List these instead of incidents, the oldest first.")
    ] = None,
    as_user: AsUser = None,
) -> None:
    """List the incidents, the newest first."""
    settings, user = settings_for_database(), slack_user(as_user)
    if kind is None:
        asyncio.run(_list(settings, user, as_json=as_json))
    else:
        asyncio.run(_list_beside(settings, kind, user, as_json=as_json))


async def _list(settings: Settings, user: SlackUserId | None, *, as_json: bool) -> None:
    async with archive(settings) as records:
        rows = [await _row(records, incident) for incident in await records.incidents(user)]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for row in rows:
            typer.echo(_line(row))
        if not rows:
            typer.echo("No incidents.")


async def _list_beside(
    settings: Settings, kind: Beside, user: SlackUserId | None, *, as_json: bool
) -> None:
    async with archive(settings) as records:
        found = [one async for one in every(records, settings, kind, user)]
    if as_json:
        rows = [
            {
                "id": one.key.id,
                "team": one.key.team,
                "kind": kind.value,
                "name": one.name.text,
                "started_at": one.record[0].at.isoformat(),
                "events": len(one.record),
            }
            for one in found
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for one in found:
        started = one.record[0].at.isoformat()[:16]
        typer.echo(f"{one.key.id}  {started}  {' '.join(one.name.text.split())[:60]}")
    if not found:
        typer.echo("None yet.")


async def _row(records: Archive, incident: Incident) -> dict[str, Any]:
    active = incident.active_tasks()
    return {
        "id": incident.id,
        "team": incident.team,
        "title": incident.title.text,
        "status": "closed" if incident.closed else "open",
        "exercise": incident.drill is not None,
        "level": incident.level,
        "crisis_type": incident.crisis_type,
        "visibility": incident.visibility,
        "language": incident.language,
        "commander": incident.commander,
        "channel": await records.channel(incident),
        "detected_at": incident.detected_at.isoformat(),
        "opened_at": incident.opened_at.isoformat(),
        "closed_at": incident.closed_at.isoformat() if incident.closed_at else None,
        "tasks": {
            "active": len(active),
            "finished": sum(incident.state(task.id).status in FINISHED for task in active),
        },
        "decisions": len(incident.decisions),
        "events": incident.seq,
    }


def _line(row: dict[str, Any]) -> str:
    title = " ".join(row["title"].split())
    title = f"EXERCISE {title}" if row["exercise"] else title
    return (
        f"{row['id']}  {row['status']:<6}  {row['opened_at'][:16]}  {row['commander']}  "
        f"{title[:60]}"
    )
