"""Concentration: the same as a naive reckoning with fractions, whatever the numbers are."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from bot.crisis.handbook_monitoring import PortfolioLimits
from bot.crisis.words import Words
from bot.prevention.monitoring import RecordSpend
from bot.prevention.portfolio import (
    Line,
    chosen,
    concentration,
    lines_of,
    tiers,
    without,
)
from tests.prevention.campaigns import Watched
from tests.prevention.example import Register

LIMITS = PortfolioLimits()
NEAR = Fraction(1, 1_000_000_000)
amounts = st.lists(st.integers(0, 10**10), min_size=1, max_size=30)


def lines(spends: Sequence[int], agencies: Sequence[str] = ()) -> list[Line]:
    """Return a line for each amount, each of another influencer."""
    return [
        Line(
            campaign=f"c{nr % 2}",
            campaign_name=Words("Spring"),
            quarter=f"2026-Q{nr % 4 + 1}",
            kol=f"k{nr}",
            name=Words(f"Kol {nr}"),
            mcn=Words(agencies[nr % len(agencies)]) if agencies else None,
            tier=("nano", "micro", "top")[nr % 3],
            spend=Decimal(spend),
            exposure=spend * 2,
        )
        for nr, spend in enumerate(spends)
    ]


@given(amounts)
def test_shares_and_index_are_what_fractions_make_of_them(spends: list[int]) -> None:
    found = concentration(lines(spends), "spend", "kol")
    total = sum(spends)
    assert (found is None) == (total == 0)
    if found is None:
        return
    naive = [Fraction(100 * one, total) for one in spends]
    squares = sum((one * one for one in naive), Fraction())
    assert abs(Fraction(found.hhi) - squares) < NEAR * 10_000
    whole = sum((Fraction(one.percent) for one in found.shares), Fraction())
    assert abs(whole - 100) < NEAR
    assert abs(Fraction(found.top.percent) - max(naive)) < NEAR
    held = sum(1 for one in spends if one)
    assert 1 - NEAR <= Fraction(found.effective) <= held + NEAR
    doubled = concentration(lines(spends), "exposure", "kol")
    assert doubled is not None
    assert doubled.hhi == found.hhi


@given(st.integers(1, 40), st.integers(1, 10**6))
def test_so_many_alike_are_as_many_as_they_are(count: int, spend: int) -> None:
    found = concentration(lines([spend] * count), "spend", "kol")
    assert found is not None
    assert abs(found.effective - count) < Decimal("0.0000001")


@given(amounts, st.lists(st.sampled_from(["A", "a ", "B"]), min_size=1, max_size=3))
def test_agencies_only_ever_concentrate_and_one_fewer_is_what_is_left(
    spends: list[int], agencies: list[str]
) -> None:
    every = lines(spends, agencies)
    by_kol, by_mcn = concentration(every, "spend", "kol"), concentration(every, "spend", "mcn")
    if by_kol is None or by_mcn is None:
        assert sum(spends) == 0
        return
    assert by_mcn.hhi >= by_kol.hhi - Decimal("0.0001")
    assert by_mcn.total == by_kol.total
    left = without(every, by_kol.top.holder, "kol")
    rest = concentration(left, "spend", "kol")
    assert sum((one.spend for one in left), Decimal()) == by_kol.total - by_kol.top.amount
    assert (rest is None) == (by_kol.top.amount == by_kol.total)


@given(amounts)
def test_sizes_add_up_to_all_of_it(spends: list[int]) -> None:
    found = tiers(lines(spends), "spend")
    assert sum(count for _, count, _ in found) == len(spends)
    whole = sum((percent for _, _, percent in found), Decimal())
    assert abs(whole - (100 if sum(spends) else 0)) < Decimal("0.0000001")


def test_flags_stand_above_the_limits_and_not_at_them() -> None:
    at = concentration(lines([40, 30, 30]), "spend", "kol")
    above = concentration(lines([41, 30, 29]), "spend", "kol")
    four = concentration(lines([25] * 4), "spend", "kol")
    assert at is not None
    assert above is not None
    assert four is not None
    assert not at.too_much(LIMITS)
    assert above.too_much(LIMITS)
    assert four.hhi == 2500
    assert not four.too_few(LIMITS)
    assert above.too_few(LIMITS)


def test_what_is_recorded_with_campaigns_is_read_with_the_register_of_today() -> None:
    watched = Watched(kols=("k1", "k2"))
    assert not watched.does(RecordSpend("k1", "2026-Q1", "1200.50", 80_000))
    assert not watched.does(RecordSpend("k2", "2026-Q2", "300", 1_000))
    mia = Register("小满Mia").now_is()
    found = lines_of([watched.stands()], {"k1": mia})
    assert [(one.name.text, one.quarter, one.spend) for one in found] == [
        ("小满Mia", "2026-Q1", Decimal("1200.50")),
        ("k2", "2026-Q2", Decimal(300)),
    ]
    assert chosen(found, quarter="2026-Q2") == found[1:]
    assert chosen(found, campaign="c9") == ()
    assert concentration((), "spend", "kol") is None
