"""Use cases: every change of an incident, by whomever, comes through here.

Called by handlers (people), the clock (time) and the projector (facts that Slack told us). Returns
once the change is durable; Slack is never called here.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from bot.clock.sources import Clock
from bot.crisis.decide import decide, decide_opening
from bot.crisis.events import Draft, DrillStarted, Event, Kol, Recorded, TextRedacted
from bot.crisis.ids import IncidentId, SlackUserId, TeamId
from bot.crisis.incident import Incident
from bot.crisis.intents import Intent, OpenIncident, Refusal, TimePassed
from bot.crisis.links import normal_note_url
from bot.crisis.rights import insiders
from bot.crisis.rules.opening import Opened, too_many, watched_since
from bot.crisis.timers import next_due_at
from bot.observe import Metrics
from bot.service.outcome import Done, Outcome, Refused
from bot.service.reader import Reader, incident_key
from bot.service.shelf import Shelf
from storage.errors import AlreadyDelivered, ClaimTaken, Conflict, StorageDown
from storage.store import Store
from storage.transaction import Transaction
from storage.values import StreamKey

ATTEMPTS = 20
"""How often a loser of a race decides again before it is a bug."""


def incident_id_of(team: TeamId, view_id: str) -> IncidentId:
    """Return the id of the incident that this opening form makes, however often it is sent."""
    return IncidentId(f"i{hashlib.sha256(f'{team}|{view_id}'.encode()).hexdigest()[:12]}")


class Service:
    """Load, decide, append, commit, wake."""

    def __init__(
        self,
        *,
        store: Store,
        shelf: Shelf,
        reader: Reader,
        clock: Clock,
        metrics: Metrics,
        wake: Callable[[StreamKey], None],
    ) -> None:
        self._store = store
        self._shelf = shelf
        self._reader = reader
        self._clock = clock
        self._metrics = metrics
        self._wake = wake

    async def open(
        self,
        team: TeamId,
        incident_id: IncidentId,
        intent: OpenIncident,
        *,
        acting_user: SlackUserId,
        delivery: str,
        anyway: bool = False,
    ) -> Outcome:
        """Open an incident, once per form.

        A note that an open incident already holds is refused with ``refusal.open.duplicate`` and
        that incident, unless ``anyway``.
        """
        key = incident_key(team, incident_id)
        now = self._clock.now()
        drafts = decide_opening(intent, self._shelf.current, now)
        if isinstance(drafts, Refusal):
            return Refused(drafts)
        try:
            async with self._store.transaction() as tx:
                if await tx.answer_to(team, delivery) is not None or await tx.read(key):
                    return await self._repeated(tx, key)
                refusal = await self._too_many(tx, team, intent, acting_user, now)
                if refusal is not None:
                    return Refused(refusal)
                recorded, incident = await self._append(tx, key, None, drafts, acting_user, now)
                if not anyway:
                    await self._claim_notes(tx, key, intent)
                await self._remember(tx, key, delivery, now)
        except ClaimTaken as taken:
            return await self._duplicate(taken.holder)
        except (AlreadyDelivered, Conflict):
            return Done(incident_id, await self.load(team, incident_id), repeated=True)
        return self._committed(key, incident, recorded)

    async def _too_many(
        self,
        tx: Transaction,
        team: TeamId,
        intent: OpenIncident,
        acting_user: SlackUserId,
        now: datetime,
    ) -> Refusal | None:
        """Count what the record holds, so that no restart and no replica forgets."""
        playbook, exercise = self._shelf.current, DrillStarted.__name__
        begun = await tx.begun_since(team, "incident", watched_since(playbook, now))
        lately = [
            Opened(SlackUserId(one.by) if one.by else None, one.at, exercise in one.kinds)
            for one in begun
        ]
        return too_many(intent, lately, playbook, acting_user, now)

    async def act(
        self,
        team: TeamId,
        incident_id: IncidentId,
        *intents: Intent,
        acting_user: SlackUserId | None,
        delivery: str | None = None,
    ) -> Outcome:
        """Carry out intents together or not at all; each is decided seeing the earlier ones.

        ``acting_user`` None is the bot itself. Loses no race: who comes second decides again on
        what the first one left. Raises StorageDown when nothing could be written.
        """
        key = incident_key(team, incident_id)
        for _ in range(ATTEMPTS):
            try:
                return await self._act_once(key, intents, acting_user, delivery)
            except _RefusedInside as inside:
                if await self._left(key, inside.refused, acting_user):
                    return inside.refused
            except AlreadyDelivered:
                incident = await self.load(team, incident_id)
                return Done(incident_id, incident, repeated=True)
            except Conflict:
                self._reader.drop(key)
            except StorageDown:
                self._reader.drop(key)
                raise
        raise Conflict(key, -1)

    async def load(self, team: TeamId, incident_id: IncidentId) -> Incident | None:
        """Return an incident as it stands now, or None."""
        key = incident_key(team, incident_id)
        incident = await self._reader.load(self._store, key)
        self._reader.keep(key, incident)
        return incident

    async def _act_once(
        self,
        key: StreamKey,
        intents: Sequence[Intent],
        acting_user: SlackUserId | None,
        delivery: str | None,
    ) -> Outcome:
        now = self._clock.now()
        recorded: list[Recorded] = []
        async with self._store.transaction() as tx:
            before = await self._reader.load_held(tx, key)
            if before is None:
                return Refused(Refusal("refusal.not_found", "forbidden"))
            if delivery is not None:
                await self._remember(tx, key, delivery, now)
            incident = before
            for intent in intents:
                drafts = decide(incident, intent, now, acting_user=acting_user)
                if isinstance(drafts, Refusal):
                    raise _RefusedInside(Refused(drafts, before))
                if drafts:
                    new, incident = await self._append(tx, key, incident, drafts, acting_user, now)
                    recorded.extend(new)
            if recorded:
                self._reader.decided(key, recorded[-1].hash, incident)
            if not recorded and TimePassed() in intents:
                # Nothing was due after all (the playbook's times changed): look when it will be.
                await tx.set_due(key, next_due_at(incident))
        if any(_taken_out(one.event) for one in recorded):
            await self._store.scrub()
        return self._committed(key, incident, recorded)

    async def _left(
        self, key: StreamKey, refused: Refused, acting_user: SlackUserId | None
    ) -> bool:
        """Record what a refusal leaves; False when somebody wrote since it was decided.

        The delivery is not remembered: a form that was corrected comes under the same key.
        """
        decided_on, leaves = refused.incident, refused.refusal.leaves
        if decided_on is None or not leaves:
            return True
        now = self._clock.now()
        try:
            async with self._store.transaction() as tx:
                recorded, after = await self._append(tx, key, decided_on, leaves, acting_user, now)
        except Conflict:
            self._reader.drop(key)
            return False
        except StorageDown:
            self._reader.drop(key)
            raise
        self._committed(key, after, recorded)
        return True

    async def _append(
        self,
        tx: Transaction,
        key: StreamKey,
        incident: Incident | None,
        drafts: Sequence[Draft],
        acting_user: SlackUserId | None,
        now: datetime,
    ) -> tuple[tuple[Recorded, ...], Incident]:
        """Append what was decided, and return it with the incident as it is afterwards."""
        seq = incident.seq if incident else 0
        expected = [
            Recorded(seq + n, draft.event, draft.at, now, acting_user)
            for n, draft in enumerate(drafts, start=1)
        ]
        after = await self._reader.advance(key, incident, expected)
        if after is None:
            raise LookupError(f"{key} does not begin with an opening")
        recorded = await tx.append(
            key,
            after=seq,
            drafts=drafts,
            actor=acting_user,
            recorded_at=now,
            next_due_at=next_due_at(after),
            status="closed" if after.closed else "open",
            summary={"visibility": after.visibility, "sees": sorted(insiders(after))},
        )
        gone = {seq for one in drafts for seq in _taken_out(one.event)}
        return recorded, await self._without(tx, key, gone, now) if gone else after

    async def _without(
        self, tx: Transaction, key: StreamKey, seqs: Collection[int], now: datetime
    ) -> Incident:
        """Take out what was typed in these events; return the incident as it is without it."""
        await tx.redact(key, seqs=sorted(seqs), at=now)
        left = await self._reader.advance(key, None, await tx.read(key))
        if left is None:
            raise LookupError(f"{key} does not begin with an opening")
        await tx.release_others(key, "note_url", _note_urls(left.kols))
        return left

    async def _remember(
        self, tx: Transaction, key: StreamKey, delivery: str, now: datetime
    ) -> None:
        answer = json.dumps({"incident": key.id})
        await tx.remember(key.team, delivery, stream=key, answer=answer, at=now)

    async def _claim_notes(self, tx: Transaction, key: StreamKey, intent: OpenIncident) -> None:
        for url in sorted(_note_urls(intent.kols)):
            holder = await tx.holder(key.team, "note_url", url)
            if holder is not None and holder != key:
                before = await self._reader.load(tx, holder)
                if before is not None and before.closed:
                    # A second wave: what is over holds back nobody. Only its own claims go.
                    await tx.release_others(holder, "note_url", ())
            await tx.claim(key.team, "note_url", url, key)

    async def _duplicate(self, holder: StreamKey) -> Refused:
        incident = await self.load(TeamId(holder.team), IncidentId(holder.id))
        return Refused(Refusal("refusal.open.duplicate", "already"), incident)

    async def _repeated(self, tx: Transaction, key: StreamKey) -> Done:
        incident = await self._reader.load(tx, key)
        return Done(IncidentId(key.id), incident, repeated=True)

    def _committed(self, key: StreamKey, incident: Incident, recorded: Sequence[Recorded]) -> Done:
        self._reader.keep(key, incident)
        for event in recorded:
            exercise = "no" if incident.drill is None else "yes"
            self._metrics.events.labels(type(event.event).__name__, exercise).inc()
        if recorded:
            self._wake(key)
        return Done(IncidentId(key.id), incident, tuple(recorded))


def _taken_out(event: Event) -> tuple[int, ...]:
    return event.seqs if isinstance(event, TextRedacted) else ()


def _note_urls(kols: Sequence[Kol]) -> set[str]:
    return {normal_note_url(url.text) for kol in kols for url in kol.note_urls if url.text}


class _RefusedInside(Exception):
    """Undoes a transaction, because a rule refused."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.refusal.key)
        self.refused = refused
