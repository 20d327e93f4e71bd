"""docs/lint.md says how often the lint is right, and its numbers are the ones that come out."""

import re

import pytest

from tests.house.source import text
from tests.lint.measure import JUDGED, Part, counts, playbook, statements, table

PAGE = text("docs/lint.md")
PARTS: tuple[Part, ...] = ("tuned", "held_out")


def test_the_table_on_the_page_is_the_one_that_is_computed() -> None:
    computed = list(table())
    assert "\n".join(computed) in PAGE


def test_the_page_says_how_many_statements_there_are() -> None:
    said = [int(number) for number in re.findall(r"\*\*(\d+)\*\* quotations", PAGE)]
    assert said == [len(statements(part)) for part in PARTS]


def test_the_page_has_a_line_for_every_family() -> None:
    families: set[str] = {flag.family for flag in playbook().handbook.flags}
    families |= {rule.id for rule in playbook().handbook.statement_rules} | {"missing"}
    rows = set(re.findall(r"^\| ([a-z_]+) \|", PAGE, re.MULTILINE))
    assert families <= rows


def test_no_statement_is_in_both_halves() -> None:
    tuned, held_out = ({one.text for one in statements(part)} for part in PARTS)
    assert tuned.isdisjoint(held_out)
    ids = [one.id for part in PARTS for one in statements(part)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("part", PARTS)
def test_every_statement_says_where_and_when_it_was_published_and_is_short(part: Part) -> None:
    for one in statements(part):
        assert one.source, one.id
        assert re.fullmatch(r"20\d\d(-\d\d(-\d\d)?)?", one.date), one.id
        assert len(re.findall(r"[.!?。！？](?=\s|$|[^\s\d”])", one.text)) <= 6, one.id
        assert one.flags <= set(JUDGED), one.id


def test_what_is_right_and_what_is_overlooked_is_what_was_judged() -> None:
    for part in PARTS:
        tally = counts(part)
        for element in playbook().handbook.elements:
            judged = sum(element.id in one.has for one in statements(part))
            assert tally[element.id].right + tally[element.id].overlooked == judged
