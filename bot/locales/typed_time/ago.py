"""So long ago, or just now: 10 min ago, half an hour ago, 刚才, 两个小时前, 一刻钟前.

Called by ``read``. A few minutes ago is a time that nobody can tell, and says so.
"""

import re
from datetime import timedelta

from bot.locales.typed_time.numerals import ENGLISH, HAN_COUNT, number
from bot.locales.typed_time.parts import Ago
from bot.locales.typed_time.words import WORD_ENDS

_NOW = re.compile(rf"(?:just now|(?:a moment|moments) ago){WORD_ENDS}|刚才|刚刚(?!好|够|巧|才)")
_NUMBER = rf"[0-9]{{1,5}}(?:\.[0-9])?|{'|'.join(sorted(ENGLISH, key=len, reverse=True))}"
_HOUR = r"(?:hours?|hrs?|h)"
_MINUTE = r"(?:minutes?|mins?|m)"
_SECOND = r"(?:seconds?|secs?|s)"
_ENGLISH = re.compile(
    rf"(?:(?P<half>half[ -](?:an )?hour)|(?P<quarter>(?:a )?quarter of an hour)"
    rf"|(?P<more>an hour and a half)"
    rf"|(?P<hours>{_NUMBER}) ?{_HOUR}(?:(?: and)? ?(?P<rest>[0-9]{{1,2}}) ?{_MINUTE}?)?"
    rf"|(?P<minutes>{_NUMBER}) ?{_MINUTE}|(?P<seconds>{_NUMBER}) ?{_SECOND}) ago{WORD_ENDS}"
)
_VAGUE = re.compile(
    rf"(?:a few|several|some|many|a couple(?: of)?) (?:{_HOUR}|{_MINUTE}|{_SECOND}) ago{WORD_ENDS}"
    r"|好?(?:十几|几十|几) ?个?(?:小时|钟头|分钟|秒钟?)[之以]?前"
)
_BEFORE = r"[之以]?前(?![后端线台])"
_HAN_NUMBER = rf"[0-9]{{1,5}}(?:\.[0-9])?|{HAN_COUNT}"
_CHINESE = re.compile(
    rf"(?:(?P<half>半个?(?:小时|钟头))|(?P<quarters>{_HAN_NUMBER}) ?刻钟"
    rf"|(?P<hours>{_HAN_NUMBER}) ?个?(?P<and_half>半)?(?:小时|钟头)"
    rf"(?:(?P<rest>{_HAN_NUMBER}) ?分钟?)?"
    rf"|(?P<minutes>{_HAN_NUMBER}) ?分钟(?P<half_minute>半)?|(?P<seconds>{_HAN_NUMBER}) ?秒钟?)"
    rf"{_BEFORE}"
)
_HALF_AN_HOUR = timedelta(minutes=30)
_QUARTER = timedelta(minutes=15)


def read_ago(head: str, at: int) -> tuple[Ago, int] | None:
    """Return how long ago it was and where that ends."""
    if found := _NOW.match(head, at):
        return Ago(timedelta()), found.end()
    if found := _VAGUE.match(head, at):
        return Ago(None), found.end()
    if found := _ENGLISH.match(head, at):
        return Ago(_english(found)), found.end()
    if found := _CHINESE.match(head, at):
        return Ago(_chinese(found)), found.end()
    return None


def _english(found: re.Match[str]) -> timedelta:
    if found["half"]:
        return _HALF_AN_HOUR
    if found["quarter"]:
        return _QUARTER
    if found["more"]:
        return timedelta(minutes=90)
    return timedelta(
        hours=_count(found["hours"]),
        minutes=_count(found["minutes"]) + _count(found["rest"]),
        seconds=_count(found["seconds"]),
    )


def _count(typed: str | None) -> float:
    if typed is None:
        return 0
    if typed[0].isdigit():
        return float(typed)
    return ENGLISH[typed] if typed in ENGLISH else number(typed)


def _chinese(found: re.Match[str]) -> timedelta:
    if found["half"]:
        return _HALF_AN_HOUR
    if found["quarters"]:
        return _count(found["quarters"]) * _QUARTER
    halves = (0.5 if found[half] else 0 for half in ("and_half", "half_minute"))
    half_hour, half_minute = halves
    return timedelta(
        hours=_count(found["hours"]) + half_hour,
        minutes=_count(found["minutes"]) + _count(found["rest"]) + half_minute,
        seconds=_count(found["seconds"]),
    )
