"""What any table has in common, pasted or from a file: rows by line, columns by name. Pure.

Called by the readers of such tables. A row that cannot be read is left out with its line and the
reason; the others are kept.
"""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from bot.crisis.events.table import TableRead, TableRow
from bot.crisis.words import Words
from bot.prevention.spelling import plain

MOST_NAMED = 100
"""Rows left out that are named; how many there are in all is counted."""
_LONGEST = 300
_SPACES = "\t\n\r\f\v\x1a"
"""What may stand in a text besides signs; old spreadsheets end a file with the last one."""

R = TypeVar("R")


@dataclass(slots=True)
class Rows(Generic[R]):
    """What stands in a table, each row with its line.

    ``readable`` False: it is no table, or the column that it needs is missing.
    """

    rows: list[tuple[int, R]] = field(default_factory=list)
    left_out: list[TableRow] = field(default_factory=list)
    beyond: int = 0
    """Rows after the limit, but for the first, which is among those left out."""
    readable: bool = True

    def outcome(self, taken: int = 0, known: int = 0) -> TableRead:
        """Return what became of it, once so many rows were taken."""
        left_out = sorted(self.left_out, key=lambda row: row.line)
        return TableRead(taken, known, len(left_out) + self.beyond, tuple(left_out[:MOST_NAMED]))


class LeftOut(Exception):  # the end of one row, not an error of the program
    """A row is not taken, and why; ``typed`` is what stood in the cell at fault."""

    def __init__(self, reason: str, typed: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.typed = typed


@dataclass(frozen=True, slots=True)
class Shape:
    """What a kind of table is: its columns by what they may be called, the one that it needs."""

    called: Mapping[str, Sequence[str]]
    needs: str


def read_rows(
    text: str, shape: Shape, read: Callable[[Mapping[str, str]], R], most: int
) -> Rows[R]:
    """Return the rows of a table as ``read`` makes them of their cells; it has ``most`` at most."""
    found = Rows[R]()
    try:
        rows = _rows_of(text)
    except csv.Error:
        rows = []
    columns = _columns_of(rows[0][1], shape.called) if rows else {}
    if shape.needs not in columns:
        found.readable = False
        return found
    width = len(rows[0][1])
    for nr, (line, cells) in enumerate(rows[1:], start=1):
        if nr > most:
            found.left_out.append(TableRow(line, "limit"))
            found.beyond = len(rows) - 1 - nr
            break
        try:
            found.rows.append((line, read(_given(cells, columns, width))))
        except LeftOut as reason:
            typed = Words(reason.typed[:_LONGEST]) if reason.typed else None
            found.left_out.append(TableRow(line, reason.reason, typed))
    return found


def decoded(content: bytes) -> str | None:
    """Return the text of a file, or None for one that is none.

    Spreadsheets write UTF-8, in China GB18030, and as "Unicode text" UTF-16 with its mark.
    """
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        strange = any(sign < " " and sign not in _SPACES for sign in set(text))
        return None if strange else text
    return None


def _rows_of(text: str) -> list[tuple[int, list[str]]]:
    """Return the rows that hold anything, each with the line on which it ends."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max("\t,;", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]


def _columns_of(cells: Sequence[str], called: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return where each column stands, by what its heading may be called; the first one counts."""
    names = {plain(heading): name for name, headings in called.items() for heading in headings}
    columns: dict[str, int] = {}
    for at, cell in enumerate(cells):
        column = names.get(plain(cell))
        if column is not None:
            columns.setdefault(column, at)
    return columns


def _given(cells: Sequence[str], columns: Mapping[str, int], width: int) -> dict[str, str]:
    """Return what stands in the known columns of a row."""
    if any(cell.strip() for cell in cells[width:]):
        # A comma within a number has moved everything after it.
        raise LeftOut("cells")
    found = {name: cells[at].strip() for name, at in columns.items() if at < len(cells)}
    for cell in found.values():
        if cell.startswith("="):
            # Whoever opens an export of it in a spreadsheet would carry it out.
            raise LeftOut("formula", cell)
    return found
