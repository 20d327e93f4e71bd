"""Crises that may be the one somebody is about to open."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.crisis.events import Kol
from bot.crisis.incident import Incident
from bot.crisis.intents import OpenIncident
from bot.crisis.links import normal_note_url

RECENT = timedelta(hours=1)
"""Two openings within an hour are likely about the same thing."""


def likely_twins(
    intent: OpenIncident, running: Iterable[Incident], now: datetime
) -> tuple[Incident, ...]:
    """Return running incidents about the same note or KOL, or opened a moment ago, best first.

    An exercise is nobody's twin.
    """
    notes, names = _notes(intent.kols), _names(intent.kols)

    def likeness(incident: Incident) -> int:
        if notes & _notes(incident.kols):
            return 3
        if names & _names(incident.kols):
            return 2
        return 1 if now - incident.opened_at < RECENT else 0

    true = (incident for incident in running if incident.drill is None)
    ranked = sorted(true, key=likeness, reverse=True)
    return tuple(incident for incident in ranked if likeness(incident))


def _notes(kols: Iterable[Kol]) -> frozenset[str]:
    return frozenset(normal_note_url(url.text) for kol in kols for url in kol.note_urls if url.text)


def _names(kols: Iterable[Kol]) -> frozenset[str]:
    named = (" ".join(kol.name.text.split()).casefold() for kol in kols)
    return frozenset(name for name in named if name)
