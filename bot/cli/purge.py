"""``kolcrisis purge``: removes the records that have had their time, and leaves a tombstone each.

What is held for legal stays, and so does everything that is not closed.
"""

import asyncio
from contextlib import ExitStack
from datetime import datetime
from typing import Annotated

import typer

from bot.app.build import load_playbook
from bot.cli.archive import Archive, archive
from bot.cli.ending import WRONG, Ended, explained
from bot.cli.surroundings import clock_of, settings_for_database
from bot.crisis.incident import Incident
from bot.crisis.keeping import may_go_at
from bot.service.reader import incident_key
from bot.settings import Settings
from storage.alone import alone
from storage.values import Tombstone


def purge(
    *,
    incident: Annotated[
        str | None, typer.Argument(help="One incident's id; without it, all are looked at.")
    ] = None,
    days: Annotated[
        int | None,
        typer.Option(min=1, help="Days after closing, in place of the playbook's keep_days."),
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Remove them. Without it, only say what would go.")
    ] = False,
) -> None:
    """Remove records that were closed long enough ago. What legal holds is kept."""
    settings = settings_for_database()
    with explained():
        playbook, _ = load_playbook(settings)
    period = days if days is not None else playbook.handbook.aftermath.keep_days
    now = clock_of(settings).now()
    with ExitStack() as stack:
        if yes:
            # A bot that runs on the same file would go on with what it keeps in memory.
            with explained():
                stack.enter_context(alone(settings.database_url))
        asyncio.run(_purge(settings, incident, period, now, yes=yes))


async def _purge(
    settings: Settings, incident_id: str | None, days: int, now: datetime, *, yes: bool
) -> None:
    async with archive(settings) as records:
        one = incident_id is not None
        chosen = (
            (await records.incident(incident_id, None),)
            if incident_id is not None
            else await records.incidents(None)
        )
        kept = 0
        for incident in chosen:
            reason = _kept(incident, days, now)
            if reason is None:
                typer.echo(await _go(records, incident, now) if yes else _would(incident))
            elif one or incident.hold is not None:
                typer.echo(f"{incident.id}  kept     {reason}")
            kept += reason is not None
    if one and kept:
        raise Ended(WRONG, "Nothing was removed.")


def _kept(incident: Incident, days: int, now: datetime) -> str | None:
    """Return why a record stays, or None if it has had its time."""
    hold, at = incident.hold, may_go_at(incident.closed_at, days)
    if hold is not None:
        return f"under legal hold since {hold.at:%Y-%m-%d}"
    if incident.closed_at is None:
        return "not closed"
    if at is None:
        return "kept without an end: the playbook's keep_days is 0"
    return None if at <= now else f"until {at:%Y-%m-%d}"


async def _go(records: Archive, incident: Incident, now: datetime) -> str:
    key = incident_key(incident.team, incident.id)
    left = await records.store.purge(key, incident.seq, now)
    if left is None:
        return f"{incident.id}  kept     it has changed meanwhile"
    return line(left)


def _would(incident: Incident) -> str:
    return f"{incident.id}  would go {incident.seq} events; --yes removes them"


def line(left: Tombstone) -> str:
    """Return what a tombstone says."""
    return (
        f"{left.key.id}  purged   {left.seq} events on {left.purged_at:%Y-%m-%d}, "
        f"head {left.seq}:{left.hash}"
    )
