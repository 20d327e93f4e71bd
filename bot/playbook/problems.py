"""What is wrong with a playbook, said so that whoever edits the YAML finds the place.

Used by everything in ``bot.playbook``, and for scenarios by ``bot.scenario``. English only: an
operator reads it, in a terminal.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from pydantic import ValidationError
from pydantic_core import ErrorDetails

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


def described(
    path: FieldPath,
    text: str,
    data: object,
    places: Mapping[FieldPath, Place],
    whole: str = "playbook",
) -> str:
    """Return one line: file, line, field and what is wrong. Without a file, the field alone."""
    name = name_of(path, data) or whole
    place = place_of(path, places)
    where = f"{place.file}:{place.line}: " if place else ""
    return f"{where}{name}: {text}"


def misshapen(
    error: ValidationError,
    data: object,
    places: Mapping[FieldPath, Place],
    whole: str = "playbook",
) -> tuple[str, ...]:
    """Return a line for everything that the schema does not take."""
    return tuple(
        described(tuple(_path(item, data)), _said(item), data, places, whole)
        for item in error.errors(include_url=False)
    )


def _path(item: ErrorDetails, data: object) -> Iterator[str | int]:
    """Yield the way to a value as the file has it, without the names that pydantic puts between."""
    *way, last = item["loc"] or ("",)
    if item["type"].startswith("union_tag"):
        way, last = [*way, last], item["ctx"]["discriminator"].strip("'")
    for part in way:
        child = _child(data, part)
        if child is not None:
            yield part
            data = child
    if last not in {"", "[key]"}:
        yield last


def _said(item: ErrorDetails) -> str:
    """Return pydantic's finding in the words of somebody who edits YAML."""
    limits = item.get("ctx", {})
    match item["type"]:
        case "missing" | "union_tag_not_found":
            return "is missing"
        case "extra_forbidden":
            return "is not a key that is known here"
        case "string_too_long":
            return f"at most {limits['max_length']} characters, has {len(item['input'])}"
        case "string_pattern_mismatch":
            return f"{item['input']!r} does not look like {limits['pattern']}"
        case "union_tag_invalid":
            return f"there is no {limits['tag']!r} here; known: {limits['expected_tags']}"
        case "value_error":
            return str(limits["error"])
        case _:
            return item["msg"][:1].lower() + item["msg"][1:]


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
