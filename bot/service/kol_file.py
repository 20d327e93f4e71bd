"""Reads a table of influencers, pasted from a spreadsheet or a CSV file. Pure.

Called by ``bot.service.tables``. The first row names the columns.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import partial
from typing import Literal

from bot.crisis.events import KolProfile
from bot.crisis.handbook_prevention import Category, Prevention, Tier
from bot.crisis.words import Words
from bot.locales.typed_number import read_number
from bot.prevention.kol import MOST_FOLLOWERS
from bot.prevention.spelling import plain
from bot.prevention.table import MOST_ROWS
from bot.service.pasted import LeftOut, Rows, Shape, read_rows

_LONGEST = 300
_LIST = "、;\uff1b|\n"
"""What stands between several names or addresses in one cell; a comma may end the cell."""


def read_kols(text: str, known: Prevention) -> Rows[KolProfile]:
    """Return the influencers of a table, and what was left out of it."""
    shape = Shape(asdict(known.columns), needs="names")
    return read_rows(text, shape, partial(_profile, known=known), MOST_ROWS["kols"])


def _profile(cells: Mapping[str, str], known: Prevention) -> KolProfile:
    names = _several(cells.get("names", ""))
    if not names:
        raise LeftOut("name")
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
    if number is None or number != number.to_integral_value() or not 0 <= number <= MOST_FOLLOWERS:
        raise LeftOut("followers", cell)
    return int(number)


def _one_of(
    cell: str, choice: Sequence[Tier] | Sequence[Category], reason: Literal["tier", "category"]
) -> str | None:
    if not cell:
        return None
    for one in choice:
        if plain(cell) in map(plain, (one.id, one.name.en, one.name.zh)):
            return one.id
    raise LeftOut(reason, cell)
