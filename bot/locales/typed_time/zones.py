"""Whose clock a typed time is of: UTC+8, HKT, 北京时间, London time.

Called by ``phrase``, ``moment`` and ``read``.
An abbreviation that several zones use is never guessed at: it counts if it is one of the typist's
own zone, else it is asked about.
"""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from bot.locales.typed_time.words import WORD_ENDS

# Used by one zone only, as far as anybody writes them.
_FIXED_HOURS = {
    "utc": 0,
    "gmt": 0,
    "bjt": 8,
    "hkt": 8,
    "sgt": 8,
    "cst": 8,
    "jst": 9,
    "kst": 9,
    "cet": 1,
    "cest": 2,
}
_ASKED_ABOUT = (
    "est|edt|mst|mdt|pst|pdt|cdt|ast|adt|akst|akdt|hst|ist|bst|wib|msk|eet|eest|aest|aedt|acst|acdt"
    "|awst|nzst|nzdt|gst|pkt"
)
_CITIES = {
    "Asia/Shanghai": "beijing|shanghai|china|北京|上海|中国",
    "Asia/Hong_Kong": "hong kong|hk|香港",
    "Asia/Taipei": "taipei|台北",
    "Asia/Singapore": "singapore|新加坡",
    "Asia/Tokyo": "tokyo|japan|东京|日本",
    "Asia/Seoul": "seoul|korea|首尔|韩国",
    "Asia/Dubai": "dubai|迪拜",
    "Australia/Sydney": "sydney|悉尼",
    "Europe/London": "london|uk|伦敦|英国",
    "Europe/Paris": "paris|france|巴黎|法国",
    "Europe/Berlin": "berlin|germany|柏林|德国",
    "Europe/Rome": "milan|rome|italy|米兰|罗马|意大利",
    "America/New_York": "new york|纽约",
    "America/Los_Angeles": "los angeles|洛杉矶",
}
_IANA = {name: zone for zone, names in _CITIES.items() for name in names.split("|")}
_PLACES = "|".join(sorted({*_IANA, "local", "us", "当地", "美国"}, key=lambda name: -len(name)))
_NAMED = re.compile(rf"(?P<place>{_PLACES})(?: time{WORD_ENDS}|时间)")
_OFFSET = r"[+-][0-9]{1,2}(?::?[0-9]{2})?(?![0-9:])"
_SHORT = re.compile(rf"(?:(?:utc|gmt){_OFFSET}|{'|'.join(_FIXED_HOURS)}|{_ASKED_ABOUT}){WORD_ENDS}")
_BEHIND = re.compile(rf"z{WORD_ENDS}|\+[0-9]{{2}}(?::?[0-9]{{2}})?(?![0-9:.%])")
_BEHIND_A_GAP = re.compile(r" \+(?:0[0-9]{3}|[0-9]{2}:[0-9]{2})(?![0-9:.%])")
_BEHIND_A_DATE = re.compile(r" ?[+-][0-9]{2}(?::?[0-9]{2})?(?![0-9:.%])")
_PARTS_OF_AN_OFFSET = re.compile(r"(?P<sign>[+-])(?P<hours>[0-9]{1,2}):?(?P<minutes>[0-9]{2})?$")
_FARTHEST = timedelta(hours=14)
_WORD_ENDS = re.compile(WORD_ENDS)
_HOUR = 60
_PROBES = 13
_MONTH = timedelta(days=30)
_SHORTEST = 3


def read_zone(head: str, at: int) -> tuple[str, int] | None:
    """Return a zone by name or abbreviation, in brackets or not, and where it ends."""
    bracket = head.startswith("(", at)
    found = _NAMED.match(head, at + bracket) or _SHORT.match(head, at + bracket)
    if found is None or (bracket and not head.startswith(")", found.end())):
        return None
    return found["place"] if found.re is _NAMED else found[0], found.end() + bracket


def read_offset(head: str, at: int, *, dated: bool) -> tuple[str, int] | None:
    """Return the offset right behind a clock and where it ends.

    A minus counts only after a date of numbers: 21:00-05:00 alone is as likely a span of time.
    """
    forms = (_BEHIND, _BEHIND_A_DATE) if dated else (_BEHIND, _BEHIND_A_GAP)
    found = next((match for form in forms if (match := form.match(head, at))), None)
    return (found[0].strip(), found.end()) if found else None


def read_own(head: str, typed: str, at: int, own: tuple[str, ...]) -> tuple[str, int] | None:
    """Return an abbreviation of the typist's own zone, which counts in capitals as typed."""
    for name in own:
        end = at + len(name)
        if typed.startswith(name, at) and _WORD_ENDS.match(head, end):
            return name.lower(), end
    return None


def own_names(zone: tzinfo, now: datetime) -> tuple[str, ...]:
    """Return the abbreviations of a zone over a year, of summer and winter."""
    names = {name for name, _ in _seasons(zone, now)}
    return tuple(sorted((name for name in names if name.isalpha()), key=lambda name: -len(name)))


def zone_meant(name: str, own: tzinfo, now: datetime) -> tzinfo | None:
    """Return the zone that a name stands for, None where the typist has to be asked."""
    if name in _IANA:
        return ZoneInfo(_IANA[name])
    if (offset := _PARTS_OF_AN_OFFSET.search(name)) is not None:
        return _fixed(offset)
    if name == "z":
        return UTC
    if name in _FIXED_HOURS:
        return timezone(timedelta(hours=_FIXED_HOURS[name]))
    return next((timezone(there) for one, there in _seasons(own, now) if one.lower() == name), None)


def _fixed(offset: re.Match[str]) -> timezone | None:
    minutes = int(offset["minutes"] or 0)
    away = timedelta(hours=int(offset["hours"]), minutes=minutes)
    if away > _FARTHEST or minutes >= _HOUR:
        return None
    return timezone(-away if offset["sign"] == "-" else away)


def _seasons(zone: tzinfo, now: datetime) -> list[tuple[str, timedelta]]:
    """Return names and offsets of a zone, nearest first, half a year before and after now."""
    seasons: list[tuple[str, timedelta]] = []
    for month in sorted(range(-(_PROBES // 2), _PROBES // 2 + 1), key=abs):
        try:
            local = (now.astimezone(UTC) + month * _MONTH).astimezone(zone)
        except OverflowError:
            continue
        name, offset = local.tzname(), local.utcoffset()
        if name is not None and offset is not None and len(name) >= _SHORTEST:
            seasons.append((name, offset))
    return seasons
