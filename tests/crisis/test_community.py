"""Community data: the formulas against their plainest versions, and what the rules take."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import hypothesis
import pytest
from hypothesis import strategies as st

from bot.crisis import community as counted
from bot.crisis.events import CommunityFileRead, CommunityRead, LineLeftOut
from bot.crisis.handbook import Community, Metric
from bot.crisis.intents import (
    AddCommunityFile,
    CloseIncident,
    NoteCommunityFile,
    ReadCommunity,
)
from bot.crisis.words import Words
from tests.crisis.everything import FIGURES
from tests.crisis.guide import text
from tests.crisis.story import Story, minute, words

RULES = Community()
UP = Metric("notes", text("Notes"), worse="up", summed=True)
RULES_UP = Community(metrics=(UP,))
DOWN = Metric("followers", text("Followers"), worse="down")
NUMBERS = st.integers(0, 400).map(lambda tenths: Decimal(tenths) / 10)
SERIES = st.dictionaries(st.integers(-25, 34), NUMBERS, max_size=60)
FULL = st.lists(NUMBERS, min_size=52, max_size=52).map(
    lambda figures: dict(enumerate(figures, start=-21))
)
SPARSE_OR_FULL = st.one_of(SERIES, FULL)
METRICS = st.sampled_from([UP, DOWN])


def middle(numbers: list[Fraction]) -> Fraction:
    """The median, by sorting and halving."""
    ordered = sorted(numbers)
    half = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[half]
    return (ordered[half - 1] + ordered[half]) / 2


def exact(series: dict[int, Decimal]) -> dict[int, Fraction]:
    return {day: Fraction(number) for day, number in series.items()}


def before(series: dict[int, Decimal]) -> list[Fraction]:
    return [number for day, number in exact(series).items() if -21 <= day <= -8]


def close(found: Decimal | None, wanted: Fraction | None) -> bool:
    if found is None or wanted is None:
        return found is None and wanted is None
    return abs(Fraction(found) - wanted) < Fraction(1, 10**15)


@hypothesis.given(SPARSE_OR_FULL)
def test_baseline_and_band_are_those_of_the_plain_formulas(series: dict[int, Decimal]) -> None:
    old = before(series)
    usual = middle(old) if len(old) >= 7 else None
    assert close(counted.baseline(series, RULES), usual)
    width = None
    if usual is not None:
        width = max(usual / 10, 2 * middle([abs(number - usual) for number in old]))
    assert close(counted.band(series, RULES), width)


@hypothesis.given(SPARSE_OR_FULL)
def test_excess_adds_up_what_lies_above_the_baseline(series: dict[int, Decimal]) -> None:
    old = before(series)
    since = [number for day, number in exact(series).items() if day >= 0]
    wanted = None
    if len(old) >= 7 and since:
        wanted = Fraction(0)
        for number in since:
            if number > middle(old):
                wanted += number - middle(old)
    assert close(counted.excess(series, counted.baseline(series, RULES)), wanted)


@hypothesis.given(METRICS, SPARSE_OR_FULL)
def test_return_and_recovery_are_those_of_the_plain_formulas(
    metric: Metric, series: dict[int, Decimal]
) -> None:
    course = counted.course(metric, series, RULES)
    known, old = exact(series), before(series)
    since = {day: number for day, number in known.items() if day >= 0}
    if len(old) < 7 or not since:
        assert (course.left, course.back, course.recovery) == (None, None, None)
        return
    usual = middle(old)
    width = max(usual / 10, 2 * middle([abs(number - usual) for number in old]))
    sign = 1 if metric.worse == "up" else -1

    def fine(day: int) -> bool:
        return day in known and sign * (known[day] - usual) <= width

    most = max(sign * number for number in since.values())
    worst = min(day for day, number in since.items() if sign * number == most)
    assert course.peak == (worst, series[worst])
    assert course.left is any(not fine(day) for day in since)
    runs = [d for d in range(worst, 40) if fine(d) and fine(d + 1) and fine(d + 2)]
    assert course.back == (min(runs, default=None) if course.left else None)
    got_worse = sign * (known[worst] - usual) > 0
    latest = known[max(since)]
    wanted = (known[worst] - latest) / (known[worst] - usual) if got_worse else None
    assert close(course.recovery, wanted)


def test_a_crisis_that_came_and_went_is_told_as_people_would() -> None:
    series = {day: Decimal(10) for day in range(-21, -7)}
    series |= {0: Decimal(60), 1: Decimal(110), 2: Decimal(40), 3: Decimal(11), 4: Decimal(10)}
    course = counted.course(UP, series, RULES)
    assert (course.baseline, course.band) == (Decimal(10), Decimal(1))
    assert (course.peak, course.now) == ((1, Decimal(110)), (4, Decimal(10)))
    assert (course.left, course.back) == (True, None)
    assert (course.recovery, course.excess) == (Decimal(1), Decimal(50 + 100 + 30 + 1))
    longer = counted.course(UP, {**series, 5: Decimal(0)}, RULES)
    assert longer.back == 3
    gap = {**series, 6: Decimal(10), 7: Decimal(10), 8: Decimal(9)}
    assert counted.course(UP, gap, RULES).back == 6


def test_what_was_recorded_last_for_a_day_counts() -> None:
    corrected = replace(FIGURES, figures={"notes": "20"})
    (course,) = counted.courses((FIGURES, corrected), FIGURES.as_of.replace(hour=5), RULES_UP)
    assert course.now == (0, Decimal(20))
    assert course.baseline is None


def test_days_are_those_of_the_platform() -> None:
    late = minute(0).replace(hour=17)
    assert counted.day_of(late, RULES) == late.date() + timedelta(days=1)


def test_figures_are_taken_while_it_goes_on_and_afterwards() -> None:
    story = Story()
    assert story.does(ReadCommunity("k1", (FIGURES,))) == (CommunityRead("k1", (FIGURES,)),)
    assert story.is_told(ReadCommunity("k1", (FIGURES,))).tone == "already"
    story.does(CloseIncident("contained"))
    story.does(ReadCommunity("k2", (FIGURES,)))
    assert story.incident.community == (FIGURES, FIGURES)


@pytest.mark.parametrize(
    ("fault", "field"),
    [
        ({"figures": {}}, "figures"),
        ({"source": Words(" ")}, "source"),
        ({"as_of": minute(9000)}, "as_of"),
        ({"figures": {"notes": "-1"}}, "figure.notes"),
        ({"figures": {"notes": "many"}}, "figure.notes"),
        ({"figures": {"weather": "1"}}, "figure.weather"),
    ],
)
def test_figures_that_cannot_be_are_refused_beside_their_input(
    fault: dict[str, object], field: str
) -> None:
    wrong = replace(FIGURES, **fault)  # type: ignore[arg-type]  # each fault has its own type
    assert Story().is_told(ReadCommunity("k1", (wrong,))).field == field


def test_a_file_is_read_once_and_what_the_rules_do_not_take_is_left_out() -> None:
    story = Story()
    story.does(AddCommunityFile("k1", "F1", words("days.csv")))
    wrong = replace(FIGURES, figures={"weather": "1"})
    left_out = (LineLeftOut(3, "date"),)
    happened = story.does(NoteCommunityFile("k1", (FIGURES, wrong), left_out), by=None)
    assert happened == (CommunityFileRead("k1", (FIGURES,), left_out),)
    assert story.does(NoteCommunityFile("k1", (FIGURES,)), by=None) == ()
    assert story.does(NoteCommunityFile("k9", (FIGURES,)), by=None) == ()
    assert story.incident.community_files["k1"].days == 1
