"""Which incidents there are, and who may know of them."""

from bot.crisis.ids import IncidentId, SlackUserId, TeamId
from bot.crisis.incident import Incident
from bot.crisis.rights import sees
from bot.service.service import Service
from storage.store import Store


class Listing:
    """Lists incidents for one person, or for the operator."""

    def __init__(self, store: Store, service: Service) -> None:
        self._store = store
        self._service = service

    async def open_for(self, team: TeamId, user: SlackUserId | None) -> tuple[Incident, ...]:
        """Return open incidents that a person may see, newest first. None: the operator."""
        return await self._list(team, user, status="open")

    async def all_for(self, team: TeamId, user: SlackUserId | None) -> tuple[Incident, ...]:
        """Return all incidents that a person may see, newest first. None: the operator."""
        return await self._list(team, user, status=None)

    async def _list(
        self, team: TeamId, user: SlackUserId | None, *, status: str | None
    ) -> tuple[Incident, ...]:
        found = []
        for row in reversed(await self._store.streams(team, "incident", status=status)):
            if user is not None and not _maybe(row.summary, user):
                continue
            incident = await self._service.load(team, IncidentId(row.key.id))
            # The summary only spares reading; what counts is the record itself.
            if incident is not None and (user is None or sees(incident, user)):
                found.append(incident)
        return tuple(found)


def _maybe(summary: object, user: SlackUserId) -> bool:
    if not isinstance(summary, dict):
        return True
    return summary.get("visibility") == "public" or user in summary.get("sees", ())
