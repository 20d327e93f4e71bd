"""The same crisis with other words in it: whatever a person typed, everywhere. Used by tests."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from bot.crisis.fold import fold
from bot.crisis.words import Words
from bot.review.build import build
from bot.review.value import Review
from tests.crisis.story import INCIDENT, TEAM, Story


def retyped(story: Story, text: str) -> Review:
    """Return the review of a story in which everybody typed this text wherever they could."""
    record = [
        replace(recorded, event=_with(recorded.event, Words(text))) for recorded in story.record
    ]
    incident = fold(TEAM, INCIDENT, story.playbook, record)
    assert incident is not None
    return build(incident, record)


def _with(value: Any, words: Words) -> Any:
    if isinstance(value, Words):
        return words
    if isinstance(value, Mapping):
        return {key: _with(part, words) for key, part in value.items()}
    if isinstance(value, tuple):
        return tuple(_with(part, words) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {one.name: _with(getattr(value, one.name), words) for one in fields(value)}
        return replace(value, **changed)
    return value
