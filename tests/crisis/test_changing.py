"""The fold's copy of an incident is the one that the standard library would make."""

from dataclasses import replace

import pytest

from bot.crisis.changing import altered
from tests.crisis.everything import crisis
from tests.crisis.story import words


def test_a_changed_copy_is_what_the_standard_library_makes_and_the_first_stays_as_it_was() -> None:
    before = crisis().incident
    title = before.title
    after = altered(before, title=words("another"), level=4)
    assert after == replace(before, title=words("another"), level=4)
    assert before.title == title
    with pytest.raises(TypeError, match="no weather"):
        altered(before, weather="fine")  # type: ignore[call-arg]  # that is the point
