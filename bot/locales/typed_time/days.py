"""Dates and days of the week as people type them. Called by ``phrase``.

A date that does not exist is read all the same: that it cannot be is said to whoever typed it.
"""

import re

from bot.locales.typed_time.numerals import ENGLISH, HAN, HAN_COUNT, number
from bot.locales.typed_time.parts import Day, DaysAway, OnDate, OnWeekday
from bot.locales.typed_time.words import WORD_ENDS

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = rf"(?:[ ,.-]{{1,2}}(?P<year>(?:19|20)[0-9]{{2}})(?!:){WORD_ENDS})?"
_NAMED = (
    re.compile(rf"{_DAY}[ -]{{0,2}}(?:of )?{_MONTH}(?![a-z])\.?{_YEAR}"),
    re.compile(rf"{_MONTH}(?:\. ?|[ -]{{0,2}})(?:the )?{_DAY}(?![0-9:.]){WORD_ENDS}{_YEAR}"),
)
_ISO = re.compile(
    r"(?P<year>[0-9]{4})(?P<by>[-/.])(?P<month>[0-9]{1,2})(?P=by)(?P<day>[0-9]{1,2})"
    r"(?:t(?=[0-9])|(?![0-9a-z]))"
)
_NUMBERS = re.compile(
    r"(?P<one>[0-9]{1,2})(?P<by>[-/.])(?P<two>[0-9]{1,2})"
    r"(?:(?P=by)(?P<year>[0-9]{4}|[0-9]{2}))?(?![0-9a-z/.:：%-])"
)
_CHINESE = re.compile(
    rf"(?:(?P<year>[0-9]{{4}}) ?年 ?)?(?P<month>[0-9]{{1,2}}|{HAN}{{1,2}}) ?月 ?"
    rf"(?P<day>[0-9]{{1,2}}|{HAN}{{1,3}}) ?[日号]"
)
_WEEKDAY = re.compile(
    r"(?:(?P<which>last|this) )?"
    r"(?P<day>mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?"
    rf"|sat(?:urday)?|sun(?:day)?){WORD_ENDS}\.?"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CHINESE_WEEKDAY = re.compile(
    r"\(?(?P<which>上上个?|上个?|这个?|本)?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])\)?"
)
_CHINESE_WEEKDAYS = "一二三四五六日"
_WEEKS = {"上上": -2, "上": -1, "这": 0, "本": 0}
_DAYS_AGO = re.compile(
    rf"(?P<en>[0-9]{{1,2}}|{'|'.join(ENGLISH)}) days? ago{WORD_ENDS}"
    rf"|(?P<zh>[0-9]{{1,2}}|{HAN_COUNT}) ?天[之以]?前"
)
_CENTURY = 2000
_FIRST_WRITTEN_IN_FULL = 100
_MONTHS_OF_A_YEAR = 12


def read_day(head: str, at: int, *, after_clock: bool) -> tuple[Day, int] | None:
    """Return a date or a day of the week and where it ends.

    After a clock only English says its days, and numbers there are as likely something else.
    """
    readers = (_named, _weekday) if after_clock else (_days_ago, _iso, _named, *_REST)
    return next((found for read in readers if (found := read(head, at))), None)


def _days_ago(head: str, at: int) -> tuple[Day, int] | None:
    found = _DAYS_AGO.match(head, at)
    if found is None:
        return None
    if found["zh"]:
        return DaysAway(-number(found["zh"])), found.end()
    days = ENGLISH[found["en"]] if found["en"] in ENGLISH else int(found["en"])
    return DaysAway(-days), found.end()


def _named(head: str, at: int) -> tuple[Day, int] | None:
    found = next((match for form in _NAMED if (match := form.match(head, at))), None)
    if found is None:
        return None
    month = _MONTHS.index(found["month"][:3]) + 1
    year = int(found["year"]) if found["year"] else None
    return OnDate(year, month, int(found["day"])), found.end()


def _iso(head: str, at: int) -> tuple[Day, int] | None:
    found = _ISO.match(head, at)
    if found is None:
        return None
    return OnDate(int(found["year"]), int(found["month"]), int(found["day"])), found.end()


def _numbers(head: str, at: int) -> tuple[Day, int] | None:
    """Read 24/11 and 11/24, which can be one thing only; 5/11 says of itself that it is two."""
    found = _NUMBERS.match(head, at)
    if found is None:
        return None
    one, two = int(found["one"]), int(found["two"])
    year = int(found["year"]) if found["year"] else None
    if year is not None and year < _FIRST_WRITTEN_IN_FULL:
        year += _CENTURY
    month, day = (two, one) if one > _MONTHS_OF_A_YEAR else (one, two)
    both = one != two and max(one, two) <= _MONTHS_OF_A_YEAR
    return OnDate(year, month, day, two_ways=both), found.end()


def _chinese(head: str, at: int) -> tuple[Day, int] | None:
    found = _CHINESE.match(head, at)
    if found is None:
        return None
    year = int(found["year"]) if found["year"] else None
    return OnDate(year, number(found["month"]), number(found["day"])), found.end()


def _weekday(head: str, at: int) -> tuple[Day, int] | None:
    found = _WEEKDAY.match(head, at)
    if found is None:
        return None
    weeks = 0 if found["which"] == "this" else None
    day = _WEEKDAYS.index(found["day"][:3])
    return OnWeekday(day, weeks, last=found["which"] == "last"), found.end()


def _chinese_weekday(head: str, at: int) -> tuple[Day, int] | None:
    found = _CHINESE_WEEKDAY.match(head, at)
    if found is None:
        return None
    which = (found["which"] or "").removesuffix("个")
    day = _CHINESE_WEEKDAYS.index(found["day"].replace("天", "日"))
    return OnWeekday(day, _WEEKS.get(which)), found.end()


_REST = (_numbers, _chinese, _weekday, _chinese_weekday)
