"""What is wrong with a playbook, said so that whoever edits the YAML finds the place.

Used by everything in ``bot.playbook``. English only: an operator reads it, in a terminal.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

FieldPath: TypeAlias = tuple[str | int, ...]
"""The way to a value from the top of the document: keys, and positions in lists."""


class PlaybookError(ValueError):
    """A playbook that cannot be used. ``problems`` holds one line for each thing to mend."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        """Keep every problem, so that they can be mended in one go."""
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Place:
    """A line (counted from 1) of a file."""

    file: str
    line: int


def place_of(path: FieldPath, places: Mapping[FieldPath, Place]) -> Place | None:
    """Return where the value stands, or the nearest thing around it that was written down."""
    for length in range(len(path), -1, -1):
        found = places.get(path[:length])
        if found is not None:
            return found
    return None


def name_of(path: FieldPath, data: object) -> str:
    """Return the path with ids instead of positions: ``tasks.A2.title.en``."""
    names: list[str] = []
    for part in path:
        data = _child(data, part)
        names.append(_label(part, data))
    return ".".join(names)


def described(path: FieldPath, text: str, data: object, places: Mapping[FieldPath, Place]) -> str:
    """Return one line: file, line, field and what is wrong. Without a file, the field alone."""
    name = name_of(path, data) or "playbook"
    place = place_of(path, places)
    where = f"{place.file}:{place.line}: " if place else ""
    return f"{where}{name}: {text}"


def _child(data: object, part: str | int) -> object:
    if isinstance(data, dict):
        return data.get(str(part))
    if isinstance(data, list) and isinstance(part, int) and part < len(data):
        return data[part]
    return None


def _label(part: str | int, item: object) -> str:
    if isinstance(part, int) and isinstance(item, dict):
        for key in ("id", "value", "number"):
            if key in item:
                return str(item[key])
    return str(part)
