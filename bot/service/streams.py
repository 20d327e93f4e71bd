"""Streams beside incidents, of any kind: load, decide, append, commit, wake.

A kind says how its events fold, what its rules decide and when to look at it; everything else (the
chain of hashes, repeated deliveries, races, claims, the clock) is the same for all. Called by
handlers and, for time, by the clock.
"""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from bot.clock.sources import Clock
from bot.crisis.events import Draft, Recorded
from bot.crisis.ids import TeamId
from bot.crisis.intents import Refusal
from bot.prevention.rights import Actor
from storage.errors import AlreadyDelivered, ClaimTaken, Conflict
from storage.store import Store
from storage.transaction import Transaction
from storage.values import StreamKey

ATTEMPTS = 20
KEPT = 5000
"""Streams of one kind kept in memory; the least recently used goes first."""


class State(Protocol):
    """What any stream folds into."""

    @property
    def seq(self) -> int:
        """The position of the last event."""
        ...


S = TypeVar("S", bound=State)
I = TypeVar("I")  # noqa: E741  # an intent


@dataclass(frozen=True, slots=True)
class Kind(Generic[S, I]):
    """One kind of stream. All functions but ``inform`` are pure.

    ``claims`` are what only one stream of a workspace may hold, as pairs of a kind and a value;
    ``taken`` is what is said to who wants what another one holds. ``inform`` puts into an intent
    what other streams say; it reads them in the transaction of the commit and holds them until
    then, so that nothing decided here rests on what is no longer so.
    """

    name: str
    evolve: Callable[[S | None, Recorded, TeamId, str], S | None]
    decide: Callable[[S | None, I, datetime, Actor], tuple[Draft, ...] | Refusal]
    due: Callable[[S], datetime | None]
    claims: Callable[[S], frozenset[tuple[str, str]]]
    taken: Refusal
    inform: Callable[[Transaction, StreamKey, S | None, I, datetime], Awaitable[I]] | None = None


Wanted = tuple[str, Sequence[I]]
"""A stream's id, and what is wanted of it: all of it or nothing."""


def _nothing(_: object) -> str:
    return "{}"


