"""What is said about the notes of influencers. Used by ``timeline`` alone."""

from collections.abc import Mapping

from bot.crisis import events as ev
from bot.crisis.posts import post_of
from bot.locales.values import Link, Value
from bot.locales.voice import said
from bot.review.telling import Sentences, Table, Telling

_STAGES: Mapping[ev.PostStage, str] = {
    "in_review": "timeline.post_in_review",
    "rejected": "timeline.post_rejected",
    "published": "timeline.post_published",
    "clarified": "timeline.post_clarified",
    "edited": "timeline.post_edited",
    "removal_asked": "timeline.post_removal_asked",
    "hidden": "timeline.post_hidden",
    "removed": "timeline.post_removed",
}


def _reported(telling: Telling, _: ev.Recorded, event: ev.PostReported) -> Sentences:
    yield said(_STAGES[event.stage], note=_note(telling, event.post))
    if event.by is not None:
        yield said("timeline.surface_by", person=event.by)
    if event.proof:
        yield said("timeline.evidence_words", words=event.proof)
    if event.protected_until is not None:
        yield said("timeline.post_protected", date=event.protected_until.isoformat())


def _passed(telling: Telling, _: ev.Recorded, event: ev.PostTermPassed) -> Sentences:
    post = telling.incident.posts.get(event.post)
    stages = {} if post is None else {step.seq: step.stage for step in post.steps}
    asked = stages.get(event.after) == "removal_asked"
    key = "timeline.post_lapsed" if asked else "timeline.post_silent"
    yield said(key, note=_note(telling, event.post))


def _note(telling: Telling, name: str) -> Value:
    post = post_of(telling.incident, name)
    if post is None:
        return name
    return Link(post.address) if post.kol is None else (post.kol, Link(post.address))


POSTS: Table = {ev.PostReported: _reported, ev.PostTermPassed: _passed}
