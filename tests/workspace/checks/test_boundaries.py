from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.workspace.checks import Rejection, limits
from tests.workspace.checks import boundaries

if TYPE_CHECKING:
    from tests.workspace.checks.boundaries import Maker

ROWS = {name: value for name, value in vars(limits).items() if name.isupper()}


def told(answer: Rejection | tuple[str, ...] | None) -> tuple[str, ...]:
    if isinstance(answer, Rejection):
        return (answer.error, *answer.messages)
    return answer or ()


def holds(answer: Rejection | tuple[str, ...] | None, part: str) -> bool:
    return any(part in line for line in told(answer))


def test_every_limit_has_a_boundary_and_every_boundary_a_limit() -> None:
    assert set(boundaries.ALL) == set(ROWS)


def test_every_limit_says_where_it_comes_from() -> None:
    source = Path(limits.__file__).read_text(encoding="utf-8")
    marked = re.findall(r"^([A-Z_]+): Final = [0-9_]+  # \[[DTMJSC]\]", source, re.MULTILINE)
    assert set(marked) == set(ROWS)


@pytest.mark.parametrize("name", sorted(boundaries.ALL))
def test_at_the_limit_it_is_taken(name: str) -> None:
    make, _ = boundaries.ALL[name]
    assert told(make(ROWS[name])) == ()


@pytest.mark.parametrize("name", sorted(boundaries.ALL))
def test_one_over_the_limit_is_refused_with_code_and_place(name: str) -> None:
    make, part = boundaries.ALL[name]
    assert holds(make(ROWS[name] + 1), part)


@pytest.mark.parametrize(
    ("most", "make", "part"),
    [pytest.param(*row[1:], id=row[0]) for row in boundaries.ALSO],
)
def test_the_limit_bites_in_its_other_places_too(most: int, make: Maker, part: str) -> None:
    assert told(make(most)) == ()
    assert holds(make(most + 1), part)


def test_long_descriptions_of_apps_have_a_least_length() -> None:
    assert boundaries.app(long_description="x" * 175) == ()
    assert holds(boundaries.app(long_description="x" * 174), "/long_description:")
