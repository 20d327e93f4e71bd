"""What listeners are given: the service, the readers, and a way to do things beside the ack."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.clock.sources import Clock
from bot.crisis.handbook_monitoring import Monitoring
from bot.crisis.handbook_prevention import Prevention
from bot.crisis.ids import ChannelId, IncidentId, SlackUserId, TeamId
from bot.crisis.incident import Incident
from bot.crisis.intents import Intent
from bot.crisis.rights import sees
from bot.gateway.client import Gateway
from bot.projector.document import Press
from bot.projector.homes import Homes
from bot.scenario.value import Scenario
from bot.service.briefs import BriefStreams
from bot.service.campaigns import CampaignStreams
from bot.service.changes import ChangeStreams
from bot.service.contents import ContentStreams
from bot.service.directory import Directory
from bot.service.houses import Houses
from bot.service.kols import KolStreams
from bot.service.listing import Listing
from bot.service.outcome import Outcome
from bot.service.reader import incident_key
from bot.service.service import Service
from bot.service.shelf import Shelf
from bot.service.tables import Tables
from handlers.background import Background
from handlers.opened import Arrivals
from handlers.request import Request
from storage.identity import Identity
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Doors:
    """Everything that a listener may use."""

    service: Service
    store: Store
    shelf: Shelf
    listing: Listing
    directory: Directory
    gateway: Gateway
    clock: Clock
    identity: Callable[[], Identity]
    houses: Houses
    kols: KolStreams
    briefs: BriefStreams
    contents: ContentStreams
    campaigns: CampaignStreams
    changes: ChangeStreams
    tables: Tables
    playbook_path: Path
    """The files that the playbook in use was read from."""
    homes: Homes
    background: Background
    press: Press
    arrivals: Arrivals
    scenarios: tuple[Scenario, ...] = ()
    """What an exercise can be about."""

    @property
    def prevention(self) -> Prevention:
        """What today's playbook says of prevention."""
        return self.shelf.current.handbook.prevention

    @property
    def monitoring(self) -> Monitoring:
        """What today's playbook says of monitoring."""
        return self.prevention.monitoring

    async def visible(self, request: Request, incident_id: str) -> Incident | None:
        """Return an incident if the person may see it; otherwise as if there were none."""
        incident = await self.service.load(request.team, IncidentId(incident_id))
        return incident if incident is not None and sees(incident, request.person) else None

    async def act(self, request: Request, incident_id: str, *intents: Intent) -> Outcome:
        """Carry out what a person wants, once per delivery."""
        return await self.service.act(
            request.team,
            IncidentId(incident_id),
            *intents,
            acting_user=request.person,
            delivery=request.delivery,
        )

    async def here(self, request: Request) -> Incident | None:
        """Return the incident of the channel that a request came from, if the person sees it."""
        if request.channel is None:
            return None
        found = await self.store.surfaces.stream_of_channel(request.team, request.channel)
        return await self.visible(request, found.id) if found is not None else None

    async def may_lead(self, request: Request, user: SlackUserId) -> bool:
        """Whether a person may be chosen to lead: a colleague, as far as is known by now."""
        return user == request.person or not await self.directory.apart(request.team, (user,))

    async def is_admin(self, request: Request) -> bool:
        """Whether a person administers the workspace. Unknown people do not."""
        profile = await self.directory.profile(request.team, request.person)
        return profile is not None and profile.is_admin

    async def channels(self, incidents: Sequence[Incident]) -> Mapping[IncidentId, ChannelId]:
        """Return the channels of these incidents, as far as they exist already."""
        found: dict[IncidentId, ChannelId] = {}
        for incident in incidents:
            rows = await self.store.surfaces.of(incident_key(incident.team, incident.id))
            row = rows.get("channel")
            if row is not None and row.channel is not None:
                found[incident.id] = row.channel
        return found

    async def incident_of_channel(self, team: TeamId, channel: str) -> IncidentId | None:
        """Return the incident whose channel this is, for facts that Slack tells us."""
        found = await self.store.surfaces.stream_of_channel(team, ChannelId(channel))
        return IncidentId(found.id) if found is not None else None
