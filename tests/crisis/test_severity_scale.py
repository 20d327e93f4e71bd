"""The scale of the playbook that comes with it: every boundary, every floor, what is unknown."""

from decimal import Decimal

import hypothesis
import pytest
from hypothesis import strategies as st

from bot.crisis.severity import (
    Span,
    band,
    factor_span,
    full_judgement,
    number_key,
    numbers_of,
    quick_judgement,
    rise,
)
from bot.playbook.load import load_default

PLAYBOOK = load_default()
SCALE = PLAYBOOK.handbook.severity
FACTORS = {factor.id: factor for factor in SCALE.factors}
NONE: frozenset[str] = frozenset()

# factor | what was typed | at least | at most
BOUNDARIES = """
velocity        percent_of_median=199                       0 0
velocity        percent_of_median=200                       1 1
velocity        percent_of_median=499                       1 1
velocity        percent_of_median=500                       2 2
velocity        percent_of_median=999.9                     2 2
velocity        percent_of_median=1000                      3 3
negative_share  percent_negative=19.9,rise_in_4_hours=0     0 0
negative_share  percent_negative=20,rise_in_4_hours=0       1 1
negative_share  percent_negative=29.9,rise_in_4_hours=14.9  1 1
negative_share  percent_negative=30,rise_in_4_hours=0       2 2
negative_share  percent_negative=50,rise_in_4_hours=0       2 2
negative_share  percent_negative=50.1,rise_in_4_hours=0     3 3
negative_share  percent_negative=5,rise_in_4_hours=15       2 2
negative_share  percent_negative=25                         1 2
negative_share  percent_negative=38                         2 2
negative_share  rise_in_4_hours=20                          2 3
growth          percent_per_hour=-4                         0 0
growth          percent_per_hour=0                          0 0
growth          percent_per_hour=0.1                        1 1
growth          percent_per_hour=24.9                       1 1
growth          percent_per_hour=25                         2 2
growth          percent_per_hour=100                        2 2
growth          percent_per_hour=100.1                      3 3
lead_note       saves=199,likes=500,search_rank=11,interactions=9999   0 0
lead_note       saves=200,likes=500,search_rank=11,interactions=9999   1 1
lead_note       saves=200,likes=501,search_rank=11,interactions=9999   2 2
lead_note       saves=0,likes=0,search_rank=10,interactions=0          2 2
lead_note       saves=0,likes=501,search_rank=4,interactions=0         2 2
lead_note       saves=0,likes=501,search_rank=3,interactions=0         3 3
lead_note       saves=0,likes=500,search_rank=1,interactions=0         2 2
lead_note       saves=0,likes=0,search_rank=50,interactions=10000      3 3
lead_note       likes=620                                              2 3
influential     middle=0,large=0   0 0
influential     middle=1,large=0   1 1
influential     middle=2,large=0   1 1
influential     middle=3,large=0   2 2
influential     middle=0,large=1   2 2
influential     middle=9,large=2   2 2
influential     middle=0,large=3   3 3
platforms       other_platforms=0  0 0
platforms       other_platforms=1  1 1
platforms       other_platforms=2  2 2
"""


@pytest.mark.parametrize("line", BOUNDARIES.strip().splitlines())
def test_a_number_gives_its_points_at_each_boundary(line: str) -> None:
    factor, typed, low, high = line.split()
    numbers = {
        name: Decimal(number) for name, number in (one.split("=") for one in typed.split(","))
    }
    assert factor_span(FACTORS[factor], None, numbers) == Span(int(low), int(high))


@pytest.mark.parametrize(
    ("points", "level"),
    [(0, 1), (5, 1), (6, 2), (11, 2), (12, 3), (17, 3), (18, 4), (24, 4)],
)
def test_the_bands_begin_where_the_guide_says(points: int, level: int) -> None:
    assert band(SCALE, points) == level


