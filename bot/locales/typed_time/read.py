"""Reads the time at the beginning of a note: the door of this package.

Called by whoever takes a note. It must not ask what time it is: now and the zone are handed in.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from bot.locales.typed_time.ago import read_ago
from bot.locales.typed_time.clocks import read_clock
from bot.locales.typed_time.head import head_of, start_of
from bot.locales.typed_time.moment import moment_of
from bot.locales.typed_time.parts import Ago, Phrase, Reason
from bot.locales.typed_time.phrase import read_lead, read_phrase
from bot.locales.typed_time.zones import own_names

# A minus before a number stays with it (14:30 -3 stars), unless it stands right behind the time.
_SEPARATORS = re.compile(r"(?:\s*(?:[,，、:：;；。|·]|[–—]{1,2}|--?(?![0-9])|\.(?=\s|$))|--?)?\s*")
# Grown together with a word or number, so that what was read is no time: 9pm's, 14:30%.
_STUCK = re.compile(r"(?<=[a-z0-9.])(?:[a-z0-9_%'\u00c0-\u04ff]|\.[0-9])")
_WHEN = re.compile(r" ?的(?:时候|时刻)|时(?![间候期段差速光不])")
_OF_IT = re.compile("的")
_LOOSE = re.compile(r" ?(?:左右|前后|上下|许|起|[之以]?[前后])")
_VAGUE = re.compile(r"多(?![个人名条位次家])|出头")
_UNTIL = re.compile(r" ?(?:[-–—~/]|到|至|to|until) ?")
_HAN = re.compile(r"[\u3400-\u9fff]")
# What comes in points, so that 2点建议 is two suggestions, also when somebody says which day.
_IN_POINTS = re.compile(
    "建议|意见|要求|原因|问题|想法|说明|补充|看法|结论|诉求|理由|共识|反馈|需求|提醒|质疑|疑问|注意"
    "|教训|思考"
)
# Not a bit: 昨晚一点消息都没有 says that there was no news.
_NOT_A_BIT = re.compile(r"[\u3400-\u9fff]{0,8}[都也][没不无]|儿|点|些")
_LAST_HOUR = 24
_NOON = 12


@dataclass(frozen=True, slots=True)
class Typed:
    """A time that was read: in UTC, never later than now, and the text after it, trimmed.

    Where the words say more than the time (about 9pm, 9点左右, 14:30-15:00), ``rest`` is the whole
    text, so that nothing is lost.
    """

    at: datetime
    rest: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """What looks like a time and cannot be taken: whoever typed it has to be asked.

    ``zone``: whose clock is not clear. ``time``: no clock or calendar has it, or it can be two.
    ``future``: it has not come yet. ``typed`` is the part in question, ``rest`` the text after it.
    """

    typed: str
    reason: Reason
    rest: str


def read_time(text: str, now: datetime, zone: tzinfo) -> Typed | Unclear | None:
    """Return the time at the beginning of ``text``, in the typist's words and zone.

    ``now`` is aware. None: the text does not begin with a time. Never raises, whatever the text;
    the work does not grow with its length, but for trimming it.
    """
    start = start_of(text)
    head = head_of(text, start)
    answer = _ago(head, now) or _phrase(head, text[start : start + len(head)], now, zone)
    if answer is None:
        return None
    meant, end, keeps_words = answer
    rest = text[start:].rstrip() if keeps_words else _after(text, start + end)
    if isinstance(meant, datetime):
        return Typed(meant, rest)
    return Unclear(text[start : start + end].strip(), meant, _after(text, start + end))


def _after(text: str, end: int) -> str:
    found = _SEPARATORS.match(text, end)
    return text[found.end() if found else end :].strip()


def _ago(head: str, now: datetime) -> tuple[datetime | Reason, int, bool] | None:
    lead = read_lead(head)
    found = read_ago(head, lead.end)
    if found is None or _STUCK.match(head, found[1]) or _OF_IT.match(head, found[1]):
        return None
    return _so_long_before(found[0], now), found[1], lead.loose


def _so_long_before(ago: Ago, now: datetime) -> datetime | Reason:
    try:
        return "time" if ago.span is None else now.astimezone(UTC) - ago.span
    except OverflowError:
        return "time"


def _phrase(
    head: str, typed: str, now: datetime, zone: tzinfo
) -> tuple[datetime | Reason, int, bool] | None:
    phrase = read_phrase(head, typed, own_names(zone, now))
    if phrase is None or _is_a_count(head, phrase) or _STUCK.match(head, phrase.end):
        return None
    if when := _WHEN.match(head, phrase.end):
        return _moment(phrase, now, zone), when.end(), phrase.loose
    if _OF_IT.match(head, phrase.end):
        return None
    if vague := _VAGUE.match(head, phrase.end):
        return "time", vague.end(), False
    loose = phrase.loose or _LOOSE.match(head, phrase.end) or _begins_a_span(head, phrase)
    return _moment(phrase, now, zone), phrase.end, bool(loose)


def _moment(phrase: Phrase, now: datetime, zone: tzinfo) -> datetime | Reason:
    try:
        return moment_of(phrase, now, zone)
    except OverflowError:  # the first or last day of all that a datetime can be
        return "time"


def _begins_a_span(head: str, phrase: Phrase) -> bool:
    until = _UNTIL.match(head, phrase.end)
    if until is None:
        return False
    end = read_clock(head, until.end())
    return end is not None and end[0].is_on_a_clock


def _is_a_count(head: str, phrase: Phrase) -> bool:
    """Whether a number is one of people or points rather than of hours: 2点建议, at 9 shops."""
    clock = phrase.clock
    if clock is None or not clock.countable:
        return False
    if clock.spelled and clock.hour == 1 and _NOT_A_BIT.match(head, phrase.end):
        return True
    if phrase.period is not None:
        return False
    if clock.bare:
        return not phrase.has_day
    goes_on = (_WHEN, _LOOSE, _VAGUE, _UNTIL)
    if not _HAN.match(head, phrase.end) or any(form.match(head, phrase.end) for form in goes_on):
        return False
    if phrase.has_day:
        return clock.spelled or _IN_POINTS.match(head, phrase.end) is not None
    return not _NOON < clock.hour <= _LAST_HOUR
