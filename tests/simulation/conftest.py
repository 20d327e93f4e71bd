"""Each simulation is cleared away before the next one begins."""

import gc
import sys
import warnings
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def nothing_is_left_for_the_next_one() -> Iterator[None]:
    """Collect what a simulated death left half-way, and let it complain to nobody.

    It belongs to a loop that has ended; the collector would come upon it in the middle of another
    test, and that one would fail.
    """
    yield
    told, sys.unraisablehook = sys.unraisablehook, lambda _: None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            gc.collect()
    finally:
        sys.unraisablehook = told
