"""The small language of phrases: what it finds, what it refuses, and that it cannot run away."""

from collections.abc import Iterator, Sequence
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from bot.crisis.handbook import Handbook
from bot.lint.phrases import compiled, hits, readable
from tests.lint.measure import playbook


def _found(phrase: str, text: str, *unless: str) -> list[str]:
    return [text[a:b] for a, b in hits((phrase,), unless, text, 0, len(text))]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("do better", "We will DO  better.", ["DO  better"]),
        ("ad", "An ad, not an advert or a fad.", ["ad"]),
        ("refund*", "We refunded all refunds.", ["refunded", "refunds"]),
        ("if … offended", "if anyone was offended", ["if anyone was offended"]),
        ("if … offended", "if so. We offended nobody", []),
        ("如…冒犯", "如有任何冒犯", ["如有任何冒犯"]),
        ("如…冒犯", "如您所知。我们冒犯了大家", []),
        ("TOP1", "行业TOP1品牌,TOP10", ["TOP1"]),
        ("by {date}", "by 3 November or by then", ["by 3 November"]),
        ("{number}%", "about 12.5% of it", ["12.5%"]),
        ("was {participle}", "was removed, was red, was taken", ["was removed", "was taken"]),
        ("c++ (x)", "in c++ (x)", ["c++ (x)"]),
    ],
)
def test_a_phrase_finds(phrase: str, text: str, found: list[str]) -> None:
    assert _found(phrase, text) == found


def test_a_longer_phrase_makes_a_shorter_one_fine() -> None:
    assert _found("个别", "个别化护理，个别用户", "个别化") == ["个别"]


@pytest.mark.parametrize("phrase", ["{colour}", "…we", "we…", "*", "* …"])
def test_what_cannot_be_looked_for_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match=r"a phrase|no kind"):
        readable(phrase)


def _patterns(handbook: Handbook) -> Iterator[tuple[str, ...]]:
    for flag in handbook.flags:
        yield from (flag.phrases, flag.unless)
    held = [one.signs for one in handbook.elements] + [
        one.signs for one in handbook.statement_rules
    ]
    for sign in (sign for signs in held for sign in signs):
        yield from (*sign.groups, sign.unless)
    yield tuple(term for group in handbook.absolute_terms for term in group.terms)
    yield from (handbook.absolute_allowed, handbook.absolute_withdrawn)


def _cost(parsed: Sequence[tuple[object, Any]]) -> int:
    """The most steps of one attempt at one place; behind a gap all is tried at each length."""
    if not parsed:
        return 0
    (operation, argument), rest = parsed[0], parsed[1:]
    if operation is _constants.MIN_REPEAT:
        return int(argument[1]) * (1 + _cost(argument[2]) + _cost(rest))
    if operation is _constants.MAX_REPEAT:
        return int(argument[1]) * (1 + _cost(argument[2])) + _cost(rest)
    if operation is _constants.BRANCH:
        return sum(map(_cost, argument[1])) + _cost(rest)
    if operation is _constants.SUBPATTERN:
        return _cost(argument[-1]) + _cost(rest)
    return 1 + _cost(rest)


def test_no_phrase_of_the_playbook_can_take_more_than_bounded_time_at_one_place() -> None:
    costs = [_cost(_parser.parse(compiled(one).pattern)) for one in _patterns(playbook().handbook)]
    assert max(costs) < 100_000
    assert _cost(_parser.parse("(a*)*")) > 1_000_000  # so that the measure itself can fail
