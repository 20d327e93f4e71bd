"""The register of influencers: its kind of stream, and what a crisis takes from it."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from bot.clock.sources import Clock
from bot.crisis.events import Kol
from bot.crisis.ids import TeamId
from bot.crisis.incident import Incident
from bot.crisis.intents import RecogniseKol, Refusal, TimePassed
from bot.crisis.links import normal_note_url
from bot.prevention.brief import brief_facts
from bot.prevention.content_facts import content_facts
from bot.prevention.find import same
from bot.prevention.intents import KolIntent
from bot.prevention.kol import KolEntry, decide_kol, evolve_kol, facts_of, kol_claims, kol_due
from bot.prevention.rights import THE_BOT
from bot.prevention.spelling import plain
from bot.service.briefs import BriefStreams, briefs_of
from bot.service.campaigns import CampaignStreams
from bot.service.contents import ContentStreams, contents_of
from bot.service.shelf import Shelf
from bot.service.streams import Kind, Streams
from storage.store import Store
from storage.values import StreamKey

KolStreams: TypeAlias = Streams[KolEntry, KolIntent]


def kol_id_of(team: TeamId, key: str) -> str:
    """Return the id of the influencer that a form or a row makes, however often it is sent."""
    return f"k{hashlib.sha256(f'{team}|{key}'.encode()).hexdigest()[:12]}"


def kol_streams(store: Store, clock: Clock, shelf: Shelf) -> KolStreams:
    """Return the register. The playbook of today says which checks there are."""
    kind = Kind(
        name="kol",
        evolve=evolve_kol,
        decide=partial(decide_kol, known=shelf.current.handbook.prevention),
        due=kol_due,
        claims=kol_claims,
        taken=Refusal("refusal.kol.twin", "already", field="accounts"),
    )
    return Streams(store, clock, kind)


async def let_pass(streams: KolStreams, key: StreamKey) -> None:
    """Let time pass for one influencer: a vetting lapses."""
    await streams.act(TeamId(key.team), key.id, TimePassed(), actor=THE_BOT, delivery=None)


@dataclass(frozen=True, slots=True)
class Register:
    """Everything that is kept of influencers."""

    kols: KolStreams
    briefs: BriefStreams
    contents: ContentStreams
    campaigns: CampaignStreams
    shelf: Shelf


async def recognised(
    register: Register, team: TeamId, kols: Sequence[Kol], chosen: Sequence[str] = ()
) -> tuple[RecogniseKol, ...]:
    """Return what the register says of these influencers: of those chosen, and those so named."""
    entries = await register.kols.all(team)
    found = [one for one in entries if one.id in chosen]
    found += [one for kol in kols if (one := same(entries, kol.name.text)) is not None]
    known = register.shelf.current.handbook.prevention
    notes = {normal_note_url(url.text) for kol in kols for url in kol.note_urls}
    made = []
    for one in {one.id: one for one in found}.values():
        told = brief_facts(await briefs_of(register.briefs, team, one.id), known)
        pieces = await contents_of(register.contents, team, one.id)
        approved = content_facts(pieces, notes, known)
        made.append(RecogniseKol(one.id, one.profile, (*facts_of(one, known), *told, *approved)))
    return tuple(made)


def crises_of(entry: KolEntry, incidents: Iterable[Incident]) -> tuple[Incident, ...]:
    """Return the crises about an influencer, exercises left out.

    Linked when the register was looked up, by one of their names, or through the address of a note
    that such a crisis was about.
    """
    names = {plain(name.text) for name in entry.profile.names}
    every = [one for one in incidents if one.drill is None]
    own = [one for one in every if entry.id in one.recognised or names & _names(one)]
    notes = {note for one in own for note in _notes(one, names)}
    return tuple(one for one in every if one in own or notes & _notes(one))


def _names(incident: Incident) -> set[str]:
    return {plain(kol.name.text) for kol in incident.kols} - {""}


def _notes(incident: Incident, names: set[str] | None = None) -> set[str]:
    """Return the notes of a crisis, or of those of its influencers alone who go by a name."""
    return {
        normal_note_url(url.text)
        for kol in incident.kols
        if names is None or plain(kol.name.text) in names
        for url in kol.note_urls
    }
