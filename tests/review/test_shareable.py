"""A copy that is shared holds no name and nothing that anybody typed, whatever is in the record."""

from collections.abc import Callable

import pytest

from bot.review.html import page
from bot.review.markdown import to_markdown, written
from bot.review.people import people_of
from bot.review.shareable import shareable
from bot.review.value import Review
from tests.crisis.story import Story
from tests.review.goldens import LANGUAGES, voice
from tests.review.retyped import retyped
from tests.review.stories import NAMES, everything, exercise, name, reviewed, short

TYPED = "zqxj typed by a person"


def copies(review: Review) -> str:
    """The copy in every language, as text and as a page with its pictures."""
    made = [shareable(review, voice(language)) for language in LANGUAGES]
    return "\n".join([*map(written, made), *(page(one, draft=review.draft) for one in made)])


@pytest.mark.parametrize("story", [everything, short, exercise], ids=lambda one: one.__name__)
def test_nothing_that_was_typed_stands_in_it(story: Callable[[], Story]) -> None:
    review = retyped(story(), TYPED)
    assert "zqxj" in to_markdown(review, voice("both"), name)
    assert "zqxj" not in copies(review)


def test_nobody_is_named_in_it() -> None:
    review = reviewed(everything())
    copy, people = copies(review), people_of(review)
    assert people
    for user in people:
        assert user not in copy
        assert NAMES.get(user, user) not in copy
    assert "王经理" not in copy
    assert "小满" not in copy


def test_it_says_what_a_reader_outside_needs_and_that_it_is_a_draft() -> None:
    text = written(shareable(reviewed(short()), voice("both")))
    assert "Draft 草稿" in text
    assert "The first page / 首页" in text
    signed = written(shareable(reviewed(everything()), voice("en")))
    assert "1,234,567" in signed
    assert "Signed as commander" in signed
