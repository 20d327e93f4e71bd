"""Renders and publishes one App Home: what this person may see, in their language."""

from collections.abc import Callable

from bot.clock.sources import Clock
from bot.crisis.house import may_keep
from bot.crisis.ids import ChannelId, IncidentId, SlackUserId, TeamId
from bot.crisis.incident import Incident
from bot.crisis.words import Words
from bot.gateway.client import Gateway
from bot.prevention.content import waits_for
from bot.prevention.kol import to_sign
from bot.prevention.rights import Actor, actor_of
from bot.projector.addresses import addresses
from bot.service.directory import Directory
from bot.service.houses import Houses
from bot.service.kols import Register
from bot.service.listing import Listing
from bot.service.reader import incident_key
from bot.views.home import home_view
from bot.views.prevention.glance import Glance
from storage.identity import Identity
from storage.store import Store


class HomePage:
    """Publishes App Homes."""

    def __init__(  # noqa: PLR0913  # everything that a Home shows
        self,
        *,
        store: Store,
        listing: Listing,
        directory: Directory,
        houses: Houses,
        register: Register,
        gateway: Gateway,
        identity: Callable[[TeamId], Identity],
        clock: Clock,
    ) -> None:
        self._store = store
        self._listing = listing
        self._directory = directory
        self._houses = houses
        self._register = register
        self._gateway = gateway
        self._identity = identity
        self._clock = clock

    async def publish(self, team: TeamId, user: SlackUserId) -> frozenset[IncidentId]:
        """Show a person's Home as things stand now, and return the incidents that they may see.

        Raises RetryLater or GiveUp.
        """
        # Nobody waits for this; and who administers must not be taken for somebody who does not.
        await self._directory.meet(team, (user,))
        incidents = await self._listing.all_for(team, user)
        house = await self._houses.load(team)
        profile = await self._directory.profile(team, user)
        is_admin = profile is not None and profile.is_admin
        keeps = may_keep(house, user, is_admin=is_admin)
        channels, reviews = await self._places(team, incidents)
        view = home_view(
            user,
            incidents,
            channels,
            await self._directory.voice(team, user),
            playbook=self._register.shelf.current,
            house=house if keeps else None,
            now=self._clock.now(),
            reviews=reviews,
            prevention=await self._prevention(actor_of(house, user, is_admin=is_admin), team),
        )
        await self._gateway.call("views.publish", team=team, user_id=user, view=view)
        return frozenset(incident.id for incident in incidents)

    async def _prevention(self, actor: Actor, team: TeamId) -> Glance | None:
        if not actor.sees:
            return None
        entries = await self._register.kols.all(team)
        known = self._register.shelf.current.handbook.prevention
        wanted = [one for one in await self._register.contents.all(team) if waits_for(one, actor)]
        names = {one.id: one.name for one in entries}
        running = [one for one in await self._register.campaigns.all(team) if one.running]
        now = self._clock.now()
        return Glance(
            len(entries),
            tuple(one for one in entries if to_sign(one, actor, known)),
            tuple((one, names.get(one.kol, Words(one.kol))) for one in reversed(wanted)),
            campaigns=len(running),
            alarms=[one for one in running if one.open_alarm is not None],
            watches=[
                (one, one.watch)
                for one in running
                if one.watch is not None
                and one.watch.until > now
                and one.watch.watcher == actor.user
            ],
        )

    async def _places(
        self, team: TeamId, incidents: tuple[Incident, ...]
    ) -> tuple[dict[IncidentId, ChannelId], dict[IncidentId, str]]:
        """Return where the channels and the reviews of these crises are, as far as they stand."""
        channels: dict[IncidentId, ChannelId] = {}
        reviews: dict[IncidentId, str] = {}
        for incident in incidents:
            rows = await self._store.surfaces.of(incident_key(incident.team, incident.id))
            row = rows.get("channel")
            if row is not None and row.channel is not None:
                channels[incident.id] = row.channel
            if "review" in rows:
                found = addresses(self._identity(team).url, rows)
                reviews[incident.id] = found.get("review", "")
        return channels, reviews
