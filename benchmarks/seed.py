"""Crises that are in the record already when a measurement begins, written by the bot's own rules.

The bot under measurement is another process; it finds them as a replica's work.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.crisis.ids import EntryId, IncidentId, SlackUserId, TeamId
from bot.crisis.incident import Incident
from bot.crisis.intents import AddNote, CloseIncident, Intent, NoteMembership, OpenIncident
from bot.crisis.playbook import OpeningLimits
from bot.crisis.words import Words
from bot.observe import Metrics
from bot.playbook.load import default_path, dump, parse
from bot.service.outcome import Done
from bot.service.reader import Reader, incident_key
from bot.service.service import Service
from bot.service.shelf import Shelf
from storage.store import Store

TOGETHER = 250
"""Intents in one commit, and crises opened side by side."""
_ANY = OpeningLimits(by_person=1_000_000, in_workspace=1_000_000)
"""A seeder opens more than people could mean."""


@dataclass(slots=True)
class Hands:
    """Time as it is told."""

    at: datetime
    poll_seconds: float = 1.0

    def now(self) -> datetime:
        """Return what the hands show."""
        return self.at


class Seeder:
    """Writes into a database of one workspace."""

    def __init__(self, store: Store, team: TeamId, at: datetime | None = None) -> None:
        """``at`` is when all of it happens."""
        document = dump(default_path())
        self.shelf = Shelf(store, replace(parse(document), opening=_ANY), document)
        self.hands = Hands(at or datetime.now(UTC))
        self._store = store
        self._team = team
        self._service = Service(
            store=store,
            shelf=self.shelf,
            reader=Reader(self.shelf),
            clock=self.hands,
            metrics=Metrics(),
            wake=lambda _: None,
        )

    async def crises(self, number: int, leads: Sequence[SlackUserId]) -> list[Incident]:
        """Open so many public crises, with these people in the lead by turns."""
        await self.shelf.stock(self.hands.at)
        opened: list[Incident] = []
        for start in range(0, number, TOGETHER):
            some = range(start, min(start + TOGETHER, number))
            opened += await asyncio.gather(*(self._open(one, leads) for one in some))
        return opened

    async def _open(self, number: int, leads: Sequence[SlackUserId]) -> Incident:
        lead = leads[number % len(leads)]
        intent = OpenIncident(Words(f"Crisis {number}"), lead=lead, visibility="public")
        name, delivery = IncidentId(f"i{number:012x}"), f"view_submission:seed:{number}"
        outcome = await self._service.open(
            self._team, name, intent, acting_user=lead, delivery=delivery
        )
        return _done(outcome)

    async def enter(self, incident: Incident) -> Incident:
        """Have whoever leads be in the channel, as Slack tells it."""
        here = NoteMembership(incident.commander, present=True)
        return await self._act(incident.id, None, here)

    async def lengthen(self, incident: IncidentId, events: int) -> None:
        """Write notes until the record of a crisis has so many events."""
        state = await self._service.load(self._team, incident)
        while state is not None and state.seq < events:
            some = range(state.seq, min(state.seq + TOGETHER, events))
            notes = [
                AddNote(EntryId(f"n{one}"), Words(f"评论区第 {one} 条：<claim> & more"))
                for one in some
            ]
            state = await self._act(incident, state.commander, *notes)

    async def close(self, incident: IncidentId) -> None:
        """Close a crisis."""
        state = await self._service.load(self._team, incident)
        outcome = self.shelf.current.outcomes[0].value
        if state is not None:
            await self._act(incident, state.commander, CloseIncident(outcome))

    async def shown(self, incidents: Sequence[Incident]) -> None:
        """Have all of it count as shown, so that nobody sets out to show it."""
        noted = (
            self._store.projected(incident_key(one.team, one.id), one.seq) for one in incidents
        )
        await asyncio.gather(*noted)

    async def _act(
        self, incident: IncidentId, user: SlackUserId | None, *intents: Intent
    ) -> Incident:
        return _done(await self._service.act(self._team, incident, *intents, acting_user=user))


def _done(outcome: object) -> Incident:
    if not isinstance(outcome, Done) or outcome.incident is None:
        raise RuntimeError(f"not done: {outcome}")
    return outcome.incident
