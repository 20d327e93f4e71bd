"""What somebody wants with a table that came as a file."""

from dataclasses import dataclass
from typing import TypeAlias

from bot.crisis.events.table import TableAdded, TableRead


@dataclass(frozen=True, slots=True)
class AddTable:
    """Have a file read."""

    event: TableAdded


@dataclass(frozen=True, slots=True)
class NoteTable:
    """Note what became of the file. The bot does, once it has read it."""

    event: TableRead


TableIntent: TypeAlias = AddTable | NoteTable
"""What can be wanted of a table."""
