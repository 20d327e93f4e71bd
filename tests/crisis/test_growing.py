"""A growing mapping is what a plain copy would be, and what it grew from stays as it was."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from bot.crisis.growing import grown


@given(st.lists(st.tuples(st.integers(0, 120), st.integers()), max_size=300), st.data())
def test_growing_one_by_one_gives_what_plain_copies_give(
    pairs: list[tuple[int, int]], data: st.DataObject
) -> None:
    plain: dict[int, int] = {}
    mapping: Mapping[int, int] = plain
    kept_at = data.draw(st.integers(0, len(pairs)))
    kept: tuple[Mapping[int, int], dict[int, int]] = (mapping, plain)
    for number, (key, value) in enumerate(pairs):
        if number == kept_at:
            kept = (mapping, plain)
        plain = {**plain, key: value}
        mapping = grown(mapping, key, value)
    for grew, copied in ((mapping, plain), kept):
        assert grew == copied
        assert list(grew.items()) == list(copied.items())
        assert list(grew.values()) == list(copied.values())
        assert list(grew) == list(copied)
        assert len(grew) == len(copied)
        assert all(key in grew and grew.get(key) == copied[key] for key in copied)
        assert -1 not in grew
        assert grew.get(-1) is None
