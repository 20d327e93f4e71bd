"""The briefs: their kind of stream, and those of one influencer."""

import hashlib
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TypeAlias

from bot.clock.sources import Clock
from bot.crisis.ids import TeamId
from bot.crisis.intents import Refusal
from bot.prevention.brief import Brief, decide_brief, evolve_brief
from bot.prevention.intents import BriefIntent, StartBrief
from bot.service.others import held_kol
from bot.service.shelf import Shelf
from bot.service.streams import Kind, Streams
from storage.store import Store
from storage.transaction import Transaction
from storage.values import StreamKey

BriefStreams: TypeAlias = Streams[Brief, BriefIntent]


def brief_id_of(team: TeamId, view_id: str) -> str:
    """Return the id of the brief that this form makes, however often it is sent."""
    return f"b{hashlib.sha256(f'{team}|brief|{view_id}'.encode()).hexdigest()[:12]}"


def brief_streams(store: Store, clock: Clock, shelf: Shelf) -> BriefStreams:
    """Return the briefs. Nothing of them is due, and nothing is held by one alone."""
    kind = Kind(
        name="brief",
        evolve=evolve_brief,
        decide=partial(decide_brief, known=shelf.current.handbook.prevention),
        due=lambda _: None,
        claims=lambda _: frozenset(),
        taken=Refusal("refusal.details.same", "already"),
        inform=_informed,
    )
    return Streams(store, clock, kind)


async def _informed(
    tx: Transaction, key: StreamKey, _: Brief | None, intent: BriefIntent, __: datetime
) -> BriefIntent:
    """Return an intent with what the vetting says at the moment of the commit."""
    if isinstance(intent, StartBrief):
        entry = await held_kol(tx, key.team, intent.kol)
        return replace(intent, rejected=entry is None or bool(entry.rejected))
    return intent


async def briefs_of(streams: BriefStreams, team: TeamId, kol: str) -> tuple[Brief, ...]:
    """Return the briefs of an influencer, the latest first."""
    every = [one for one in await streams.all(team) if one.kol == kol]
    return tuple(sorted(every, key=lambda one: (one.started_at, one.id), reverse=True))
