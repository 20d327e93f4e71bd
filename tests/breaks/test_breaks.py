"""The deliberate breaks fit the code of today. ``make breaks`` shows that each turns a test red."""

import ast

import pytest

from tests.breaks.breaking import ROOT, Break, all_breaks, found

BREAKS = all_breaks()
INVARIANTS = range(1, 9)
each = pytest.mark.parametrize("broken", BREAKS, ids=lambda one: f"{one.invariant} {one.name}")


def test_every_invariant_is_broken_at_least_once() -> None:
    assert {one.invariant for one in BREAKS} == set(INVARIANTS)


@each
def test_what_a_break_replaces_stands_in_the_code_once(broken: Break) -> None:
    assert found(broken, ROOT) == 1, "the code moved on, so the break must too"


@each
def test_the_test_of_a_break_is_there(broken: Break) -> None:
    file, _, test = broken.test.partition("::")
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    names = {
        one.name for one in tree.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert test.partition("[")[0] in names
