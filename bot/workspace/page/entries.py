"""From what a browser's form sends to what a person enters: strings become times, lists, files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.workspace.people.find import input_meant

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.workspace.inputs import Control
    from bot.workspace.shapes import Json

Content = tuple[str, bytes]


def entries(
    blocks: list[Json],
    values: Mapping[str, Any],
    files: Mapping[str, list[Content]],
    zone: ZoneInfo,
) -> dict[str, Any]:
    """Return what was entered in each input, by block id."""
    return {
        block: entry(input_meant(blocks, block), value, files.get(block, []), zone)
        for block, value in values.items()
    }


def entry(control: Control, value: Any, files: list[Content], zone: ZoneInfo) -> Any:
    """Return one entry; None for an empty field. A time is meant in the person's own zone."""
    if control.kind == "file_input":
        return files or None
    if value in ("", None, []):
        return None
    if control.kind == "datetimepicker":
        return datetime.fromisoformat(str(value)).replace(tzinfo=zone)
    return value
