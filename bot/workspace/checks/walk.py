"""Ways through blocks that may be malformed: nested blocks, their elements, their text.

Used by the rules that look at a whole message or view. Nothing here refuses anything or recurses
into JSON of unknown depth.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


def nested_blocks(blocks: object, at: str) -> Iterator[tuple[dict[str, Any], str]]:
    """Every block with its pointer, outer ones first, also those in containers and carousels."""
    todo = [(blocks, at)]
    while todo:
        found, where = todo.pop(0)
        for index, block in enumerate(found if isinstance(found, list) else ()):
            if isinstance(block, dict):
                yield block, f"{where}/{index}"
                nest = _nest_of(block)
                if nest:
                    todo.append((block.get(nest), f"{where}/{index}/{nest}"))


def _nest_of(block: dict[str, Any]) -> str | None:
    nests = {"container": "child_blocks", "carousel": "elements", "plan": "tasks"}
    kind = block.get("type")
    return nests.get(kind) if isinstance(kind, str) else None


def elements(block: dict[str, Any], at: str) -> Iterator[tuple[dict[str, Any], str]]:
    """The interactive elements of one block with their pointers."""
    for name in ("accessory", "element"):
        found = block.get(name)
        if isinstance(found, dict):
            yield found, f"{at}/{name}"
    for name in ("elements", "actions"):
        found = block.get(name)
        for index, element in enumerate(found if isinstance(found, list) else ()):
            if isinstance(element, dict):
                yield element, f"{at}/{name}/{index}"


def text_length(value: object) -> int:
    """The characters of every string that stands under a key `text`, however deep."""
    total, todo = 0, [value]
    while todo:
        found = todo.pop()
        if isinstance(found, dict):
            for name, inner in found.items():
                if isinstance(inner, (dict, list)):
                    todo.append(inner)
                elif name == "text" and isinstance(inner, str):
                    total += len(inner)
        elif isinstance(found, list):
            todo += found
    return total


def json_bytes(value: object) -> int:
    """The size of a value as compact JSON in UTF-8; nested beyond what can be written: endless."""
    try:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    except RecursionError:
        return sys.maxsize
    return len(text.encode("utf-8", "surrogatepass"))
