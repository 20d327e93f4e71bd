"""Every playbook that an incident was ever opened with, for as long as the record lives.

A version belongs to the installation, not to a workspace: the same document everywhere.
"""

from datetime import datetime

from sqlalchemy import select

from storage.database import Database
from storage.tables import playbooks
from storage.upsert import insert_new


class Playbooks:
    """Playbook documents by version."""

    def __init__(self, database: Database) -> None:
        """Keep documents in this database."""
        self._database = database

    async def put(self, version: str, document: bytes, at: datetime) -> None:
        """Keep a document. Running it twice is safe.

        Raises ValueError when another document is kept under this version.
        """
        values = {"version": version, "document": document, "stored_at": at}
        async with self._database.write() as connection:
            if await insert_new(connection, playbooks, values):
                return
        if await self.get(version) != document:
            message = f"another playbook is stored as version {version}"
            raise ValueError(message)

    async def get(self, version: str) -> bytes | None:
        """Return the document of a version."""
        query = select(playbooks.c.document).where(playbooks.c.version == version)
        async with self._database.read() as connection:
            found = (await connection.execute(query)).scalar_one_or_none()
        return None if found is None else bytes(found)
