"""Points in time as people read them. Called by ``Voice``; knows no clock.

Slack's ``<!date>`` shows the reader's own zone but works in mrkdwn only; everywhere else, and in
its fallback, the zone is printed.
"""

from datetime import datetime, timedelta, tzinfo

from babel import Locale
from babel.dates import format_datetime

from bot.locales.catalog import LOCALES, Tongue

_LOCALES = {tongue: Locale.parse(name) for tongue, name in LOCALES.items()}
_PATTERNS: dict[Tongue, str] = {"en": "d MMM HH:mm", "zh": "M月d日 HH:mm"}


def printed(at: datetime, zone: tzinfo, tongue: Tongue, *, day: bool) -> str:
    """Return ``4 Nov 02:45 GMT+8``, or without its day."""
    local = at.astimezone(zone)
    pattern = _PATTERNS[tongue] if day else "HH:mm"
    shown = format_datetime(local, pattern, tzinfo=zone, locale=_LOCALES[tongue])
    return f"{shown} {_offset(local)}"


def date_token(at: datetime, zone: tzinfo, tongue: Tongue, *, day: bool) -> str:
    """Return Slack's date token; clients that cannot read it show the printed form."""
    form = "{date_short_pretty} {time}" if day else "{time}"
    fallback = printed(at, zone, tongue, day=day)
    return f"<!date^{int(at.timestamp())}^{form}|{fallback}>"


def _offset(local: datetime) -> str:
    offset = local.utcoffset() or timedelta()
    if not offset:
        return "GMT"
    hours, minutes = divmod(abs(int(offset.total_seconds())) // 60, 60)
    sign = "-" if offset < timedelta() else "+"
    return f"GMT{sign}{hours}" + (f":{minutes:02}" if minutes else "")
