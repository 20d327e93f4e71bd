"""What any table has in common that somebody pastes: rows with their lines, columns by name. Pure.

Called by the readers of such tables. Raises ``csv.Error`` for what is no table.
"""

import csv
import io
from collections.abc import Mapping, Sequence

from bot.prevention.spelling import plain


def rows_of(text: str) -> list[tuple[int, list[str]]]:
    """Return the rows that hold anything, each with the line on which it ends."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max("\t,;", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]


def columns_of(cells: Sequence[str], called: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return where each column stands, by what its heading may be called; the first one counts."""
    names = {plain(heading): name for name, headings in called.items() for heading in headings}
    columns: dict[str, int] = {}
    for at, cell in enumerate(cells):
        column = names.get(plain(cell))
        if column is not None:
            columns.setdefault(column, at)
    return columns


def given(cells: Sequence[str], columns: Mapping[str, int]) -> dict[str, str]:
    """Return what stands in the known columns of a row."""
    return {name: cells[at].strip() for name, at in columns.items() if at < len(cells)}
