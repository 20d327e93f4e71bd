"""What is said about places that spread the content. Used by ``timeline`` alone."""

from collections.abc import Mapping

from bot.crisis import events as ev
from bot.crisis.surfaces import place_of
from bot.crisis.words import Words
from bot.locales.values import Value
from bot.locales.voice import said
from bot.review import names
from bot.review.telling import Sentences, Table, Telling

_FOUND: Mapping[ev.SurfaceFound, str] = {
    "running": "timeline.surface_running",
    "paused": "timeline.surface_paused",
    "unused": "timeline.surface_unused",
}


def _added(_: Telling, __: ev.Recorded, event: ev.SurfaceAdded) -> Sentences:
    yield said("timeline.surface_added", place=event.name)


def _reported(telling: Telling, _: ev.Recorded, event: ev.SurfaceReported) -> Sentences:
    yield said(_FOUND[event.found], place=_place(telling, event.surface))
    if event.by is not None:
        yield said("timeline.surface_by", person=event.by)
    yield from _proof(event.spend, event.evidence)


def _verified(telling: Telling, _: ev.Recorded, event: ev.SurfaceVerified) -> Sentences:
    yield said("timeline.surface_verified", place=_place(telling, event.surface))
    yield from _proof(event.spend, event.evidence)


def _agreed(telling: Telling, _: ev.Recorded, event: ev.ResumeAgreed) -> Sentences:
    yield said(
        "timeline.surface_agreed",
        place=_place(telling, event.surface),
        person=event.by,
        role=names.role_name(telling.playbook, event.role),
    )


def _proof(spend: str | None, evidence: Words | None) -> Sentences:
    if spend is not None:
        yield said("timeline.surface_spend", amount=spend)
    if evidence:
        yield said("timeline.evidence_words", words=evidence)


def _place(telling: Telling, surface: str) -> Value:
    place = place_of(telling.incident, surface)
    return surface if place is None else place.name


RECEIPTS: Table = {
    ev.SurfaceAdded: _added,
    ev.SurfaceReported: _reported,
    ev.SurfaceVerified: _verified,
    ev.ResumeAgreed: _agreed,
}
