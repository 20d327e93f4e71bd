"""Reads a table of signals, pasted from a spreadsheet or a CSV export. Pure.

Called by the handler of the table. The first row names the columns. A row that cannot be read is
left out with its line and the reason; the others are taken together.
"""

import csv
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from typing import Literal

from bot.crisis.events.monitoring import Signal
from bot.crisis.handbook_monitoring import Monitoring
from bot.crisis.words import Words
from bot.locales.typed_number import read_number, written
from bot.prevention.watching import MOST_AT_ONCE, wrong_signal
from bot.service.pasted import columns_of, given, rows_of
from bot.views.prevention.alarm import BY_TABLE

_LONGEST = 500
_PLATFORM = re.compile(r"[a-z0-9][a-z0-9_.-]{0,39}")
_TIME = re.compile(
    r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})\D{0,3}(\d{1,2})\D(\d{2})?(?::\d{2})?\D?"
)
_NOTHING = frozenset({"", "-", "—", "–", "/"})
_COUNTS = ("mentions", "negatives", "saves", "likes", "rank")

Reason = Literal["cells", "time", "number", "value", "platform", "limit"]


@dataclass(frozen=True, slots=True)
class SignalLeftOut:
    """A row that was not read, by its line, and what stood in the cell at fault."""

    line: int
    reason: Reason
    typed: Words | None = None


@dataclass(slots=True)
class SignalsRead:
    """What stands in a table. ``readable`` False: no column of times."""

    signals: list[Signal] = field(default_factory=list)
    left_out: list[SignalLeftOut] = field(default_factory=list)
    readable: bool = True


class _LeftOut(Exception):  # the end of one row, not an error of the program
    def __init__(self, reason: Reason, typed: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.typed = typed


def read_signals(text: str, known: Monitoring, now: datetime) -> SignalsRead:
    """Return the signals of a table, and what was left out of it."""
    found = SignalsRead()
    try:
        rows = rows_of(text)
    except csv.Error:
        rows = []
    columns = columns_of(rows[0][1], asdict(known.columns)) if rows else {}
    if "at" not in columns:
        found.readable = False
        return found
    width = len(rows[0][1])
    for line, cells in rows[1:]:
        try:
            if len(found.signals) == MOST_AT_ONCE:
                raise _LeftOut("limit")  # noqa: TRY301  # one way out of a row
            if any(cell.strip() for cell in cells[width:]):
                # A comma within a number has moved everything after it.
                raise _LeftOut("cells")  # noqa: TRY301  # one way out of a row
            found.signals.append(_signal(given(cells, columns), known, now))
        except _LeftOut as reason:
            typed = Words(reason.typed[:_LONGEST]) if reason.typed else None
            found.left_out.append(SignalLeftOut(line, reason.reason, typed))
    return found


def _signal(cells: Mapping[str, str], known: Monitoring, now: datetime) -> Signal:
    at = read_time(cells.get("at", ""), known)
    if at is None:
        raise _LeftOut("time", cells.get("at", ""))
    counts = {name: _count(cells.get(name, "")) for name in _COUNTS}
    platform = cells.get("platform", "").lower()
    if platform and _PLATFORM.fullmatch(platform) is None:
        raise _LeftOut("platform", platform)
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
        raise _LeftOut("value", cells.get(wrong.field or "", ""))
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
        raise _LeftOut("number", cell)
    return int(number)


def _sentiment(cell: str) -> str | None:
    if cell in _NOTHING:
        return None
    number = read_number(cell)
    if number is None:
        raise _LeftOut("number", cell)
    return written(number)


def _words(cell: str) -> Words | None:
    return Words(cell[:_LONGEST]) if cell not in _NOTHING else None
