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
    pytest.param(breaks.acknowledges_too_early, "lost: ", id="invariant 1"),
    pytest.param(breaks.forgets_deliveries, "two answers: ", id="2"),
    pytest.param(breaks.creates_without_looking, " channels for ", id="3, channel"),
    pytest.param(breaks.posts_without_looking, "2 messages of ", id="3, message"),
    pytest.param(breaks.never_sweeps, "not at rest", id="3, after a crash"),
    pytest.param(breaks.shows_only_the_first_version, " and not ", id="3, content"),
    pytest.param(breaks.never_looks_at_the_clock, "lost: ", id="5"),
)
"""What is broken, and what a seed says when it finds it."""
SEEDS = (2, 4, 6, 5, 3, *range(7, 40))
"""The first few suffice; which ones they are changes with whatever people can do."""


@pytest.mark.parametrize(("change", "words"), HUNTS)
def test_a_deliberate_break_is_found_by_one_of_a_few_seeds(change: Change, words: str) -> None:
    found: list[str] = []
    for seed in SEEDS:
        found += simulate(seed, change).problems
        if any(words in problem for problem in found):
            return
    pytest.fail(f"no seed of {SEEDS} said {words!r}; all they said: {found[:5]}")
