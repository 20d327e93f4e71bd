"""Times as people type them, in their words and their zone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.locales.typed_time import Typed, Unclear, read_time

SHANGHAI, LONDON, CHICAGO = map(ZoneInfo, ("Asia/Shanghai", "Europe/London", "America/Chicago"))
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=SHANGHAI)
"""A Wednesday, ten in the morning."""
NIGHT = datetime(2026, 11, 25, 2, 0, tzinfo=SHANGHAI)

READ = [
    ("09:30 saw it", "25 09:30"),
    ("14:30 saw it", "24 14:30"),
    ("9:15am saw it", "25 09:15"),
    ("9 pm saw it", "24 21:00"),
    ("at 9pm saw it", "24 21:00"),
    ("today 08:00: saw it", "25 08:00"),
    ("yesterday 9pm saw it", "24 21:00"),
    ("yesterday at 21:00, saw it", "24 21:00"),
    ("last night 11pm saw it", "24 23:00"),
    ("last night 1am saw it", "25 01:00"),
    ("this morning 8:30 saw it", "25 08:30"),
    ("Monday 14:00 saw it", "23 14:00"),
    ("Wednesday 14:00 saw it", "18 14:00"),
    ("last Friday 9am saw it", "20 09:00"),
    ("2026-11-24 21:00 saw it", "24 21:00"),
    ("2026-11-24T21:00+08:00 saw it", "24 21:00"),
    ("24 Nov 21:00 saw it", "24 21:00"),
    ("Nov 24 9pm saw it", "24 21:00"),
    ("24/11 21:00 saw it", "24 21:00"),
    ("noon yesterday", None),
    ("yesterday noon saw it", "24 12:00"),
    ("10 min ago saw it", "25 09:50"),
    ("an hour ago saw it", "25 09:00"),
    ("half an hour ago saw it", "25 09:30"),
    ("2h ago saw it", "25 08:00"),
    ("just now saw it", "25 10:00"),
    ("昨晚9点 看到", "24 21:00"),
    ("昨晚九点半，看到", "24 21:30"),
    ("昨晚1点 看到", "25 01:00"),
    ("昨天下午3点半 看到", "24 15:30"),
    ("昨天晚上8点20分 看到", "24 20:20"),
    ("今早8:30 看到", "25 08:30"),
    ("今天09:10 看到", "25 09:10"),
    ("前天中午12点 看到", "23 12:00"),
    ("凌晨2点 看到", "25 02:00"),
    ("上午9点一刻 看到", "25 09:15"),
    ("下午三点三刻 看到", "24 15:45"),
    ("两点 看到", "25 02:00"),
    ("十二点半 看到", "24 12:30"),
    ("刚才 看到", "25 10:00"),
    ("10分钟前 看到", "25 09:50"),
    ("半小时前 看到", "25 09:30"),
    ("两个小时前 看到", "25 08:00"),
    ("一刻钟前 看到", "25 09:45"),
    ("11月24日21:00 看到", "24 21:00"),
    ("11月24号晚上9点 看到", "24 21:00"),
    ("2026年11月24日 21:00 看到", "24 21:00"),
    ("周一下午3点 看到", "23 15:00"),
    ("上周五下午3点 看到", "20 15:00"),
    ("１４：３０ 看到", "24 14:30"),
    ("北京时间9:30 看到", "25 09:30"),
    ("09:30 CST saw it", "25 09:30"),
    ("01:30 UTC saw it", "25 09:30"),
    ("09:30 UTC+8 saw it", "25 09:30"),
    ("10:30 JST saw it", "25 09:30"),
]


@pytest.mark.parametrize(("typed", "expected"), [row for row in READ if row[1]])
def test_a_typed_time_is_read(typed: str, expected: str) -> None:
    read = read_time(typed, NOW, SHANGHAI)
    assert isinstance(read, Typed), read
    assert read.at.astimezone(SHANGHAI).strftime("%d %H:%M") == expected
    assert read.rest in {"saw it", "看到"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "3 complaints came in",
        "100 comments",
        "9 people",
        "500点赞",
        "2点建议",
        "1点意见",
        "12 notes",
        "15% negative",
        "24h later we called",
        "Nov sales are fine",
        "May be wrong",
        "今天的评论",
        "昨晚的直播",
        "Monday's post",
        "noontime was calm",
        "a minute passed",
    ],
)
def test_a_text_that_begins_with_no_time_has_none(text: str) -> None:
    assert read_time(text, NOW, SHANGHAI) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("25:70 saw it", "time"),
        ("32 Nov 9pm saw it", "time"),
        ("13pm saw it", "time"),
        ("05/06 09:00 saw it", "time"),
        ("today 23:00 saw it", "future"),
        ("09:30 EST saw it", "zone"),
        ("09:30 IST saw it", "zone"),
    ],
)
def test_what_is_meant_as_a_time_and_cannot_be_read_is_asked_about(text: str, reason: str) -> None:
    read = read_time(text, NOW, SHANGHAI)
    assert isinstance(read, Unclear), read
    assert (read.reason, read.rest) == (reason, "saw it")


def test_cst_is_chinas_for_somebody_there_and_asked_about_elsewhere() -> None:
    for zone in (LONDON, CHICAGO):
        read = read_time("09:30 CST saw it", NOW, zone)
        assert isinstance(read, Unclear)
        assert read.reason == "zone"
    there = read_time("09:30 CST saw it", NOW, ZoneInfo("Asia/Singapore"))
    assert isinstance(there, Typed)


@pytest.mark.parametrize(
    "typed", ["昨晚9点 看到", "今晚9点 看到", "tonight 9pm saw it", "9pm saw it"]
)
def test_at_two_in_the_night_the_evening_is_the_one_that_just_passed(typed: str) -> None:
    read = read_time(typed, NIGHT, SHANGHAI)
    assert isinstance(read, Typed)
    assert read.at == datetime(2026, 11, 24, 21, 0, tzinfo=SHANGHAI)


def test_the_same_words_mean_each_typists_own_clock() -> None:
    read = read_time("yesterday 9pm saw it", NOW, LONDON)
    assert isinstance(read, Typed)
    assert read.at == datetime(2026, 11, 24, 21, 0, tzinfo=LONDON)


def test_an_hour_that_the_clocks_skip_is_read_all_the_same() -> None:
    spring = datetime(2026, 3, 29, 12, 0, tzinfo=LONDON)
    assert isinstance(read_time("01:30 saw it", spring, LONDON), Typed)


@given(st.text(max_size=300))
def test_no_text_makes_it_fail(text: str) -> None:
    read = read_time(text, NOW, SHANGHAI)
    if isinstance(read, Typed):
        assert read.at <= NOW
        assert read.at.tzinfo is UTC
    if read is not None:
        assert text.rstrip().endswith(read.rest)


@given(
    st.integers(min_value=0, max_value=7 * 24 * 60),
    st.sampled_from(["%Y-%m-%d %H:%M", "%d %b %H:%M", "%b %d %I:%M%p", "%m月%d日%H:%M"]),
)
def test_a_moment_of_the_last_week_reads_back_as_itself(minutes: int, form: str) -> None:
    at = (NOW - timedelta(minutes=minutes)).replace(second=0, microsecond=0)
    read = read_time(f"{at.strftime(form)} saw it", NOW, SHANGHAI)
    assert isinstance(read, Typed)
    assert read.at == at
