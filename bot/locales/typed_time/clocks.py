"""Times of day as people type them: 14:30, 2:30pm, noon, 九点半, 9点三刻. Called by ``phrase``.

What no clock shows (25:70) is read all the same, so that whoever typed it can be told.
"""

import re

from bot.locales.typed_time.numerals import HAN, number
from bot.locales.typed_time.parts import Clock
from bot.locales.typed_time.words import WORD_ENDS

_MERIDIEM = rf"(?P<half>[ap])(?:\.m\.?|m){WORD_ENDS}"
# What stands after minutes, if they are minutes: 20条 is so many pieces, 分享 is to share.
_NOT_MINUTES = r"(?! ?[0-9.%条个人万千百次位名篇家种款张件起封通则岁])"
_MINUTE_SIGN = r"分(?![享析钟别歧布发手成为批组])"
# A second colon of another width ends the time: 14:30：20条评论.
_DIGITS = re.compile(
    r"(?P<hour>[0-9]{1,2})(?P<colon>[:：])(?P<minute>[0-9]{2})"
    r"(?:(?P=colon)(?P<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?(?![0-9]|(?P=colon)[0-9]{2})"
    rf"(?:{_MINUTE_SIGN}| ?{_MERIDIEM})?"
)
_HALVES = re.compile(rf"(?P<hour>[0-9]{{1,2}})(?:\.(?P<minute>[0-9]{{2}}))? ?{_MERIDIEM}")
_CHINESE = re.compile(
    rf"(?P<hour>[0-9]{{1,2}}|{HAN}{{1,3}}) ?(?:点|时(?![间候期段差速光]))"
    rf"(?P<minutes>半(?![夜天个年])"
    rf"|(?P<quarters>[一三13]) ?刻"
    rf"| ?(?:[零〇](?=[0-9]))?(?P<signed>[0-9]{{1,2}}|{HAN}{{1,3}}) ?{_MINUTE_SIGN}"
    rf"|(?P<minute>[0-9]{{2}}|{HAN}{{2,3}}|[二三四五]?十){_NOT_MINUTES}"
    rf"|钟|整)?"
)
_WORDS = re.compile(rf"(?:(?P<noon>noon|midday)|(?P<midnight>midnight)){WORD_ENDS}|(?P<zh>正午)")
_BARE = re.compile(rf"(?P<hour>[0-9]{{1,2}}){WORD_ENDS}(?![:：./-]?[0-9]|%)")
_OCLOCK = re.compile(rf"(?P<hour>[0-9]{{1,2}}) ?o'?clock{WORD_ENDS}")
_HALF_A_DAY = 12
_QUARTER = 15


def read_clock(head: str, at: int) -> tuple[Clock, int] | None:
    """Return a time of day and where it ends."""
    readers = (_digits, _halves, _chinese, _word, _oclock)
    return next((found for read in readers if (found := read(head, at))), None)


def read_bare_hour(head: str, at: int) -> tuple[Clock, int] | None:
    """Return the hour of "at 9" and where it ends; only after "at" a number alone may be one."""
    found = _BARE.match(head, at)
    if found is None:
        return None
    hour = int(found["hour"])
    return Clock(hour, fixed=hour > _HALF_A_DAY, bare=True, countable=True), found.end()


def _digits(head: str, at: int) -> tuple[Clock, int] | None:
    found = _DIGITS.match(head, at)
    if found is None:
        return None
    second = int(found["second"] or 0)
    hour, fixed = _hour(int(found["hour"]), found["half"])
    return Clock(hour, int(found["minute"]), second, fixed), found.end()


def _halves(head: str, at: int) -> tuple[Clock, int] | None:
    found = _HALVES.match(head, at)
    if found is None:
        return None
    hour, _ = _hour(int(found["hour"]), found["half"], digital=False)
    return Clock(hour, int(found["minute"] or 0), fixed=True), found.end()


def _hour(typed: int, half: str | None, *, digital: bool = True) -> tuple[int, bool]:
    """Return the hour of 24 and whether it is sure; 99 for one that its half day does not have."""
    if half is None:
        return typed, typed > _HALF_A_DAY
    if typed <= _HALF_A_DAY and (typed or digital):
        return typed % _HALF_A_DAY + (_HALF_A_DAY if half == "p" else 0), True
    # 14:30pm says the same thing twice; 14:30am, 13pm and 0pm say what cannot be.
    agrees = digital and half == "p"
    return (typed if agrees else 99), True


def _chinese(head: str, at: int) -> tuple[Clock, int] | None:
    found = _CHINESE.match(head, at)
    if found is None:
        return None
    hour = number(found["hour"])
    return Clock(
        hour,
        _minute(found),
        fixed=hour > _HALF_A_DAY,
        countable=found["minutes"] is None,
        spelled=not found["hour"].isascii(),
    ), found.end()


def _minute(found: re.Match[str]) -> int:
    if found["minutes"] == "半":
        return 30
    if found["quarters"]:
        return _QUARTER * number(found["quarters"])
    typed = found["signed"] or found["minute"]
    return number(typed) if typed else 0


def _word(head: str, at: int) -> tuple[Clock, int] | None:
    found = _WORDS.match(head, at)
    if found is None:
        return None
    midnight = found["midnight"] is not None
    hour = 0 if midnight else _HALF_A_DAY
    return Clock(hour, fixed=True, midnight=midnight), found.end()


def _oclock(head: str, at: int) -> tuple[Clock, int] | None:
    found = _OCLOCK.match(head, at)
    if found is None:
        return None
    hour = int(found["hour"])
    return Clock(hour, fixed=hour > _HALF_A_DAY, bare=True), found.end()
