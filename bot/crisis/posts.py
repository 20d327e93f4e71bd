"""The notes of a crisis, what became of each and what runs out. Pure readings of the incident.

How long something lasts stands in the playbook: the platform changes it.
"""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from bot.crisis.handbook import PostRules
from bot.crisis.incident import COMMANDER, Incident
from bot.crisis.links import normal_note_url
from bot.crisis.post import Post, PostStep
from bot.crisis.words import Person

MOST_POSTS = 20


def post_id(address: str) -> str:
    """Return the id of a note: the same for every address of the same note."""
    return f"p{hashlib.sha256(normal_note_url(address).encode()).hexdigest()[:12]}"


def posts(incident: Incident) -> tuple[Post, ...]:
    """Return every note: those of the influencers in their order, then those that were added."""
    known = {post.id: post for post in _named(incident)}
    return tuple({**known, **incident.posts}.values())


def post_of(incident: Incident, post: str) -> Post | None:
    """Return one note, or None when there is none of this id."""
    return next((one for one in posts(incident) if one.id == post), None)


def step_of(post: Post) -> PostStep | None:
    """Return where a note stands, or None while nobody said so."""
    return post.steps[-1] if post.steps else None


def lapses_at(incident: Incident, post: Post) -> datetime | None:
    """Return when what was begun runs out by itself: a request to remove, a pending review."""
    step = step_of(post)
    hours = 0 if step is None else _hours(incident.playbook.handbook.posts, step)
    return step.at + timedelta(hours=hours) if step is not None and hours else None


def has_passed(post: Post) -> bool:
    """Whether the time of what was begun last is over and nothing came after it."""
    step = step_of(post)
    return step is not None and step.seq == post.passed


def protected(incident: Incident, on: date) -> tuple[Post, ...]:
    """Return the notes that are still up and inside their protection period on that day."""
    return tuple(
        post
        for post in posts(incident)
        if post.protected_until is not None and on <= post.protected_until and not is_gone(post)
    )


def today(incident: Incident) -> date:
    """Return the day up to which the record knows what happened, as the platform counts days."""
    offset = timedelta(hours=incident.playbook.handbook.posts.utc_offset)
    return ((incident.last_event_at or incident.opened_at) + offset).date()


def people_of(incident: Incident) -> frozenset[Person]:
    """Return who looks after the notes: the holders of their role, else whoever leads."""
    role = incident.playbook.handbook.posts.role
    holders = incident.role_holders(role) if role is not None else ()
    return frozenset(holders or incident.role_holders(COMMANDER))


def _named(incident: Incident) -> Iterator[Post]:
    for kol in incident.kols:
        for url in kol.note_urls:
            if url.text:
                yield Post(post_id(url.text), url, kol.name)


def is_gone(post: Post) -> bool:
    """Whether nobody can read a note (any more)."""
    step = step_of(post)
    return step is not None and step.stage in {"hidden", "removed", "rejected"}


def _hours(rules: PostRules, step: PostStep) -> int:
    if step.stage == "removal_asked":
        return rules.removal_hours
    return rules.review_hours if step.stage == "in_review" else 0
