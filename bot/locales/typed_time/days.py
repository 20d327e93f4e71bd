"""Which day a typed time is about."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dateutil import parser
from dateutil.relativedelta import relativedelta

_BACK = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2, "大前天": 3, "昨晚": 1, "昨夜": 1}
_BACK |= {"今晚": 0, "今夜": 0, "今早": 0, "今晨": 0}
_BACK |= {"today": 0, "yesterday": 1, "last night": 1, "tonight": 0}
_BACK |= {"this morning": 0, "this afternoon": 0, "this evening": 0}
_NIGHTS = frozenset({"昨晚", "昨夜", "今晚", "今夜", "last night", "tonight"})
_AFTERNOONS = frozenset({"this afternoon", "this evening"})
_WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_ZH_WEEKDAYS = "一二三四五六日"
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Day:
    """A day. ``said``: it was typed, so it is not moved; ``repeats``: it may be a week earlier."""

    date: date
    said: bool = True
    night: bool = False
    afternoon: bool = False
    repeats: int = 0


def day_of(found: re.Match[str], local: datetime) -> Day | None:
    """Return the day that was typed, today if none was, None if there is no such day."""
    today = local.date()
    word = " ".join((found["word"] or found["zh"] or "").lower().split())
    if word:
        on = today - timedelta(days=_BACK[word])
        return Day(on, night=word in _NIGHTS, afternoon=word in _AFTERNOONS)
    if found["weekday"] or found["zh_weekday"]:
        return _weekday(found, today)
    if found["slash"]:
        return _slash(found["slash"], today)
    if found["zh_month"]:
        year = int(found["zh_year"]) if found["zh_year"] else None
        return _date(year, int(found["zh_month"]), int(found["zh_day"]), today)
    typed = found["iso"] or found["date"]
    return Day(today, said=False) if typed is None else _in_words(typed, today)


def _weekday(found: re.Match[str], today: date) -> Day:
    if found["weekday"]:
        index = _WEEKDAYS.index(found["weekday"][:3].lower())
    else:
        index = _ZH_WEEKDAYS.index(found["zh_weekday"].replace("天", "日"))
    if found["zh_last"]:
        monday = today - timedelta(days=today.weekday() + 7)
        return Day(monday + timedelta(days=index))
    back = (today.weekday() - index) % 7
    if found["last"] and back == 0:
        back = 7
    return Day(today - timedelta(days=back), repeats=7)


def _slash(typed: str, today: date) -> Day | None:
    """Read ``24/11`` and ``11/24``; where both could be a month, nobody can tell."""
    first, second = map(int, typed.split("/"))
    if first == second or first > _MONTHS or second > _MONTHS:
        month, day = (second, first) if first > _MONTHS else (first, second)
        return _date(None, month, day, today)
    return None


def _in_words(typed: str, today: date) -> Day | None:
    """Let dateutil read a date that names its month or is ISO's."""
    midnight = datetime(today.year, today.month, today.day)  # noqa: DTZ001  # only its date counts
    try:
        read = parser.parse(typed, default=midnight)
    except (parser.ParserError, OverflowError, ValueError):
        return None
    # dateutil takes "32 Nov" for a month of 2032: the day that was typed must be the day it read.
    if read.day not in map(int, re.findall(r"\d{1,2}", typed.removeprefix(f"{read.year}-"))):
        return None
    year = read.year if re.search(r"\d{4}", typed) else None
    return _date(year, read.month, read.day, today)


def _date(year: int | None, month: int, day: int, today: date) -> Day | None:
    try:
        on = date(year or today.year, month, day)
    except ValueError:
        return None
    if year is None and on > today + timedelta(days=1):
        on += relativedelta(years=-1)
    return Day(on)
