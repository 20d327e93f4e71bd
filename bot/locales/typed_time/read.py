"""Reads a typed time: finds its parts, then says which moment they mean.

What was typed is about the past: a clock time later than now means yesterday's.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal

from bot.locales.typed_time.days import Day, day_of
from bot.locales.typed_time.grammar import (
    AGO,
    CLOCKED,
    FULL_WIDTH,
    LOOKS_LIKE_ONE,
    SEPARATORS,
)
from bot.locales.typed_time.numbers import number
from bot.locales.typed_time.zones import zone_named

HEAD = 80
"""No time is longer than this; the rest of a text is not looked at."""
_NIGHT_ENDS = 6
_NOON = 12
_LAST_HOUR = 24
_LAST_MINUTE = 59
_LATE = ("下午", "傍晚", "晚上", "晚", "夜里", "半夜")
_NIGHT = ("晚上", "晚", "夜里", "半夜")


@dataclass(frozen=True, slots=True)
class Typed:
    """A moment that could be read, in UTC, and the text after it."""

    at: datetime
    rest: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """Something that is meant as a time and cannot be read for sure: ask."""

    typed: str
    reason: Literal["zone", "time", "future"]
    rest: str


def read_time(text: str, now: datetime, zone: tzinfo) -> Typed | Unclear | None:
    """Return the time at the beginning of a text; None when it begins with none.

    Never raises and never guesses: what is ambiguous is :class:`Unclear`.
    """
    start = len(text) - len(text.lstrip())
    head = text[start : start + HEAD].translate(FULL_WIDTH)
    found = AGO.match(head)
    if found is not None:
        return Typed(_ago(found, now), _rest(text, start + found.end()))
    found = CLOCKED.match(head)
    if found is None:
        odd = LOOKS_LIKE_ONE.match(head)
        return None if odd is None else _unclear(text, start, odd, "time")
    moment = _moment(found, now, zone)
    if isinstance(moment, str):
        return _unclear(text, start, found, moment)
    return Typed(moment.astimezone(UTC), _rest(text, start + found.end()))


def _unclear(
    text: str, start: int, found: re.Match[str], reason: Literal["zone", "time", "future"]
) -> Unclear:
    end = start + found.end()
    return Unclear(text[start:end].strip(), reason, _rest(text, end))


def _rest(text: str, end: int) -> str:
    return text[end:].lstrip(SEPARATORS).rstrip()


def _ago(found: re.Match[str], now: datetime) -> datetime:
    if found["now"]:
        minutes = 0
    elif found["half_en"] or found["zh_half"]:
        minutes = 30
    elif found["zh_quarter"]:
        minutes = 15 if found["zh_quarter"].startswith("一") else 45
    else:
        count = found["count"] or found["zh_count"]
        unit = (found["unit"] or found["zh_unit"]).lower()
        minutes = number(count) * (60 if unit[0] in {"h", "小", "钟"} else 1)
    return (now - timedelta(minutes=minutes)).astimezone(UTC)


def _moment(
    found: re.Match[str], now: datetime, zone: tzinfo
) -> datetime | Literal["zone", "time", "future"]:
    named = found["zone"] or found["lead_zone"]
    there = zone if named is None else zone_named(named, now, zone)
    if there is None:
        return "zone"
    local = now.astimezone(there)
    day = day_of(found, local)
    clock = _clock(found)
    if day is None or clock is None:
        return "time"
    return _placed(day, clock, found["part"], local)


def _clock(found: re.Match[str]) -> tuple[int, int] | None:
    """Return hour and minute as they were typed, am and pm taken into account."""
    if found["named"]:
        return (0, 0) if found["named"].lower() == "midnight" else (_NOON, 0)
    if found["zh_hour"]:
        hour, minute = number(found["zh_hour"]), _zh_minute(found["zh_minute"])
    else:
        hour = int(found["hour"] or found["hour12"])
        minute = int(found["minute"] or 0)
        half = (found["half"] or found["half12"] or "").lower()
        if half and not 1 <= hour <= _NOON:
            return None
        if half:
            hour = hour % _NOON + (_NOON if half == "p" else 0)
    if hour > _LAST_HOUR or minute > _LAST_MINUTE or (hour == _LAST_HOUR and minute):
        return None
    return hour, minute


def _zh_minute(typed: str | None) -> int:
    fixed = {None: 0, "整": 0, "半": 30, "一刻": 15, "三刻": 45}
    return fixed[typed] if typed in fixed else number(str(typed).rstrip("分"))


def _placed(
    day: Day, clock: tuple[int, int], part: str | None, local: datetime
) -> datetime | Literal["future"]:
    hour, minute = clock
    on = day.date
    if part == "凌晨" and hour == _NOON:
        hour = 0
    elif part == "中午" and hour < _NIGHT_ENDS:
        hour += _NOON
    elif day.night or part in _NIGHT:
        hour, on = _at_night(hour, on)
    elif (part in _LATE or day.afternoon) and hour < _NOON:
        hour += _NOON
    at = _on(on, hour, minute, local.tzinfo)
    if at <= local:
        return at
    if not day.said or day.repeats:
        return _on(on - timedelta(days=day.repeats or 1), hour, minute, local.tzinfo)
    if day.night and local.hour < _NIGHT_ENDS:
        return _on(on - timedelta(days=1), hour, minute, local.tzinfo)
    return "future"


def _at_night(hour: int, on: date) -> tuple[int, date]:
    """Return the hour of a night: nine means 21, and one belongs to the morning after."""
    if hour == _NOON:
        return 0, on + timedelta(days=1)
    if hour < _NIGHT_ENDS:
        return hour, on + timedelta(days=1)
    return (hour + _NOON if hour < _NOON else hour), on


def _on(day: date, hour: int, minute: int, zone: tzinfo | None) -> datetime:
    """Return a moment; a time that the clocks skip or repeat is taken as the earlier one."""
    extra, hour = divmod(hour, _LAST_HOUR)
    return datetime.combine(day + timedelta(days=extra), time(hour, minute), zone)
