"""Playbooks by version: today's, and those that running incidents were opened with."""

from datetime import datetime

from bot.crisis.playbook import Playbook
from bot.playbook.load import parse
from storage.store import Store


class Shelf:
    """Keeps loaded playbooks. An incident's pinned version is read from storage when needed."""

    def __init__(self, store: Store, current: Playbook, document: str) -> None:
        self._store = store
        self.current = current
        self._document = document
        self._loaded = {current.version: current}

    async def stock(self, at: datetime) -> None:
        """Keep today's playbook in storage, so that it stays loadable when the files change."""
        await self._store.playbooks.put(self.current.version, self._document.encode(), at)

    async def get(self, version: str) -> Playbook:
        """Return a version. One that was never stored is a damaged database: LookupError."""
        if version not in self._loaded:
            document = await self._store.playbooks.get(version)
            if document is None:
                raise LookupError(f"playbook {version} is not in the database")
            self._loaded[version] = parse(document.decode())
        return self._loaded[version]
