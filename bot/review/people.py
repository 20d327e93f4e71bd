"""Whose names a review needs. Called by whoever writes one for outside Slack."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from bot.crisis.ids import SlackUserId
from bot.crisis.words import Person
from bot.review.value import Review


def people_of(review: Review) -> frozenset[SlackUserId]:
    """Return everyone in Slack whom the review names, in its facts or in its sentences."""
    return frozenset(user for person in _persons(review) if (user := person.slack) is not None)


def _persons(value: Any) -> Iterator[Person]:
    if isinstance(value, Person):
        yield value
    elif is_dataclass(value):
        for one in fields(value):
            yield from _persons(getattr(value, one.name))
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _persons(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from _persons(part)
