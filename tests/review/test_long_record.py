"""A record of thousands of events takes long only in proportion."""

import sys
from collections.abc import Sequence
from types import FrameType
from typing import Any

from bot.crisis.events import Recorded
from bot.crisis.incident import Incident
from bot.review.build import build
from bot.review.markdown import to_markdown
from tests.review.goldens import voice
from tests.review.stories import everything, long, name


def calls(incident: Incident, record: Sequence[Recorded]) -> int:
    """How many functions are called to build a review."""
    counted = 0

    def count(_: FrameType, event: str, __: Any) -> None:
        nonlocal counted
        counted += event == "call"

    sys.setprofile(count)
    try:
        build(incident, record)
    finally:
        sys.setprofile(None)
    return counted


def test_three_thousand_events_are_a_review() -> None:
    incident, record = long(3000)
    text = to_markdown(build(incident, record), voice("both"), name)
    assert text.count("note 2999") == 2


def test_ten_times_the_events_take_ten_times_the_work() -> None:
    few, many = calls(*long(300)), calls(*long(3000))
    assert many < 11 * few


def test_a_review_is_built_from_what_storage_gives_as_it_is() -> None:
    story = everything()
    assert build(story.incident, tuple(story.record)) == build(story.incident, story.record)
