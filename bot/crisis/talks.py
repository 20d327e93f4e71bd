"""Talks with influencers: what each was asked and answered, what holds, what comes next.

Pure readings of the incident. The questions that are worth asking, and how long an answer may take,
stand in the playbook.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.crisis.due import later
from bot.crisis.events import TalkKind, TalkState
from bot.crisis.handbook_talks import TalkLine
from bot.crisis.incident import COMMANDER, Incident
from bot.crisis.talk import TalkItem
from bot.crisis.words import Person, Words

MOST_ITEMS = 30
"""Of one influencer: their talks stay readable, and one form shows them all."""
MOST_KOLS = 20

STATES: Mapping[TalkKind, tuple[TalkState, ...]] = {
    "fact": ("answered", "declined"),
    "hold": ("extended", "ended", "broken"),
    "step": ("done", "dropped"),
}
"""What may become of each kind of item."""


def kol_id(name: str) -> str:
    """Return the id of an influencer in a crisis: the same however their name is spaced."""
    return f"k{hashlib.sha256(' '.join(name.casefold().split()).encode()).hexdigest()[:12]}"


def kols(incident: Incident) -> Mapping[str, Words]:
    """Return who is talked to, by id: the influencers of the crisis, then those that were added."""
    named = {kol_id(kol.name.text): kol.name for kol in incident.kols if kol.name.text.strip()}
    added = {item.kol: item.name for item in incident.talks.values()}
    return {**named, **{kol: name for kol, name in added.items() if kol not in named}}


def items_of(incident: Incident, kol: str, kind: TalkKind | None = None) -> tuple[TalkItem, ...]:
    """Return the items of one influencer, of one kind or of all, in the order of the record."""
    return tuple(
        item
        for item in incident.talks.values()
        if item.kol == kol and (kind is None or item.kind == kind)
    )


def presets(incident: Incident, kind: TalkKind) -> tuple[TalkLine, ...]:
    """Return the lines that the playbook offers for a kind of item."""
    rules = incident.playbook.handbook.talks
    return {"fact": rules.facts, "hold": rules.holds, "step": ()}[kind]


def preset_of(incident: Incident, item: TalkItem) -> TalkLine | None:
    """Return the line of the playbook that an item is; None for one that was typed."""
    return next((line for line in presets(incident, item.kind) if line.id == item.preset), None)


def left_to_ask(incident: Incident, kol: str) -> tuple[TalkLine, ...]:
    """Return the questions of the playbook that nobody has asked this influencer."""
    asked = {item.preset for item in items_of(incident, kol, "fact")}
    return tuple(line for line in presets(incident, "fact") if line.id not in asked)


def until(item: TalkItem) -> datetime | None:
    """Return until when a hold holds, or when a step is due, as it was said last."""
    said = (one.until for one in reversed(item.replies) if one.until is not None)
    return next(said, item.until)


def term_of(incident: Incident, item: TalkItem) -> datetime | None:
    """Return when somebody should look at an item again, while something is to come of it."""
    if not item.open:
        return None
    if item.kind != "fact":
        return until(item)
    minutes = incident.playbook.handbook.talks.answer_minutes
    return later(incident, item.at, timedelta(minutes=minutes)) if minutes else None


def is_agreed(item: TalkItem) -> bool:
    """Whether an item has a time that was agreed on, rather than one that we hope for."""
    return item.open and item.kind != "fact" and until(item) is not None


def has_passed(item: TalkItem) -> bool:
    """Whether the agreed time of an item is over and nothing was said of it since."""
    return item.open and item.passed is not None and item.passed == until(item)


def people_of(incident: Incident, item: TalkItem) -> frozenset[Person]:
    """Return who sees to an item: whoever does a step; else who holds the role, else who leads."""
    if item.kind == "step" and item.by is not None and item.by.slack is not None:
        return frozenset({item.by})
    role = incident.playbook.handbook.talks.role
    holders = incident.role_holders(role) if role is not None else ()
    return frozenset(holders or incident.role_holders(COMMANDER))
