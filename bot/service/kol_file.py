"""Reads a table of influencers, pasted from a spreadsheet or a CSV file. Pure.

Called by the handler of the import. The first row names the columns. A row that cannot be read is
left out with its line and the reason; the others are kept.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Literal

from bot.crisis.events import KolProfile
from bot.crisis.handbook_prevention import Category, Prevention, Tier
from bot.crisis.words import Words
from bot.locales.typed_number import read_number
from bot.prevention.spelling import plain
from bot.service.pasted import columns_of, given, rows_of

MOST_ROWS = 200
_LONGEST = 300
_LIST = "、;\uff1b|\n"
"""What stands between several names or addresses in one cell; a comma may end the cell."""

Reason = Literal["cells", "name", "followers", "tier", "category", "limit"]


@dataclass(frozen=True, slots=True)
class RowLeftOut:
    """A row that was not read, by its line, and what stood in the cell at fault."""

    line: int
    reason: Reason
    typed: Words | None = None


@dataclass(slots=True)
class TableRead:
    """What stands in a table, each row with its line. ``readable`` False: no column of names."""

    rows: list[tuple[int, KolProfile]] = field(default_factory=list)
    left_out: list[RowLeftOut] = field(default_factory=list)
    readable: bool = True


class _LeftOut(Exception):  # the end of one row, not an error of the program
    def __init__(self, reason: Reason, typed: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.typed = typed


def read_table(text: str, known: Prevention) -> TableRead:
    """Return the influencers of a table, and what was left out of it."""
    found = TableRead()
    try:
        rows = rows_of(text)
    except csv.Error:
        rows = []
    columns = columns_of(rows[0][1], asdict(known.columns)) if rows else {}
    if "names" not in columns:
        found.readable = False
        return found
    width = len(rows[0][1])
    for line, cells in rows[1:]:
        try:
            if len(found.rows) == MOST_ROWS:
                raise _LeftOut("limit")  # noqa: TRY301  # one way out of a row
            if any(cell.strip() for cell in cells[width:]):
                # A comma within a number has moved everything after it.
                raise _LeftOut("cells")  # noqa: TRY301  # one way out of a row
            found.rows.append((line, _profile(given(cells, columns), known)))
        except _LeftOut as reason:
            typed = Words(reason.typed[:_LONGEST]) if reason.typed else None
            found.left_out.append(RowLeftOut(line, reason.reason, typed))
    return found


def _profile(cells: Mapping[str, str], known: Prevention) -> KolProfile:
    names = _several(cells.get("names", ""))
    if not names:
        raise _LeftOut("name")
    mcn, contact = cells.get("mcn"), cells.get("contact")
    return KolProfile(
        names=names,
        accounts=_several(cells.get("accounts", "")),
        mcn=Words(mcn[:_LONGEST]) if mcn else None,
        tier=_one_of(cells.get("tier", ""), known.tiers, "tier"),
        category=_one_of(cells.get("category", ""), known.categories, "category"),
        followers=_followers(cells.get("followers", "")),
        contact=Words(contact[:_LONGEST]) if contact else None,
    )


def _several(cell: str) -> tuple[Words, ...]:
    for mark in _LIST:
        cell = cell.replace(mark, "\n")
    parts = (part.strip()[:_LONGEST] for part in cell.splitlines())
    return tuple(Words(part) for part in dict.fromkeys(parts) if part)


def _followers(cell: str) -> int | None:
    if cell in {"", "-", "—", "/"}:
        return None
    number = read_number(cell)
    if number is None or number != number.to_integral_value() or number < Decimal(0):
        raise _LeftOut("followers", cell)
    return int(number)


def _one_of(
    cell: str, choice: Sequence[Tier] | Sequence[Category], reason: Literal["tier", "category"]
) -> str | None:
    if not cell:
        return None
    for one in choice:
        if plain(cell) in map(plain, (one.id, one.name.en, one.name.zh)):
            return one.id
    raise _LeftOut(reason, cell)
