"""The picture of a crisis: nothing covers anything, nothing is left out, nothing is run."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.crisis.events import Language
from bot.review.pictures.curves import Curves, curves
from bot.review.pictures.draw import Picture, to_svg
from bot.review.pictures.lanes import WIDTH, Lanes, lanes
from bot.review.pictures.scale import scale
from bot.review.wording import Wording
from tests.review.goldens import voice
from tests.review.stories import everything, name, reviewed, short

OPENED = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)
SVG = "{http://www.w3.org/2000/svg}"
SPANS = st.timedeltas(min_value=timedelta(days=-3), max_value=timedelta(days=30))


def picture(language: Language = "en") -> Lanes:
    return lanes(reviewed(everything()), Wording(voice(language), name))


def of_community(language: Language = "en") -> Curves:
    made = curves(reviewed(everything()), Wording(voice(language), name))
    assert made is not None
    return made


def parsed(made: Picture) -> ET.Element:
    return ET.fromstring(to_svg(made))  # noqa: S314  # we made it ourselves


def test_no_mark_covers_another_and_all_stand_inside() -> None:
    for lane in picture().lanes:
        rows: dict[float, list[float]] = {}
        for mark in lane.marks:
            assert lane.y < mark.y < lane.y + lane.height
            assert 0 < mark.x < WIDTH
            rows.setdefault(mark.y, []).append(mark.x)
        for places in rows.values():
            assert all(b - a >= 30 for a, b in pairwise(places))


def test_every_mark_is_said_in_words_too() -> None:
    made = picture()
    shown = sum(len(lane.marks) for lane in made.lanes)
    colours = sum(1 for lane in made.lanes for band in lane.bands if band.level)
    assert len(made.words) == shown + colours


@pytest.mark.parametrize("language", ["en", "zh", "both"])
def test_it_is_one_svg_that_loads_and_runs_nothing(language: Language) -> None:
    for made in (picture(language), of_community(language)):
        root = parsed(made)
        assert root.tag == f"{SVG}svg"
        kinds = {element.tag.removeprefix(SVG) for element in root.iter()}
        assert kinds <= {"svg", "title", "rect", "line", "text", "circle", "path"}
        names = {attribute for element in root.iter() for attribute in element.attrib}
        assert not [one for one in names if one.startswith("on") or "href" in one or one == "style"]


def test_every_figure_stands_in_its_panel_and_later_days_stand_further_right() -> None:
    made = of_community()
    assert len(made.panels) == 2
    for panel in made.panels:
        dots = [dot for run in panel.runs for dot in run]
        assert [dot.x for dot in dots] == sorted(dot.x for dot in dots)
        assert all(panel.y < dot.y < panel.y + panel.height for dot in dots)
        assert panel.band is not None
        assert panel.usual is not None
        assert panel.band[0] < panel.usual < panel.band[1]
    assert sum(dot.hollow for run in made.panels[1].runs for dot in run) == 1


def test_a_day_without_a_figure_is_a_gap_and_the_worst_and_the_return_are_marked() -> None:
    notes, followers = of_community().panels
    assert [len(run) for run in notes.runs] == [25]
    assert notes.peak is not None
    assert (notes.peak.text, notes.peak.below) == ("112", False)
    assert notes.back is not None
    assert notes.back.text == "+6"
    assert followers.peak is not None
    assert (followers.peak.text, followers.peak.below, followers.back) == ("103,500", True, None)
    told = " ".join(line for lines in of_community().words for line in lines)
    assert "Worst on day 1: 112." in told
    assert "Not back to usual after 8 days." in told


def test_without_community_data_there_are_no_curves() -> None:
    assert curves(reviewed(short()), Wording(voice("en"), name)) is None


def test_a_crisis_in_which_nothing_was_done_has_a_picture_too() -> None:
    made = lanes(reviewed(short()), Wording(voice("both"), name))
    assert made.lanes
    assert parsed(made).tag == f"{SVG}svg"


@given(st.lists(SPANS, max_size=6), SPANS, SPANS)
def test_what_is_later_never_stands_further_left(
    spans: list[timedelta], one: timedelta, other: timedelta
) -> None:
    axis = scale(OPENED, [OPENED + span for span in spans], 10, 900)
    first, second = sorted((OPENED + one, OPENED + other))
    assert 10 <= axis.x(first) <= axis.x(second) <= 900
    for span in spans:
        assert axis.knots[0].at <= OPENED + span <= axis.knots[-1].at
