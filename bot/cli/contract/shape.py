"""Types as JSON that a reader of any language understands. Used by the contract alone."""

import dataclasses
from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from bot.crisis.words import Words

LEGEND: Mapping[str, str] = {
    "text": "a string",
    "words": 'what a person typed: {"text": string, "redacted": boolean}',
    "time": "ISO 8601 in UTC",
    "date": "a day, YYYY-MM-DD",
    "decimal": "an exact number as a string",
    "seconds": "a whole number of seconds",
    "?": "may be null",
    "*": "a mapping with any keys",
    "[…]": "a list, or a fixed sequence where several stand in it",
}
"""What the words of the contract mean in the JSON export."""

_PLAIN: Mapping[Any, str] = {
    str: "text",
    int: "integer",
    float: "number",
    bool: "boolean",
    datetime: "time",
    date: "date",
    Decimal: "decimal",
    timedelta: "seconds",
    Words: "words",
    Any: "any",
}


def fields(shape: type, *, without: Collection[str] = ()) -> dict[str, Any]:
    """Return a dataclass as names and types; ``?`` marks what may be null."""
    hints = get_type_hints(shape)
    names = (one.name for one in dataclasses.fields(shape) if one.name not in without)
    return {name: described(hints[name]) for name in names}


def described(shape: Any) -> Any:
    """Return a type: a word, ``[one]`` for a list, ``{"*": one}`` for a mapping, or fields."""
    while hasattr(shape, "__supertype__"):
        shape = shape.__supertype__
    if shape in _PLAIN:
        return _PLAIN[shape]
    if dataclasses.is_dataclass(shape) and isinstance(shape, type):
        return fields(shape)
    return _composed(shape, get_origin(shape), get_args(shape))


def _composed(shape: Any, origin: Any, parts: tuple[Any, ...]) -> Any:
    if origin is Literal:
        return "|".join(map(str, parts))
    if origin in {Union, UnionType}:
        return _either(parts)
    if origin in {tuple, frozenset, list}:
        return _several(parts)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"*": described(parts[1])}
    raise TypeError(f"the contract cannot describe {shape}")


def _several(parts: tuple[Any, ...]) -> Any:
    inner = [part for part in parts if part is not Ellipsis]
    return [described(part) for part in inner]


def _either(parts: tuple[Any, ...]) -> Any:
    known = [described(part) for part in parts if part is not NoneType]
    optional = NoneType in parts
    if len(known) == 1:
        return {"?": known[0]} if optional and not isinstance(known[0], str) else _marked(known[0])
    words = list(dict.fromkeys(one for one in known if isinstance(one, str)))
    if len(words) == len(known):
        return _marked("|".join(words)) if optional else "|".join(words)
    return {"one of": [*known, *(["null"] if optional else [])]}


def _marked(word: Any) -> str:
    return f"{word}?"
