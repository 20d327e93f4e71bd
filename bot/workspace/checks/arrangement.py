"""What blocks may not be to one another: repeated ids, two focused fields, two tables.

Messages and views ask here after each block was looked at by itself; a block that is malformed is
stepped over, its own rule has spoken.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from bot.workspace.checks import limits
from bot.workspace.checks.blocks import ON_SURFACE
from bot.workspace.checks.schema import ListOf, Report
from bot.workspace.checks.walk import elements, nested_blocks, text_length

Found = list[tuple[dict[str, Any], str]]

_TABLES: Final = ("table", "data_table")


@dataclass(frozen=True, slots=True)
class Blocks:
    """An array of blocks for the surface of the report, with all that holds between them."""

    most: int

    def check(self, value: object, at: str, report: Report) -> None:
        """Refuse what single blocks and their arrangement make wrong."""
        ListOf(ON_SURFACE[report.surface], self.most, least=0).check(value, at, report)
        found = list(nested_blocks(value, at))
        _ids_differ(found, report)
        _response_urls_stand_in_modals(found, report)
        if report.surface != "message":
            _one_focus(found, report)


def _ids_differ(blocks: Found, report: Report) -> None:
    seen: set[str] = set()
    for block, where in blocks:
        _note(seen, "block_id", block, where, report)
        actions: set[str] = set()
        for element, inner in elements(block, where):
            _note(actions, "action_id", element, inner, report)


def _note(seen: set[str], key: str, holder: dict[str, Any], at: str, report: Report) -> None:
    found = holder.get(key)
    if not isinstance(found, str):
        return
    if found in seen:
        report.say(f'`{key}` "{found}" already exists', f"{at}/{key}")
    seen.add(found)


def _one_focus(blocks: Found, report: Report) -> None:
    focused = [
        where
        for block, outer in blocks
        for element, where in elements(block, outer)
        if element.get("focus_on_load") is True
    ]
    for where in focused[limits.FOCUSED :]:
        report.say("only one element can be focused on load", f"{where}/focus_on_load")


def _response_urls_stand_in_modals(blocks: Found, report: Report) -> None:
    for block, outer in blocks:
        fits = report.surface == "modal" and block.get("type") == "input"
        for element, where in elements(block, outer):
            if element.get("response_url_enabled") is True and not fits:
                report.say("only works in input blocks of modals", f"{where}/response_url_enabled")


def count(blocks: object, *kinds: str) -> int:
    """How many blocks of these types there are, nested ones too."""
    return sum(block.get("type") in kinds for block, _ in nested_blocks(blocks, ""))


def tables(blocks: object) -> int:
    """How many blocks of the table family there are, nested ones too."""
    return count(blocks, *_TABLES)


def shown_text(blocks: object) -> int:
    """The characters that count against the length of a message; data tables have their own."""
    if not isinstance(blocks, list):
        return 0
    return text_length([block for block in blocks if not _is_data_table(block)])


def _is_data_table(block: object) -> bool:
    return isinstance(block, dict) and block.get("type") == "data_table"