class Streams(Generic[S, I]):
    """Loads and changes the streams of one kind."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        kind: Kind[S, I],
        wake: Callable[[StreamKey], None] = lambda _: None,
    ) -> None:
        """``wake`` is told of each stream that changed, once that is durable."""
        self._wake = wake
        self._store = store
        self._clock = clock
        self._kind = kind
        self._kept: OrderedDict[StreamKey, S] = OrderedDict()

    def key(self, team: TeamId, stream_id: str) -> StreamKey:
        """Return the key of a stream of this kind."""
        return StreamKey(team, self._kind.name, stream_id)

    async def load(self, team: TeamId, stream_id: str) -> S | None:
        """Return a stream as it stands now, or None."""
        key = self.key(team, stream_id)
        known = self._kept.get(key)
        tail = await self._store.read(key, after=known.seq if known else 0)
        state = self._fold(key, known, tail)
        self._keep(key, state)
        return state

    async def all(self, team: TeamId) -> tuple[S, ...]:
        """Return all streams of a workspace, oldest first; reads only those that changed."""
        found = []
        for row in await self._store.streams(team, self._kind.name):
            state = self._kept.get(row.key)
            if state is None or state.seq < row.seq:
                state = await self.load(team, row.key.id)
            if state is not None:
                found.append(state)
        return tuple(found)

    async def act(
        self,
        team: TeamId,
        stream_id: str,
        *intents: I,
        actor: Actor,
        delivery: str | None,
        answer: Callable[[S], str] = _nothing,
    ) -> S | Refusal:
        """Carry out intents on one stream, all or none; a repeated delivery gets the state.

        ``answer`` is kept with the delivery: see :meth:`answer_to`.
        """

        def first(verdicts: Sequence[S | Refusal]) -> str:
            (verdict,) = verdicts
            return "{}" if isinstance(verdict, Refusal) else answer(verdict)

        (verdict,) = await self.act_each(
            team, [(stream_id, intents)], actor=actor, delivery=delivery, answer=first
        )
        return verdict

    async def answer_to(self, team: TeamId, delivery: str) -> str | None:
        """Return what was kept as the answer to a delivery; None if it was never accepted."""
        async with self._store.transaction() as tx:
            return await tx.answer_to(team, delivery)

    async def act_each(
        self,
        team: TeamId,
        wanted: Sequence[Wanted[I]],
        *,
        actor: Actor,
        delivery: str | None,
        answer: Callable[[Sequence[S | Refusal]], str] = _nothing,
    ) -> tuple[S | Refusal, ...]:
        """Carry out what is wanted of several streams in one commit.

        What is refused for one leaves no trace there and holds the others back from nothing.
        """
        for _ in range(ATTEMPTS):
            try:
                return await self._act_once(team, wanted, actor, delivery, answer)
            except (AlreadyDelivered, Conflict):
                for stream_id, _intents in wanted:
                    self._kept.pop(self.key(team, stream_id), None)
        raise Conflict(self.key(team, wanted[0][0]), -1)

    async def _act_once(
        self,
        team: TeamId,
        wanted: Sequence[Wanted[I]],
        actor: Actor,
        delivery: str | None,
        answer: Callable[[Sequence[S | Refusal]], str],
    ) -> tuple[S | Refusal, ...]:
        verdicts: list[S | Refusal] = []
        async with self._store.transaction() as tx:
            repeated = delivery is not None and await tx.answer_to(team, delivery) is not None
            for stream_id, intents in wanted:
                key = self.key(team, stream_id)
                verdicts.append(await self._one(tx, key, () if repeated else intents, actor))
            done = [one for one in verdicts if not isinstance(one, Refusal)]
            if delivery is not None and not repeated and done:
                key = self.key(team, wanted[0][0])
                at = self._clock.now()
                kept = answer(verdicts)
                await tx.remember(team, delivery, stream=key, answer=kept, at=at)
        for (stream_id, _), verdict in zip(wanted, verdicts, strict=True):
            if not isinstance(verdict, Refusal):
                self._keep(self.key(team, stream_id), verdict)
                self._wake(self.key(team, stream_id))
        return tuple(verdicts)

    async def _one(
        self, tx: Transaction, key: StreamKey, intents: Iterable[I], actor: Actor
    ) -> S | Refusal:
        known = self._kept.get(key)
        before = self._fold(key, known, await tx.read(key, after=known.seq if known else 0))
        try:
            async with tx.savepoint():
                state = before
                for intent in intents:
                    state = await self._carry_out(tx, key, state, intent, actor)
                if state is None:
                    raise _RefusedInside(Refusal("refusal.not_found", "forbidden"))  # noqa: TRY301  # undoes the savepoint
                await self._claim(tx, key, before, state)
        except _RefusedInside as inside:
            return inside.refusal
        except ClaimTaken:
            return self._kind.taken
        return state

    async def _carry_out(
        self, tx: Transaction, key: StreamKey, state: S | None, intent: I, actor: Actor
    ) -> S | None:
        now = self._clock.now()
        if self._kind.inform is not None:
            intent = await self._kind.inform(tx, key, state, intent, now)
        drafts = self._kind.decide(state, intent, now, actor)
        if isinstance(drafts, Refusal):
            raise _RefusedInside(drafts)
        if not drafts:
            if state is not None:
                await tx.set_due(key, self._kind.due(state))
            return state
        seq = state.seq if state is not None else 0
        expected = [
            Recorded(seq + n, draft.event, draft.at, now, actor.user)
            for n, draft in enumerate(drafts, start=1)
        ]
        after = self._fold(key, state, expected)
        await tx.append(
            key,
            after=seq,
            drafts=drafts,
            actor=actor.user,
            recorded_at=now,
            next_due_at=self._kind.due(after) if after is not None else None,
        )
        return after

    async def _claim(self, tx: Transaction, key: StreamKey, before: S | None, after: S) -> None:
        held = self._kind.claims(before) if before is not None else frozenset()
        wanted = self._kind.claims(after)
        for kind, value in sorted(wanted - held):
            await tx.claim(key.team, kind, value, key)
        for kind, value in sorted(held - wanted):
            await tx.release(key.team, kind, value)

    def _fold(self, key: StreamKey, state: S | None, tail: Iterable[Recorded]) -> S | None:
        for recorded in tail:
            state = self._kind.evolve(state, recorded, TeamId(key.team), key.id)
        return state

    def _keep(self, key: StreamKey, state: S | None) -> None:
        if state is None:
            return
        known = self._kept.get(key)
        if known is None or known.seq <= state.seq:
            self._kept[key] = state
        self._kept.move_to_end(key)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)


class _RefusedInside(Exception):
    """Leaves a savepoint without a trace, because a rule refused."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.key)
        self.refusal = refusal
