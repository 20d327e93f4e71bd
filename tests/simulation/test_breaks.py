"""The simulation is put to the test: take something away from the bot, and seeds must find it.

Each break is hunted through a few seeds; the first that reports something of the right kind is
enough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.simulation import breaks
from tests.simulation.run import simulate

if TYPE_CHECKING:
    from tests.simulation.world import Change

HUNTS = (
    pytest.param(breaks.acknowledges_too_early, range(2, 5), "lost: ", id="invariant 1"),
    pytest.param(breaks.forgets_deliveries, range(2, 4), "two answers: ", id="2"),
    pytest.param(breaks.creates_without_looking, range(5, 8), " channels for ", id="3, channel"),
    pytest.param(breaks.posts_without_looking, range(2, 5), "2 messages of ", id="3, message"),
    pytest.param(breaks.never_sweeps, range(5, 8), "not at rest", id="3, after a crash"),
    pytest.param(breaks.shows_only_the_first_version, range(2, 4), " and not ", id="3, content"),
    pytest.param(breaks.never_looks_at_the_clock, range(2, 6), "lost: ", id="5"),
)
"""What is broken, where it is looked for, and what a seed says when it finds it."""


@pytest.mark.parametrize(("change", "seeds", "words"), HUNTS)
def test_a_deliberate_break_is_found_by_one_of_a_few_seeds(
    change: Change, seeds: range, words: str
) -> None:
    found: list[str] = []
    for seed in seeds:
        found += simulate(seed, change).problems
        if any(words in problem for problem in found):
            return
    pytest.fail(f"no seed of {seeds} said {words!r}; all they said: {found[:5]}")
