"""A table that came as a file: of influencers, or of a campaign's signals. Each is a stream.

The file is read after it was kept, and once; what could not be taken is named by its line.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.crisis.words import Words

TableOf = Literal["kols", "signals"]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row that was left out: its line, why (as a code), and what stood in the cell at fault."""

    line: int
    reason: str
    typed: Words | None = None


@dataclass(frozen=True, slots=True)
class TableAdded:
    """Somebody added a file. ``campaign`` is the id of the one that signals are about."""

    of: TableOf
    file: str
    name: Words
    campaign: str = ""


@dataclass(frozen=True, slots=True)
class TableRead:
    """What became of it: so many rows taken, so many known already, so many left out.

    ``rows`` are the first of those left out. ``trouble``: why nothing was read, as a code.
    """

    taken: int = 0
    known: int = 0
    left_out: int = 0
    rows: tuple[TableRow, ...] = ()
    trouble: str | None = None


TableEvent: TypeAlias = TableAdded | TableRead
