"""An influencer, a brief, a piece of content, a campaign for ``kolcrisis list`` and ``export``.

A brief is written as it is handed on; everything else as what was recorded of it. With ``--as`` it
is there for those alone who may see the register, as in Slack.
"""

import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from enum import StrEnum
from typing import TypeVar

from bot.cli.archive import Archive
from bot.cli.ending import USAGE, Ended, explained
from bot.clock.sources import SystemClock
from bot.crisis.events import Language, Recorded
from bot.crisis.ids import SlackUserId, TeamId
from bot.crisis.words import Words
from bot.locales.voice import voice_of_channel
from bot.playbook.load import default_path, dump, parse
from bot.prevention.brief import evolve_brief
from bot.prevention.campaign import evolve_campaign
from bot.prevention.content import evolve_content
from bot.prevention.kol import evolve_kol
from bot.prevention.rights import actor_of
from bot.review.data import stream_to_json
from bot.review.document import Document
from bot.review.html import page
from bot.review.ledger import ledger
from bot.review.markdown import written
from bot.review.sheet import brief_sheet
from bot.service.houses import Houses
from bot.service.shelf import Shelf
from bot.settings import Settings
from storage.values import StreamKey


class Beside(StrEnum):
    """What is kept beside incidents and can be written on its own."""

    KOL = "kol"
    BRIEF = "brief"
    CONTENT = "content"
    CAMPAIGN = "campaign"


S = TypeVar("S")
Record = Sequence[Recorded]


@dataclass(frozen=True, slots=True)
class Found:
    """One of them, with all that was recorded of it."""

    key: StreamKey
    kind: Beside
    record: tuple[Recorded, ...]

    @property
    def name(self) -> Words:
        """What people call it; of a brief, its campaign."""
        return _NAMES[self.kind](self.record, self.key) or Words(self.key.id)


async def every(
    records: Archive, settings: Settings, kind: Beside, user: SlackUserId | None
) -> AsyncIterator[Found]:
    """Yield all of a kind that ``user`` may see (None: all), oldest first."""
    for team in await records.store.teams():
        if await _sees(records, settings, team, user):
            for row in await records.store.streams(team, kind):
                yield Found(row.key, kind, await records.store.read(row.key))


async def find(
    records: Archive, settings: Settings, wanted: str, user: SlackUserId | None
) -> Found | None:
    """Return the one of this id; None if there is none, or none that ``user`` may see."""
    for team in await records.store.teams():
        for kind in Beside:
            key = StreamKey(team, kind.value, wanted)
            record = await records.store.read(key)
            if record and await _sees(records, settings, team, user):
                return Found(key, kind, record)
    return None


async def write_found(
    records: Archive, settings: Settings, found: Found, form: str, language: Language
) -> str:
    """Return it as a document. Raises Ended for what it cannot be written as."""
    if form == "json":
        data = stream_to_json(found.kind.value, found.key.id, found.record)
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    if form not in {"md", "html"}:
        raise Ended(USAGE, f"--format {form} is for incidents. Ask for md, html or json.")
    document, draft = await _document(records, settings, found, language)
    return written(document) if form == "md" else page(document, draft=draft, front=False)


async def _document(
    records: Archive, settings: Settings, found: Found, language: Language
) -> tuple[Document, bool]:
    voice, team = voice_of_channel(language, UTC), TeamId(found.key.team)
    brief = _fold(evolve_brief, found.record, found.key)
    if brief is not None and brief.version:
        of = StreamKey(team, Beside.KOL.value, brief.kol)
        name = _kol_name(await records.store.read(of), of) or Words(brief.kol)
        with explained():
            known = parse(dump(settings.playbook or default_path())).handbook.prevention
        return brief_sheet(brief, name, known, voice), brief.approved_at is None
    people = {one.actor for one in found.record if one.actor is not None}
    known_people = await records.store.people.get_many(team, people)
    names = {user: known_people[user].name for user in people if user in known_people}
    document = ledger(
        found.kind.value, found.name, found.record, voice, lambda user: names.get(user, user)
    )
    return document, False


async def _sees(
    records: Archive, settings: Settings, team: TeamId, user: SlackUserId | None
) -> bool:
    if user is None:
        return True
    with explained():
        document = dump(settings.playbook or default_path())
        shelf = Shelf(records.store, parse(document), document)
    house = await Houses(records.store, shelf, SystemClock()).load(team)
    profile = await records.store.people.get(team, user)
    return actor_of(house, user, is_admin=profile is not None and profile.is_admin).sees


def _fold(
    evolve: Callable[[S | None, Recorded, TeamId, str], S | None], record: Record, key: StreamKey
) -> S | None:
    state: S | None = None
    for recorded in record:
        state = evolve(state, recorded, TeamId(key.team), key.id)
    return state


def _kol_name(record: Record, key: StreamKey) -> Words | None:
    entry = _fold(evolve_kol, record, key)
    return entry.name if entry is not None else None


def _brief_name(record: Record, key: StreamKey) -> Words | None:
    brief = _fold(evolve_brief, record, key)
    return brief.campaign if brief is not None else None


def _content_name(record: Record, key: StreamKey) -> Words | None:
    piece = _fold(evolve_content, record, key)
    return piece.title if piece is not None else None


def _campaign_name(record: Record, key: StreamKey) -> Words | None:
    campaign = _fold(evolve_campaign, record, key)
    return campaign.plan.name if campaign is not None else None


_NAMES: Mapping[Beside, Callable[[Record, StreamKey], Words | None]] = {
    Beside.KOL: _kol_name,
    Beside.BRIEF: _brief_name,
    Beside.CONTENT: _content_name,
    Beside.CAMPAIGN: _campaign_name,
}
