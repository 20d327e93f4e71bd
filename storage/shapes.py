"""Functions that turn one event class into plain JSON values and back, built from its type hints.

Used by the codec alone. Typed texts leave the values on the way out (a callback says what stands
in their place) and return on the way in.
"""

import dataclasses
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from bot.crisis.words import Words

Seal = Callable[[Words], dict[str, str]]
Unseal = Callable[[Any], dict[str, Any]]
Write = Callable[[Any, Seal], Any]
Revive = Callable[[Any, Unseal], Any]


def writer(shape: Any) -> Write | None:
    """Return the function that writes a value of this type, or None if it is plain already."""
    shape = _bare(shape)
    if shape is Words:
        return lambda value, seal: seal(value)
    if shape is datetime:
        return _write_datetime
    if dataclasses.is_dataclass(shape):
        return _record_writer(shape)
    if _is_list(shape):
        return _list_writer(writer(get_args(shape)[0]))
    if _is_mapping(shape):
        return _mapping_writer(writer(get_args(shape)[1]))
    inner = _optional(shape)
    return None if inner is None else _optional_writer(writer(inner))


def reviver(shape: Any) -> Revive | None:
    """Return the function that puts texts back into plain values, or None if there can be none."""
    shape = _bare(shape)
    if shape is Words:
        return lambda value, unseal: unseal(value)
    if dataclasses.is_dataclass(shape):
        return _record_reviver(shape)
    if _is_list(shape):
        return _list_reviver(reviver(get_args(shape)[0]))
    if _is_mapping(shape):
        return _mapping_reviver(reviver(get_args(shape)[1]))
    inner = _optional(shape)
    return None if inner is None else reviver(inner)


def _bare(shape: Any) -> Any:
    while hasattr(shape, "__supertype__"):
        shape = shape.__supertype__
    return shape


def _is_list(shape: Any) -> bool:
    return get_origin(shape) is tuple and get_args(shape)[1:] == (...,)


def _is_mapping(shape: Any) -> bool:
    origin = get_origin(shape)
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _optional(shape: Any) -> Any:
    if get_origin(shape) not in {Union, UnionType}:
        return None
    inner = [part for part in get_args(shape) if part is not NoneType]
    if len(inner) != 1:
        message = f"an event's field cannot be of type {shape}"
        raise TypeError(message)
    return inner[0]


def _write_datetime(value: datetime, _seal: Seal) -> str:
    if value.tzinfo is None:
        message = "a moment without a time zone cannot be stored"
        raise ValueError(message)
    return value.astimezone(UTC).isoformat()


def _record_writer(shape: Any) -> Write:
    hints = get_type_hints(shape)
    fields = [(field.name, writer(hints[field.name])) for field in dataclasses.fields(shape)]

    def write(value: Any, seal: Seal) -> dict[str, Any]:
        return {
            name: getattr(value, name) if inner is None else inner(getattr(value, name), seal)
            for name, inner in fields
        }

    return write


def _list_writer(inner: Write | None) -> Write:
    def write(value: Any, seal: Seal) -> list[Any]:
        return list(value) if inner is None else [inner(item, seal) for item in value]

    return write


def _mapping_writer(inner: Write | None) -> Write:
    def write(value: Any, seal: Seal) -> dict[str, Any]:
        if inner is None:
            return dict(value)
        return {key: inner(item, seal) for key, item in value.items()}

    return write


def _optional_writer(inner: Write | None) -> Write | None:
    if inner is None:
        return None

    def write(value: Any, seal: Seal) -> Any:
        return None if value is None else inner(value, seal)

    return write


def _record_reviver(shape: Any) -> Revive | None:
    hints = get_type_hints(shape)
    found = [(field.name, reviver(hints[field.name])) for field in dataclasses.fields(shape)]
    fields = [(name, inner) for name, inner in found if inner is not None]
    if not fields:
        return None

    def revive(value: Any, unseal: Unseal) -> Any:
        if isinstance(value, dict):
            for name, inner in fields:
                if value.get(name) is not None:
                    value[name] = inner(value[name], unseal)
        return value

    return revive


def _list_reviver(inner: Revive | None) -> Revive | None:
    if inner is None:
        return None

    def revive(value: Any, unseal: Unseal) -> Any:
        return [inner(item, unseal) for item in value] if isinstance(value, list) else value

    return revive


def _mapping_reviver(inner: Revive | None) -> Revive | None:
    if inner is None:
        return None

    def revive(value: Any, unseal: Unseal) -> Any:
        if not isinstance(value, dict):
            return value
        return {key: inner(item, unseal) for key, item in value.items()}

    return revive
