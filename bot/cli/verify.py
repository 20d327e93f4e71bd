"""``kolcrisis verify``: whether the record is as it was written."""

import asyncio
import re
from typing import Annotated

import typer

from bot.cli.archive import Archive, archive, no_such_incident
from bot.cli.ending import USAGE, WRONG, Ended
from bot.cli.purge import line
from bot.cli.surroundings import settings_for_database
from bot.settings import Settings
from storage.values import Problem, StreamKey, Verdict

_WHAT: dict[Problem, str] = {
    "altered": "was changed after it was written",
    "gap": "is missing, or stands in the wrong place",
    "broken_link": "does not follow the one before it",
    "text_altered": "has a text that was changed after it was written",
    "text_missing": "has lost a text without a redaction",
    "text_foreign": "has a text that does not belong to it",
    "tail_cut": "should be there and is not: the end of the record was cut off",
    "head_differs": "is not the one that was noted",
}


def verify(
    incident: Annotated[
        str | None, typer.Argument(help="The incident's id; without it, all are checked.")
    ] = None,
    head: Annotated[
        str | None,
        typer.Option(
            metavar="COUNT:HASH",
            help="A head that was noted elsewhere: the review in the channel shows one.",
        ),
    ] = None,
) -> None:
    """Check every event's hash, link and texts; name the first that does not fit."""
    noted = _head(head)
    if noted is not None and incident is None:
        raise Ended(USAGE, "--head belongs to one incident: give its id.")
    asyncio.run(_verify(settings_for_database(), incident, noted))


def _head(given: str | None) -> tuple[int, str] | None:
    if given is None:
        return None
    found = re.fullmatch(r"(\d{1,9}):([0-9a-f]{64})", given.strip())
    if found is None:
        raise Ended(USAGE, f"--head {given}: give it as COUNT:HASH, such as 42:9f86d0…")
    return int(found[1]), found[2]


async def _verify(
    settings: Settings, incident_id: str | None, head: tuple[int, str] | None
) -> None:
    async with archive(settings) as records:
        wrong = 0
        for key in await _chosen(records, incident_id):
            verdict = await records.store.verify(key, head)
            typer.echo(_line(key, verdict))
            wrong += not verdict.ok
        if incident_id is None:
            for left in await records.store.tombstones():
                typer.echo(line(left))
    if wrong:
        raise Ended(WRONG, f"{wrong} of the records cannot be trusted.")


async def _chosen(records: Archive, incident_id: str | None) -> tuple[StreamKey, ...]:
    keys = await records.keys()
    if incident_id is None:
        return keys
    chosen = tuple(key for key in keys if key.id == incident_id)
    return chosen or no_such_incident(incident_id)


def _line(key: StreamKey, verdict: Verdict) -> str:
    if verdict.ok:
        return f"{key.id}  ok       {verdict.count} events, head {verdict.count}:{verdict.hash}"
    what = _WHAT[verdict.problem] if verdict.problem else "does not fit"
    return (
        f"{key.id}  problem  event {verdict.first_bad_seq} {what}; "
        f"the {verdict.count} before it are sound"
    )