@pytest.mark.parametrize(
    ("condition", "level"),
    [
        ("claim_illegal", 3),
        ("published", 3),
        ("regulator", 3),
        ("hurt", 4),
        ("minors_or_data", 4),
        ("claim_false", 1),
        ("people_ask", 1),
    ],
)
def test_a_floor_lifts_even_a_score_of_nothing(condition: str, level: int) -> None:
    judged = full_judgement(SCALE, dict.fromkeys(FACTORS, 0), {}, frozenset({condition}))
    assert (judged.points, judged.level, judged.highest) == (Span(0, 0), level, level)


def test_a_floor_never_lowers() -> None:
    judged = full_judgement(SCALE, dict.fromkeys(FACTORS, 3), {}, frozenset({"published"}))
    assert judged.level == 4


def test_nothing_known_is_anything_from_blue_to_red() -> None:
    judged = full_judgement(SCALE, {}, {}, NONE)
    assert (judged.points, judged.level, judged.highest) == (Span(0, 24), 1, 4)


def test_of_an_answer_and_a_number_that_disagree_the_higher_counts() -> None:
    share = FACTORS["negative_share"]
    numbers = {"percent_negative": Decimal(60)}
    assert factor_span(share, 1, numbers) == Span(3, 3)
    assert factor_span(share, 2, {"percent_negative": Decimal(10)}) == Span(2, 2)


@pytest.mark.parametrize(
    ("answers", "level", "highest"),
    [
        ("no no no no no", 1, 1),
        ("yes no no no no", 2, 2),
        ("yes no no no claim_false", 3, 3),
        ("yes yes yes no no", 4, 4),
        ("yes yes yes yes claim_false", 4, 4),
        ("no no no no hurt", 4, 4),
        ("yes unknown no no no", 2, 3),
        ("no no no no unknown", 1, 4),
        ("unknown unknown unknown unknown no", 1, 4),
    ],
)
def test_the_quick_read_gives_a_provisional_colour(answers: str, level: int, highest: int) -> None:
    given = dict(zip((one.id for one in PLAYBOOK.quick_read), answers.split(), strict=True))
    conditions = frozenset({"hurt"}) if "hurt" in answers else NONE
    judged = quick_judgement(SCALE, PLAYBOOK.quick_read, given, conditions)
    assert (judged.level, judged.highest) == (level, highest)


def test_what_would_raise_it_names_points_and_conditions() -> None:
    judged = full_judgement(SCALE, {"velocity": 2, "negative_share": 2, "media": 3}, {}, NONE)
    above = rise(PLAYBOOK, judged, NONE)
    assert above is not None
    assert (above.level, above.points) == (3, 5)
    assert set(above.conditions) == {"claim_illegal", "published", "regulator"} | {
        "hurt",
        "minors_or_data",
    }
    red = full_judgement(SCALE, dict.fromkeys(FACTORS, 3), {}, NONE)
    assert rise(PLAYBOOK, red, NONE) is None


POINTS = st.dictionaries(st.sampled_from(sorted(FACTORS)), st.integers(0, 3))
NUMBERS = st.dictionaries(
    st.sampled_from(
        [number_key(one.id, measure.id) for one in SCALE.factors for measure in one.measures]
    ),
    st.decimals(-10, 20_000, places=1),
)
SEEN = st.frozensets(st.sampled_from(["hurt", "published", "people_ask"]))


@hypothesis.given(POINTS, NUMBERS, POINTS, NUMBERS, SEEN)
def test_whatever_is_found_out_later_lies_in_the_range_that_was_said(
    points: dict[str, int],
    numbers: dict[str, Decimal],
    more: dict[str, int],
    more_numbers: dict[str, Decimal],
    seen: frozenset[str],
) -> None:
    now = full_judgement(SCALE, points, numbers, seen)
    # What is chosen later for a factor of which a number is known must not contradict it.
    later_points = points | {
        name: chosen
        for name, chosen in more.items()
        if name not in points and not numbers_of(FACTORS[name], numbers)
    }
    later = full_judgement(SCALE, later_points, more_numbers | numbers, seen)
    if all(not numbers_of(FACTORS[name], more_numbers) for name in later_points):
        assert now.points.low <= later.points.low <= later.points.high <= now.points.high
        assert now.level <= later.level <= later.highest <= now.highest
