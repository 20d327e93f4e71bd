"""The same crisis with other words in it: whatever a person typed, everywhere. Used by tests."""

from dataclasses import replace

from bot.crisis.fold import fold
from bot.crisis.words import Words
from bot.review.build import build
from bot.review.value import Review
from tests.crisis.story import INCIDENT, TEAM, Story, with_words


def retyped(story: Story, text: str) -> Review:
    """Return the review of a story in which everybody typed this text wherever they could."""
    record = [
        replace(recorded, event=with_words(recorded.event, Words(text)))
        for recorded in story.record
    ]
    incident = fold(TEAM, INCIDENT, story.playbook, record)
    assert incident is not None
    return build(incident, record)
