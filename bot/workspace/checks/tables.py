"""The two table blocks.

The table of blocks takes them from here; that a message holds one table at most is said where whole
messages are looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from bot.workspace.checks import limits
from bot.workspace.checks.rich_text import RICH_TEXT
from bot.workspace.checks.schema import (
    ByType,
    Choice,
    Flag,
    ListOf,
    Number,
    Obj,
    Report,
    Rule,
    Text,
    Whole,
    kind,
)
from bot.workspace.checks.walk import text_length

_RAW_TEXT: Final = Obj({"type": kind("raw_text"), "text": Text()})
_RAW_NUMBER: Final = Obj({"type": kind("raw_number"), "value": Number(), "text": Text()})
_CELL: Final = ByType({"raw_text": _RAW_TEXT, "raw_number": _RAW_NUMBER, "rich_text": RICH_TEXT})
_BLOCK_ID: Final[dict[str, Rule]] = {"block_id": Text(limits.BLOCK_ID)}


_SETTING: Final = Obj(optional={"align": Choice(("left", "center", "right")), "is_wrapped": Flag()})


@dataclass(frozen=True, slots=True)
class _ColumnSetting:
    """How one column is shown; null leaves a column as it is."""

    def check(self, value: object, at: str, report: Report) -> None:
        if value is not None:
            _SETTING.check(value, at, report)


TABLE: Final = Obj(
    {
        "type": kind("table"),
        "rows": ListOf(ListOf(_CELL, limits.TABLE_COLUMNS), limits.TABLE_ROWS),
    },
    {
        **_BLOCK_ID,
        "column_settings": ListOf(_ColumnSetting(), limits.TABLE_COLUMN_SETTINGS, least=0),
    },
)


def _rows_are_even(table: dict[str, Any], at: str, report: Report) -> None:
    width = len(table["rows"][0])
    for index, row in enumerate(table["rows"]):
        if len(row) != width:
            report.say("must have as many cells as the first row", f"{at}/rows/{index}")


def _header_is_raw(table: dict[str, Any], at: str, report: Report) -> None:
    for index, cell in enumerate(table["rows"][0]):
        if cell["type"] == "rich_text":
            report.say("unsupported type: rich_text", f"{at}/rows/0/{index}/type")


def _header_column_exists(table: dict[str, Any], at: str, report: Report) -> None:
    columns = len(table["rows"][0])
    if table.get("row_header_column_index", 0) >= columns:
        report.say(f"must be less than {columns}", f"{at}/row_header_column_index")


def _text_fits(table: dict[str, Any], at: str, report: Report) -> None:
    if text_length(table["rows"]) > limits.DATA_TABLE_TEXT:
        report.say(f"must be less than {limits.DATA_TABLE_TEXT + 1} characters", f"{at}/rows")


DATA_TABLE: Final = Obj(
    {
        "type": kind("data_table"),
        "caption": Text(),
        "rows": ListOf(ListOf(_CELL, limits.DATA_TABLE_COLUMNS), limits.DATA_TABLE_ROWS, least=2),
    },
    {
        **_BLOCK_ID,
        "page_size": Whole(1, limits.DATA_TABLE_PAGE),
        "row_header_column_index": Whole(0),
    },
    (_rows_are_even, _header_is_raw, _header_column_exists, _text_fits),
)
