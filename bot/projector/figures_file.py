"""Reads a CSV file with community data: one row a day, one column a metric. Pure.

Called by ``bot.projector.community``. A row that cannot be read is left out with its line and
reason, the others are kept. Spreadsheets in China write GB18030, others UTF-8: both are read.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone

from bot.crisis.community import LARGEST, LONGEST_FILE, day_of
from bot.crisis.events import DayFigures, LineLeftOut
from bot.crisis.handbook import Community
from bot.crisis.words import Words
from bot.locales.typed_number import read_number, written
from bot.service.pasted import decoded

LARGEST_FILE = 1024 * 1024
_MOST_LEFT_OUT = 100
_MOST_PASSED_OVER = 10
_HEADING_WITHIN = 10
"""Exports have a title and notes above their table."""
_LONGEST_TEXT = 200
_FAR = timedelta(days=366)
_DATE = re.compile(r"(\d{4})\D?(\d{1,2})\D?(\d{1,2})\D?(?:[t\s]+(\d{1,2}):(\d{2}).*)?")
_DAY, _SOURCE, _AS_OF, _KIND = "#day", "#source", "#as_of", "#kind"
"""Columns that are no metrics; no metric's id can begin so."""
_OTHERS = frozenset({_DAY, _SOURCE, _AS_OF, _KIND})


@dataclass(slots=True)
class FileRead:
    """What stands in a file. ``trouble``: why nothing was read, as a code."""

    days: list[DayFigures] = field(default_factory=list)
    left_out: list[LineLeftOut] = field(default_factory=list)
    passed_over: list[Words] = field(default_factory=list)
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What a file is read against: it was given at ``added_at`` and is called ``name``."""

    community: Community
    detected_at: datetime
    added_at: datetime
    name: str


class _LeftOut(Exception):  # the end of one row, not an error of the program
    def __init__(self, reason: str, column: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.column = column


def read_file(content: bytes, frame: Frame) -> FileRead:
    """Return the figures of a file, and what was left out of it."""
    text = decoded(content)
    if text is None:
        return FileRead(trouble="not_text")
    try:
        rows = _rows(text)
    except csv.Error:
        return FileRead(trouble="not_text")
    found = FileRead()
    start, width, columns = _heading(rows, frame.community, found)
    if _DAY not in columns.values():
        return FileRead(trouble="no_date")
    if _OTHERS.issuperset(columns.values()):
        return FileRead(trouble="no_metrics", passed_over=found.passed_over)
    for line, cells in rows[start:]:
        if len(found.days) == LONGEST_FILE:
            found.left_out.append(LineLeftOut(line, "limit"))
            break
        try:
            if any(cell.strip() for cell in cells[width:]):
                # A comma within a number has moved everything after it.
                raise _LeftOut("cells")  # noqa: TRY301  # one way out of a row
            found.days.append(_day(cells, columns, frame))
        except _LeftOut as reason:
            if len(found.left_out) < _MOST_LEFT_OUT:
                found.left_out.append(LineLeftOut(line, reason.reason, reason.column))
    return found


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Return the rows that hold anything, each with the line on which it ends."""
    top = "\n".join(text.splitlines()[:_HEADING_WITHIN])
    delimiter = max(",\t;", key=top.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]


def _heading(
    rows: Sequence[tuple[int, list[str]]], community: Community, found: FileRead
) -> tuple[int, int, dict[int, str]]:
    """Return where the figures begin, how wide the table is, and what each column holds."""
    names = _names(community)
    for nr, (_, cells) in enumerate(rows[:_HEADING_WITHIN]):
        plain = [_plain(cell) for cell in cells]
        if not any(names.get(cell) == _DAY for cell in plain):
            continue
        columns: dict[int, str] = {}
        for column, cell in enumerate(plain):
            if cell in names and names[cell] not in columns.values():
                columns[column] = names[cell]
            elif cell:
                found.passed_over.append(Words(cells[column].strip()[:_LONGEST_TEXT]))
        del found.passed_over[_MOST_PASSED_OVER:]
        return nr + 1, len(cells), columns
    return len(rows), 0, {}


def _names(community: Community) -> dict[str, str]:
    known = community.headings
    others = {_DAY: known.day, _SOURCE: known.source, _AS_OF: known.as_of, _KIND: known.kind}
    names = {_plain(called): column for column, every in others.items() for called in every}
    for metric in community.metrics:
        for called in (metric.id, metric.name.en, metric.name.zh, *metric.columns):
            names.setdefault(_plain(called), metric.id)
    return names


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).replace("_", " ").lower().split())


def _day(cells: Sequence[str], columns: Mapping[int, str], frame: Frame) -> DayFigures:
    given = {name: cells[at].strip() for at, name in columns.items() if at < len(cells)}
    day, _ = _moment(given.get(_DAY, ""))
    zone = timezone(timedelta(hours=frame.community.utc_offset))
    if day is None:
        raise _LeftOut("date")
    if abs(day - day_of(frame.detected_at, frame.community)) > _FAR:
        raise _LeftOut("far")
    if day > day_of(frame.added_at, frame.community):
        raise _LeftOut("future")
    estimated = _estimated(given.get(_KIND, ""), frame.community)
    if estimated is None:
        raise _LeftOut("kind")
    figures = _figures(given, frame.community)
    if not figures:
        raise _LeftOut("empty")
    return DayFigures(
        day=day,
        as_of=_as_of(given.get(_AS_OF, ""), day, frame.added_at, zone),
        source=Words((given.get(_SOURCE) or frame.name)[:_LONGEST_TEXT]),
        figures=figures,
        estimated=estimated,
    )


def _estimated(typed: str, community: Community) -> bool | None:
    """Return whether a row is an estimate; None for a word that says neither."""
    word, known = _plain(typed), community.headings
    if not word or word in map(_plain, known.measured):
        return False
    return True if word in map(_plain, known.estimated) else None


def _figures(given: Mapping[str, str], community: Community) -> dict[str, str]:
    figures: dict[str, str] = {}
    for metric in community.metrics:
        typed = given.get(metric.id, "")
        if typed in {"", "-", "—", "–", "/"}:
            continue
        number = read_number(typed)
        if number is None or not 0 <= number <= LARGEST:
            raise _LeftOut("number", metric.id)
        figures[metric.id] = written(number)
    return figures


def _moment(typed: str) -> tuple[date | None, time | None]:
    found = _DATE.fullmatch(unicodedata.normalize("NFKC", typed).strip().lower())
    if found is None:
        return None, None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
        return day, time(int(found[4]), int(found[5])) if found[4] else None
    except ValueError:
        return None, None


def _as_of(typed: str, day: date, added_at: datetime, zone: timezone) -> datetime:
    """Return when the figures were read: as typed, else at the end of their day; never later."""
    typed_day, at = _moment(typed)
    if typed_day is None:
        end = datetime.combine(day + timedelta(days=1), time(), zone)
    else:
        end = datetime.combine(typed_day, at or time(23, 59), zone)
    return min(end, added_at)
