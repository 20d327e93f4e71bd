"""After the form was sent: 'under way' becomes 'here it is', or says what stands in the way.

The projector says that it looked at an incident; nobody polls. After a restart nobody is waiting
any more, and the channel comes all the same.
"""

from dataclasses import dataclass

from bot.crisis.ids import IncidentId, TeamId
from bot.crisis.incident import Incident
from bot.gateway.client import Gateway
from bot.gateway.errors import GiveUp, RetryLater
from bot.locales.voice import Voice, said
from bot.observe import log
from bot.service.reader import incident_key
from bot.views.finish import View
from bot.views.progress import done_modal, failed_modal
from handlers.background import Background
from storage.errors import StorageDown
from storage.store import Store

MOST_WAITING = 1000
"""Forms that wait at once; the oldest are let go."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A form that still says 'under way'."""

    view_id: str
    voice: Voice


class Arrivals:
    """Forms that wait for their channel."""

    def __init__(self, store: Store, gateway: Gateway, background: Background) -> None:
        self._store = store
        self._gateway = gateway
        self._background = background
        self._waiting: dict[tuple[TeamId, IncidentId], Waiting] = {}

    def expect(self, team: TeamId, incident_id: IncidentId, waiting: Waiting) -> None:
        """Tell this form's person when the channel is there."""
        self._waiting[team, incident_id] = waiting
        while len(self._waiting) > MOST_WAITING:
            self._waiting.pop(next(iter(self._waiting)))

    def touched(self, incident: Incident) -> None:
        """The projector looked at an incident."""
        waiting = self._waiting.get((incident.team, incident.id))
        if waiting is not None:
            self._background.start(self._look(incident, waiting))

    async def _look(self, incident: Incident, waiting: Waiting) -> None:
        try:
            view = await self._standing(incident, waiting.voice)
            if view is None or self._waiting.pop((incident.team, incident.id), None) is None:
                return
            await self._gateway.call(
                "views.update", team=incident.team, view_id=waiting.view_id, view=view
            )
        except (RetryLater, GiveUp, StorageDown) as trouble:
            # The person has closed the form; the channel is in their list.
            log().info("an opening form was not updated", reason=type(trouble).__name__)

    async def _standing(self, incident: Incident, voice: Voice) -> View | None:
        rows = await self._store.surfaces.of(incident_key(incident.team, incident.id))
        channel, status = rows.get("channel"), rows.get("status")
        if channel is not None and channel.failure is not None:
            return failed_modal(voice, said("progress.no_channel", reason=channel.failure))
        if channel is None or channel.channel is None or status is None or status.ts is None:
            return None
        return done_modal(voice, channel.channel)
