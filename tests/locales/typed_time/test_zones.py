"""Whose clock a time is of: said, the typist's own, or asked about; and when clocks change."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from bot.locales.typed_time.read import Typed, read_time
from tests.locales.typed_time.says import AFTERNOON, AT_TWO, LONDON, SHANGHAI, read

CHICAGO = ZoneInfo("America/Chicago")
NEW_YORK = ZoneInfo("America/New_York")
KOLKATA = ZoneInfo("Asia/Kolkata")
PERTH = ZoneInfo("Australia/Perth")
LAGOS = ZoneInfo("Africa/Lagos")


@pytest.mark.parametrize("zone", [SHANGHAI, PERTH, ZoneInfo("Asia/Singapore")], ids=str)
def test_cst_is_chinas_for_whoever_is_at_plus_eight(zone: ZoneInfo) -> None:
    assert read("14:30 CST x", AFTERNOON, zone) == ("2026-11-25 14:30", "x")


@pytest.mark.parametrize("zone", [LONDON, CHICAGO, KOLKATA], ids=str)
def test_cst_is_asked_about_elsewhere(zone: ZoneInfo) -> None:
    assert read("14:30 CST", AFTERNOON, zone) == ("14:30 CST", "zone")


def test_cst_counts_by_where_the_clock_stood_at_that_moment() -> None:
    summer_only = ZoneInfo("Asia/Ulaanbaatar")  # at +08:00 today, and in 2016 at +09:00 in summer
    assert read("2016-07-01 14:30 CST", AFTERNOON, summer_only)[1] == "zone"
    assert read("2016-12-01 14:30 CST", AFTERNOON, summer_only)[0] == "2016-12-01 14:30"


@pytest.mark.parametrize(
    "name", ["EST", "EDT", "PST", "PDT", "MST", "IST", "BST", "AEST", "est", "ist"]
)
def test_an_abbreviation_of_several_zones_is_asked_about(name: str) -> None:
    assert read(f"14:30 {name} x") == (f"14:30 {name}", "zone")


@pytest.mark.parametrize(
    ("zone", "typed", "at"),
    [
        (NEW_YORK, "1am EST", "2026-11-25 01:00"),
        (NEW_YORK, "1am EDT", "2026-11-25 00:00"),
        (LONDON, "1am BST", "2026-11-25 00:00"),
        (KOLKATA, "1am IST", "2026-11-25 01:00"),
        (LAGOS, "1am WAT", "2026-11-25 01:00"),
    ],
)
def test_the_typists_own_abbreviation_counts_in_summer_and_winter(
    zone: ZoneInfo, typed: str, at: str
) -> None:
    assert read(typed, AFTERNOON, zone) == (at, "")


def test_an_abbreviation_of_another_zone_that_nobody_listed_stays_in_the_text() -> None:
    assert read("14:30 WAT is this") == ("2026-11-25 14:30", "WAT is this")


@pytest.mark.parametrize(
    "typed", ["14:30 local time", "当地时间14:30", "14:30 US time", "14:30 UTC+25"]
)
def test_a_zone_that_says_nothing_is_asked_about(typed: str) -> None:
    assert read(typed) == (typed, "zone")


def test_a_day_that_differs_between_two_calendars_is_asked_about() -> None:
    assert read("yesterday 14:00 London time", AT_TWO)[1] == "zone"
    assert read("yesterday 14:00 London time", AFTERNOON)[0] == "2026-11-24 22:00"
    assert read("today 14:00 London time", AT_TWO)[0] == "2026-11-24 22:00"


def test_a_minus_is_an_offset_only_behind_a_date_of_numbers() -> None:
    assert read("2026-11-24 08:00-05:00 x") == ("2026-11-24 21:00", "x")
    assert read("08:00-05:00 x") == ("2026-11-25 08:00", "08:00-05:00 x")


def test_an_hour_that_comes_twice_is_the_second_once_that_has_passed() -> None:
    first = datetime(2026, 10, 25, 1, 50, tzinfo=LONDON)  # still in summer time
    second = first.replace(fold=1)
    assert _ago("1:40", first) == timedelta(minutes=10)
    assert _ago("1:40", second) == timedelta(minutes=10)
    assert _ago("1:40 BST", second) == timedelta(minutes=70)
    assert _ago("1:55", second) == timedelta(minutes=55)


def test_an_hour_that_the_clocks_skip_is_asked_about() -> None:
    after = datetime(2026, 3, 29, 12, 0, tzinfo=LONDON)
    assert read("1:30 x", after) == ("1:30", "time")
    assert read("29 Mar 01:30", after) == ("29 Mar 01:30", "time")
    assert read("0:30", after)[0] == "2026-03-29 00:30"
    assert read("2:30", after)[0] == "2026-03-29 02:30"


def test_now_may_be_handed_in_in_any_zone() -> None:
    elsewhere = AFTERNOON.astimezone(timezone(timedelta(hours=-9)))
    assert read("14:30", elsewhere, SHANGHAI) == read("14:30")


def _ago(text: str, now: datetime) -> timedelta:
    answer = read_time(text, now, LONDON)
    assert isinstance(answer, Typed)
    return now.astimezone(UTC) - answer.at
