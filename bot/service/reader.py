"""Incidents as they are now, folded from the record and kept in memory by (id, seq).

Used by the service, the projector and the clock. Only the tail is read when an incident is known;
a value in memory is never changed, only replaced by a newer one.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from typing import Protocol

from bot.crisis.events import IncidentOpened, Recorded, TextRedacted
from bot.crisis.fold import evolve
from bot.crisis.ids import IncidentId, TeamId
from bot.crisis.incident import Incident
from bot.service.shelf import Shelf
from storage.transaction import Transaction
from storage.values import StreamKey

AT_ONCE = 200
"""Events folded in one go: a long record takes as long as many clicks, which come between."""
KEPT = 2000
"""Incidents kept in memory; the least recently used goes first."""


class Source(Protocol):
    """Anything that reads a stream: the store, or a transaction of it."""

    async def read(self, stream: StreamKey, after: int = 0) -> Sequence[Recorded]:
        """Return the events after ``after``, in order."""
        ...


def incident_key(team: TeamId, incident_id: IncidentId) -> StreamKey:
    """Return the stream of an incident."""
    return StreamKey(team, "incident", incident_id)


class Reader:
    """Loads incidents, reading only what is new."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._kept: OrderedDict[StreamKey, Incident] = OrderedDict()
        self._decided: dict[StreamKey, tuple[str, Incident]] = {}

    async def load(self, source: Source, key: StreamKey) -> Incident | None:
        """Return an incident as of the last committed event, or None."""
        known = self._kept.get(key)
        tail = await source.read(key, after=known.seq if known else 0)
        if known is not None and any(isinstance(one.event, TextRedacted) for one in tail):
            # What is in memory still holds words that are gone from the record.
            known, tail = None, await source.read(key)
        return await self.advance(key, known, tail)

    async def load_held(self, tx: Transaction, key: StreamKey) -> Incident | None:
        """Return an incident that nobody else can change before the transaction ends, or None."""
        seq, last = await tx.hold(key)
        known = self._kept.get(key)
        if known is not None and known.seq == seq:
            return known
        # Somebody before us in the same commit left it so; a hash names one record and no other.
        decided = self._decided.get(key)
        if decided is not None and decided[0] == last:
            return decided[1]
        return await self.load(tx, key)

    def decided(self, key: StreamKey, last: str, incident: Incident) -> None:
        """Remember a state that is not committed yet, by the hash of its last event."""
        self._decided[key] = (last, incident)

    async def advance(
        self, key: StreamKey, incident: Incident | None, tail: Sequence[Recorded]
    ) -> Incident | None:
        """Fold further events on an incident, without keeping the result."""
        for number, recorded in enumerate(tail, 1):
            if incident is not None:
                playbook = incident.playbook
            elif isinstance(recorded.event, IncidentOpened):
                playbook = await self._shelf.get(recorded.event.playbook)
            else:
                return None
            incident = evolve(incident, recorded, TeamId(key.team), IncidentId(key.id), playbook)
            if number % AT_ONCE == 0:
                await asyncio.sleep(0)
        return incident

    def keep(self, key: StreamKey, incident: Incident | None) -> None:
        """Keep a committed state, unless a newer one is here already."""
        if incident is None:
            return
        known = self._kept.get(key)
        if known is None or known.seq <= incident.seq:
            self._kept[key] = incident
        decided = self._decided.get(key)
        if decided is not None and decided[1].seq <= incident.seq:
            del self._decided[key]
        self._kept.move_to_end(key)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    def drop(self, key: StreamKey) -> None:
        """Forget an incident after a commit that may or may not have happened."""
        self._kept.pop(key, None)
        self._decided.pop(key, None)
