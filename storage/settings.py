"""A workspace's settings: one small document, changed by whoever read its latest version."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, update

from bot.crisis.ids import TeamId
from storage.database import Database
from storage.errors import StaleVersion
from storage.tables import settings
from storage.upsert import insert_new


class Settings:
    """Settings by workspace."""

    def __init__(self, database: Database) -> None:
        """Keep settings in this database."""
        self._database = database

    async def get(self, team: TeamId) -> tuple[int, Mapping[str, Any]]:
        """Return the version and the document; ``(0, {})`` if nobody set anything."""
        query = select(settings.c.version, settings.c.document).where(settings.c.team_id == team)
        async with self._database.read() as connection:
            row = (await connection.execute(query)).one_or_none()
        return (0, {}) if row is None else (row.version, row.document)

    async def put(self, team: TeamId, document: Mapping[str, Any], *, after: int) -> int:
        """Replace the document and return its version, which is ``after`` + 1.

        Raises StaleVersion, with nothing changed, if ``after`` is no longer the version.
        """
        values = {"version": after + 1, "document": dict(document)}
        async with self._database.write() as connection:
            if after == 0:
                done = await insert_new(connection, settings, values | {"team_id": team})
            else:
                same = (settings.c.team_id == team) & (settings.c.version == after)
                changed = await connection.execute(update(settings).where(same).values(values))
                done = changed.rowcount > 0
        if not done:
            raise StaleVersion
        return after + 1
