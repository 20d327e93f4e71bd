"""Whatever is typed, reading it raises nothing, and whatever is written as a time comes back."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.locales.typed_time.head import head_of, start_of
from bot.locales.typed_time.read import Typed, Unclear, read_time
from tests.locales.typed_time.says import AFTERNOON, LONDON, SHANGHAI

ZONES = st.sampled_from(
    [SHANGHAI, LONDON, *map(ZoneInfo, ("UTC", "America/St_Johns", "Australia/Lord_Howe"))]
)
FIRST = datetime(2000, 1, 1, tzinfo=UTC)
MOMENTS = st.timedeltas(timedelta(), timedelta(days=36_500)).map(lambda since: FIRST + since)
# Pieces of the grammar, in any disorder.
WORDS = """
9 12 14:30 25:70 9pm am noon midnight at about on , . - : ： / ( ） yesterday today last night
tonight morning Monday last Friday 24 Nov May 5 2026 2026-11-24 24/11 T Z +08:00 UTC+8 CST BST
time London 昨晚 今天 前天 凌晨 半夜 下午 9点 九点 两 十 半 一刻 20 分 钟 左右 的 时 多 到 周一
上周五 11月 24日 2026年 北京时间 刚才 10分钟 半小时 前 ago hour an min １４ 🙂 \u202e \x00
\ufeff
"""
PIECES = st.sampled_from(WORDS.split())
JUMBLES = st.lists(PIECES | st.sampled_from([" ", ""]), max_size=12).map("".join)
TEXTS = st.text(max_size=60) | JUMBLES | st.tuples(JUMBLES, st.text(max_size=20)).map("".join)

HAN = "零一二三四五六七八九"


def _spelled(number: int) -> str:
    tens, units = divmod(number, 10)
    if not tens:
        return HAN[units]
    return (HAN[tens] if tens > 1 else "") + "十" + (HAN[units] if units else "")


def _part_of_the_day(at: datetime) -> str:
    names = {6: "凌晨", 12: "上午", 13: "中午", 19: "下午", 24: "晚上"}
    return next(name for end, name in names.items() if at.hour < end)


def _day_en(at: datetime, now: datetime) -> str:
    words = ("today", "yesterday", "the day before yesterday", "three days ago", "4 days ago")
    back = (now.date() - at.date()).days
    return words[back] if back < len(words) else f"{at:%d %B}"


def _day_zh(at: datetime, now: datetime) -> str:
    words = ("今天", "昨天", "前天", "大前天", "4天前")
    back = (now.date() - at.date()).days
    return words[back] if back < len(words) else f"{_spelled(at.month)}月{_spelled(at.day)}日"


def _weekday(at: datetime, now: datetime) -> str:
    back = (now.date() - at.date()).days
    return f"{at:%A}" if back < 7 else f"{at:%Y-%m-%d}"


# How people write a moment, as they see it on their clock, given what their clock shows now.
WAYS: dict[str, Callable[[datetime, datetime], str]] = {
    "ISO": lambda at, _: f"{at:%Y-%m-%d %H:%M}",
    "ISO with T": lambda at, _: f"{at:%Y-%m-%dT%H:%M}",
    "ISO with its offset": lambda at, _: at.isoformat(timespec="minutes"),
    "day and month": lambda at, _: f"{at.day} {at:%b} {at:%H:%M}",
    "month and day": lambda at, _: f"{at:%B} {at.day}, {at.year} at {at:%I:%M%p}",
    "weekday": lambda at, now: f"{_weekday(at, now)} at {at:%I:%M %p}",
    "words": lambda at, now: f"{_day_en(at, now)} at {at:%I.%M}{at:%p}",
    "words behind": lambda at, _: f"{at:%H:%M} on {at:%d %B}",
    "minutes ago": lambda at, now: (
        f"{(_minute(now) - _minute(at)).total_seconds() // 60:g} min ago"
    ),
    "分钟前": lambda at, now: f"{(_minute(now) - _minute(at)).total_seconds() // 60:g}分钟前",
    "月日": lambda at, _: f"{at.month}月{at.day}日{at.hour}点{at.minute:02}分",
    "年月号": lambda at, _: f"{at.year}年{at.month}月{at.day}号 {at:%H：%M}",
    "词": lambda at, now: (
        f"{_day_zh(at, now)}{_part_of_the_day(at)}{at.hour % 12 or 12}点{at.minute}分"
    ),
    "汉字": lambda at, now: f"{_day_zh(at, now)}{_spelled(at.hour)}点{_spelled(at.minute)}分",
    "星期": lambda at, _: f"{at:%Y年%m月%d日}（周{'一二三四五六日'[at.weekday()]}）{at:%H:%M}",
}


def _minute(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(second=0, microsecond=0)


@given(TEXTS, MOMENTS, ZONES)
def test_no_text_raises_and_nothing_is_lost(text: str, now: datetime, zone: ZoneInfo) -> None:
    answer = read_time(text, now, zone)
    if isinstance(answer, Typed):
        assert answer.at <= now
        assert answer.at.tzinfo is UTC
    if isinstance(answer, Unclear):
        assert answer.typed
        assert answer.typed in text
        assert answer.reason in {"zone", "time", "future"}
    if answer is not None:
        assert text.rstrip().endswith(answer.rest)
        assert answer.rest == answer.rest.strip()


@pytest.mark.parametrize("way", WAYS)
@given(ago=st.integers(0, 7 * 24 * 60), now=MOMENTS, zone=ZONES)
def test_a_moment_of_the_last_week_comes_back(
    way: str, ago: int, now: datetime, zone: ZoneInfo
) -> None:
    at = _minute(now - timedelta(minutes=ago)) if ago < 7 * 24 * 60 else _minute(now)
    typed = WAYS[way](at.astimezone(zone), now.astimezone(zone))
    answer = read_time(f"{typed}，博主删了笔记", now, zone)
    assert isinstance(answer, Typed), typed
    assert answer.rest == "博主删了笔记"
    assert _minute(answer.at) in _as_the_clock_shows(at, zone), typed


def _as_the_clock_shows(at: datetime, zone: ZoneInfo) -> set[datetime]:
    """The moment; an hour that comes twice looks the same both times."""
    local = at.astimezone(zone)
    return {local.replace(fold=fold).astimezone(UTC) for fold in (0, 1)}


@given(minute=st.integers(0, 24 * 60 - 1))
def test_a_clock_time_alone_is_one_of_the_last_24_hours(minute: int) -> None:
    hour, minute = divmod(minute, 60)
    expected = AFTERNOON.replace(hour=hour, minute=minute)
    expected -= timedelta(days=expected > AFTERNOON)
    half = "am" if hour < 12 else "pm"
    for typed in (
        f"{hour}:{minute:02}",
        f"{hour % 12 or 12}:{minute:02}{half}",
        f"{hour}点{minute}分",
        f"{hour}时{minute:02}分",
        f"{hour:02}：{minute:02}".translate({0x30 + n: 0xFF10 + n for n in range(10)}),
    ):
        answer = read_time(typed, AFTERNOON, SHANGHAI)
        assert isinstance(answer, Typed), typed
        assert answer.at == expected, typed


@given(days=st.integers(0, 6), hour=st.integers(0, 23), minute=st.integers(0, 59))
def test_a_day_of_the_week_is_the_most_recent_one(days: int, hour: int, minute: int) -> None:
    at = (AFTERNOON - timedelta(days=days)).replace(hour=hour, minute=minute)
    at -= timedelta(days=7 * (at > AFTERNOON))
    for typed in (
        f"{at:%A} {at:%H:%M}",
        f"{at:%a} {at:%I:%M%p}",
        f"周{'一二三四五六日'[at.weekday()]}{at:%H:%M}",
        f"星期{'一二三四五六天'[at.weekday()]} {hour}点{minute:02}",
    ):
        answer = read_time(typed, AFTERNOON, SHANGHAI)
        assert isinstance(answer, Typed), typed
        assert answer.at == at, typed


HOSTILE = {
    "digits": "9" * 100_000,
    "gaps": " " * 100_000 + "14:30" + " " * 100_000,
    "gaps between": "yesterday" + " " * 100_000 + "9pm",
    "ats": "at " * 50_000,
    "abouts": "about " * 30_000,
    "days": "昨晚" * 50_000 + "9点",
    "numerals": "十" * 100_000 + "点",
    "colons": "1:" * 50_000,
    "dashes": "14:30" + "-" * 100_000,
    "right to left": "\u202e14:30 \u05e9\u05dc\u05d5\u05dd",
    "no character": "\x0014:30",
    "half a character": "\ud800 14:30",
    "other digits": "٩:٣٠",
    "combined": "14:30" + "\u0301" * 1000,
    "capital with a dot": "İ 9pm",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_is_text(kind: str) -> None:
    answer = read_time(HOSTILE[kind], AFTERNOON, SHANGHAI)
    expected = {"gaps", "dashes", "right to left"}
    assert (answer is not None) == (kind in expected)


@pytest.mark.parametrize("kind", HOSTILE)
def test_only_the_beginning_is_looked_at(kind: str) -> None:
    """The same answer for the head alone: the work cannot grow with what lies beyond."""
    text = HOSTILE[kind].lstrip()
    assert len(head_of(text, start_of(text))) <= 200
    head = read_time(text[:200], AFTERNOON, SHANGHAI)
    whole = read_time(text, AFTERNOON, SHANGHAI)
    assert type(head) is type(whole)
    if isinstance(head, Typed) and isinstance(whole, Typed):
        assert head.at == whole.at
