"""Reads a table of signals, pasted from a spreadsheet or a CSV export. Pure.

Called by ``bot.service.tables``. The first row names the columns.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime, timedelta, timezone
from functools import partial

from bot.crisis.events.monitoring import Signal
from bot.crisis.handbook_monitoring import Monitoring
from bot.crisis.words import Words
from bot.locales.typed_number import read_number, written
from bot.prevention.table import MOST_ROWS
from bot.prevention.watching import wrong_signal
from bot.service.pasted import LeftOut, Rows, Shape, read_rows
from bot.views.prevention.alarm import BY_TABLE

_LONGEST = 500
_PLATFORM = re.compile(r"[a-z0-9][a-z0-9_.-]{0,39}")
_TIME = re.compile(
    r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})\D{0,3}(\d{1,2})\D(\d{2})?(?::\d{2})?\D?"
)
_NOTHING = frozenset({"", "-", "—", "–", "/"})
_COUNTS = ("mentions", "negatives", "saves", "likes", "rank")


def read_signals(text: str, known: Monitoring, now: datetime) -> Rows[Signal]:
    """Return the signals of a table, and what was left out of it."""
    shape = Shape(asdict(known.columns), needs="at")
    return read_rows(text, shape, partial(_signal, known=known, now=now), MOST_ROWS["signals"])


def _signal(cells: Mapping[str, str], known: Monitoring, now: datetime) -> Signal:
    at = read_time(cells.get("at", ""), known)
    if at is None:
        raise LeftOut("time", cells.get("at", ""))
    counts = {name: _count(cells.get(name, "")) for name in _COUNTS}
    platform = cells.get("platform", "").lower()
    if platform and _PLATFORM.fullmatch(platform) is None:
        raise LeftOut("platform", platform)
    signal = Signal(
        at=at,
        source=BY_TABLE,
        mentions=counts["mentions"],
        negatives=counts["negatives"],
        saves=counts["saves"],
        likes=counts["likes"],
        rank=counts["rank"],
        sentiment=_sentiment(cells.get("sentiment", "")),
        context=_words(cells.get("context", "")),
        link=_words(cells.get("link", "")),
        platform=platform or None,
    )
    wrong = wrong_signal(signal, now)
    if wrong is not None:
        raise LeftOut("value", cells.get(wrong.field or "", ""))
    return signal


def read_time(typed: str, known: Monitoring) -> datetime | None:
    """Return a moment as tables write it: with its zone, or in the platform's; None for no moment.

    A day alone says not which hour was counted.
    """
    plain = unicodedata.normalize("NFKC", typed).strip()
    try:
        at = datetime.fromisoformat(plain)
        if at.tzinfo is not None:
            return at.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    found = _TIME.fullmatch(plain)
    if found is None:
        return None
    zone = timezone(timedelta(hours=known.utc_offset))
    year, month, day, hour, minute = (int(part or 0) for part in found.groups())
    try:
        return datetime(year, month, day, hour, minute, tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _count(cell: str) -> int | None:
    if cell in _NOTHING:
        return None
    number = read_number(cell)
    if number is None or number != number.to_integral_value():
        raise LeftOut("number", cell)
    return int(number)


def _sentiment(cell: str) -> str | None:
    if cell in _NOTHING:
        return None
    number = read_number(cell)
    if number is None:
        raise LeftOut("number", cell)
    return written(number)


def _words(cell: str) -> Words | None:
    return Words(cell[:_LONGEST]) if cell not in _NOTHING else None
