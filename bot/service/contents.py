"""Pieces of content: their kind of stream, and what other streams say to them."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TypeAlias

from bot.clock.sources import Clock
from bot.crisis.handbook_approval import BRIEF, CLAIMS, VETTING
from bot.crisis.handbook_prevention import Prevention
from bot.crisis.ids import TeamId
from bot.crisis.intents import Refusal
from bot.crisis.words import Words
from bot.prevention.brief import Brief
from bot.prevention.content import Content, evolve_content
from bot.prevention.content_rules import decide_content
from bot.prevention.content_time import content_due
from bot.prevention.intents_content import (
    ContentIntent,
    LookAtContent,
    PublishContent,
    StartContent,
    SubmitContent,
    WriteContent,
)
from bot.prevention.kol import KolEntry
from bot.prevention.rights import THE_BOT
from bot.service.others import held_brief, held_kol
from bot.service.shelf import Shelf
from bot.service.streams import Kind, Streams
from storage.store import Store
from storage.transaction import Transaction
from storage.values import StreamKey

ContentStreams: TypeAlias = Streams[Content, ContentIntent]


def content_id_of(team: TeamId, view_id: str) -> str:
    """Return the id of the piece that this form makes, however often it is sent."""
    return f"c{hashlib.sha256(f'{team}|content|{view_id}'.encode()).hexdigest()[:12]}"


def content_streams(
    store: Store, clock: Clock, shelf: Shelf, wake: Callable[[StreamKey], None]
) -> ContentStreams:
    """Return the pieces of content. The playbook of today says how they are approved."""
    known = shelf.current.handbook.prevention
    kind = Kind(
        name="content",
        evolve=evolve_content,
        decide=partial(decide_content, known=known),
        due=partial(content_due, known=known.approval),
        claims=lambda _: frozenset(),
        taken=Refusal("refusal.details.same", "already"),
        inform=partial(_informed, known=known),
    )
    return Streams(store, clock, kind, wake)


async def _informed(
    tx: Transaction,
    key: StreamKey,
    content: Content | None,
    intent: ContentIntent,
    now: datetime,
    known: Prevention,
) -> ContentIntent:
    """Return an intent with what the vetting and the brief say at the moment of the commit."""
    if isinstance(intent, StartContent):
        entry = await held_kol(tx, key.team, intent.kol)
        return replace(intent, rejected=entry is None or bool(entry.rejected))
    if content is None:
        return intent
    if isinstance(intent, LookAtContent):
        entry = await held_kol(tx, key.team, content.kol)
        until = entry.vetted_until if entry is not None else None
        return LookAtContent(until, rejected=entry is None or bool(entry.rejected))
    if isinstance(intent, WriteContent):
        return replace(intent, salt=_salt())
    if isinstance(intent, SubmitContent | PublishContent):
        entry = await held_kol(tx, key.team, content.kol)
        brief = await held_brief(tx, key.team, content.brief)
        found = blocks_of(entry, brief, now, known)
        if isinstance(intent, PublishContent):
            return replace(intent, blocks=found, salt=_salt())
        return replace(intent, blocks=found)
    return intent


def _salt() -> Words:
    return Words(secrets.token_hex(16))


async def content_passes(streams: ContentStreams, key: StreamKey) -> None:
    """Let time pass for a piece: deadlines, the client's review, the vetting, the watch."""
    await streams.act(TeamId(key.team), key.id, LookAtContent(), actor=THE_BOT, delivery=None)


async def contents_of(streams: ContentStreams, team: TeamId, kol: str) -> tuple[Content, ...]:
    """Return the pieces of an influencer, the latest first."""
    every = [one for one in await streams.all(team) if one.kol == kol]
    return tuple(sorted(every, key=lambda one: (one.started_at, one.id), reverse=True))


def blocks_of(
    entry: KolEntry | None, brief: Brief | None, at: datetime, known: Prevention
) -> tuple[str, ...]:
    """Return what holds a piece back: the vetting, the brief's approval, a claim without proof."""
    found = []
    if known.checks and not _vetted(entry, at):
        found.append(VETTING)
    if brief is not None and brief.unproven:
        found.append(CLAIMS)
    if known.sections and (brief is None or brief.approved_at is None):
        found.append(BRIEF)
    return tuple(found)


def _vetted(entry: KolEntry | None, at: datetime) -> bool:
    if entry is None or entry.rejected or entry.vetted_until is None:
        return False
    return entry.vetted_until > at
