"""Zones as people name them. An abbreviation that means several zones is asked about."""

import re
from datetime import datetime, timedelta, timezone, tzinfo

_HOURS = {
    "utc": 0,
    "gmt": 0,
    "z": 0,
    "hkt": 8,
    "sgt": 8,
    "bjt": 8,
    "北京时间": 8,
    "beijing time": 8,
    "jst": 9,
    "kst": 9,
    "cet": 1,
    "cest": 2,
}
_OFFSET = re.compile(r"(?:utc|gmt)?([+-])(\d{1,2}):?(\d{2})?")
_CHINA = timedelta(hours=8)
_MOST_HOURS = 14


def zone_named(name: str, now: datetime, own: tzinfo) -> tzinfo | None:
    """Return the zone, or None when it cannot be told.

    CST is China's for somebody who lives at +08:00; the American one shares the letters, so
    everybody else is asked. Another ambiguous abbreviation is taken as the typist's own, if theirs
    is called so.
    """
    word = " ".join(name.lower().split())
    if word in _HOURS:
        return timezone(timedelta(hours=_HOURS[word]))
    offset = _OFFSET.fullmatch(word)
    if offset is not None:
        hours, minutes = int(offset[2]), int(offset[3] or 0)
        if hours > _MOST_HOURS or minutes > 59:  # noqa: PLR2004  # minutes of an hour
            return None
        sign = -1 if offset[1] == "-" else 1
        return timezone(sign * timedelta(hours=hours, minutes=minutes))
    local = now.astimezone(own)
    if word == "cst":
        return timezone(_CHINA) if local.utcoffset() == _CHINA else None
    return own if (local.tzname() or "").lower() == word else None
