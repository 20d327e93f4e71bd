"""Reading the record without running the bot: what ``list``, ``export`` and ``verify`` share.

Nothing here changes the database: a file that an auditor hands in stays as it was.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from sqlalchemy import make_url

from bot.cli.ending import WRONG, Ended, explained
from bot.cli.surroundings import open_store
from bot.clock.sources import SystemClock
from bot.crisis.ids import IncidentId, SlackUserId, TeamId
from bot.crisis.incident import Incident
from bot.crisis.rights import sees
from bot.observe import Metrics
from bot.playbook.load import default_path, dump, parse
from bot.service.listing import Listing
from bot.service.reader import Reader, incident_key
from bot.service.service import Service
from bot.service.shelf import Shelf
from bot.settings import Settings
from storage.store import Store
from storage.values import StreamKey

BESIDE = ("kol", "brief", "content", "campaign", "change", "table")
"""Kinds of streams that are checked as incidents are."""


@dataclass(frozen=True, slots=True)
class Archive:
    """An open database and the incidents in it."""

    store: Store
    service: Service

    async def incidents(self, user: SlackUserId | None) -> tuple[Incident, ...]:
        """Return the incidents that ``user`` may see (None: all), the newest of each team first."""
        listing = Listing(self.store, self.service)
        found = [await listing.all_for(team, user) for team in await self.store.teams()]
        return tuple(incident for some in found for incident in some)

    async def incident(self, incident_id: str, user: SlackUserId | None) -> Incident:
        """Return one incident. Raises Ended if there is none, or none that ``user`` may see."""
        for team in await self.store.teams():
            incident = await self.service.load(team, IncidentId(incident_id))
            if incident is not None and (user is None or sees(incident, user)):
                return incident
        return no_such_incident(incident_id)

    async def keys(self) -> tuple[StreamKey, ...]:
        """Return the streams of all incidents, and those that are kept beside them."""
        found = [
            await self.store.streams(team, kind)
            for team in await self.store.teams()
            for kind in ("incident", *BESIDE)
        ]
        return tuple(row.key for rows in found for row in rows)

    async def channel(self, incident: Incident) -> str | None:
        """Return the channel of an incident, once there is one."""
        rows = await self.store.surfaces.of(incident_key(TeamId(incident.team), incident.id))
        row = rows.get("channel")
        return row.channel if row is not None else None


def no_such_incident(incident_id: str) -> NoReturn:
    """End with the one sentence for what is not there and for what may not be seen."""
    raise Ended(WRONG, f"There is no incident {incident_id}. kolcrisis list shows those there are.")


@asynccontextmanager
async def archive(settings: Settings) -> AsyncIterator[Archive]:
    """Lend the archive of a database that is there and whose tables fit. Raises Ended."""
    store = await open_existing(settings)
    try:
        with explained():
            await _check_tables(store)
            yield Archive(store, _reader(store))
    finally:
        await store.close()


async def open_existing(settings: Settings) -> Store:
    """Open a database, and never make an empty SQLite file where there was none."""
    with explained():
        address = make_url(settings.database_url)
    if address.get_backend_name() == "sqlite":
        _check_file(address.database or "")
    return await open_store(settings)


def _check_file(path: str) -> None:
    if path and not Path(path).exists():
        raise Ended(
            WRONG,
            f"KOLCRISIS_DATABASE_URL: there is no file {path}. kolcrisis run makes it; or name "
            "another one.",
        )


async def _check_tables(store: Store) -> None:
    if await store.schema() in {"empty", "behind"}:
        raise Ended(WRONG, "The database has not been brought up to date. Run kolcrisis migrate.")


def _reader(store: Store) -> Service:
    document = dump(default_path())
    shelf = Shelf(store, parse(document), document)
    return Service(
        store=store,
        shelf=shelf,
        reader=Reader(shelf),
        clock=SystemClock(),
        metrics=Metrics(),
        wake=lambda _: None,
    )
