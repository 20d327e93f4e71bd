"""Events of every kind, made from the classes themselves: one fixed sample, or any that can be."""

import dataclasses
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from bot.crisis.events import KINDS, Event
from bot.crisis.words import Person, Words

NOON = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)


def sample(kind: str) -> Event:
    """One event of a kind with every field filled."""
    made: Event = _sample(KINDS[kind], kind)
    return made


def counting_bytes() -> Callable[[int], bytes]:
    """Salts that are the same in every run."""
    made = iter(range(1, 1_000))
    return lambda size: next(made).to_bytes(size, "big")


def events(text: st.SearchStrategy[str]) -> st.SearchStrategy[Event]:
    """Any event of any kind, with such texts in it."""
    return st.one_of([_strategy(cls, text) for cls in KINDS.values()])


def _bare(shape: Any) -> Any:
    while hasattr(shape, "__supertype__"):
        shape = shape.__supertype__
    return shape


def _hints(shape: Any) -> dict[str, Any]:
    hints = get_type_hints(shape)
    return {field.name: hints[field.name] for field in dataclasses.fields(shape)}


def _sample(shape: Any, name: str) -> Any:
    shape = _bare(shape)
    if shape is Person:
        return Person(outside=Words(f"{name} 😀"))
    if shape is Words:
        return Words(f"{name} 词")
    plain = {str: name, int: 3, bool: True, datetime: NOON, date: NOON.date()}
    if shape in plain:
        return plain[shape]
    if dataclasses.is_dataclass(shape):
        fields = _hints(shape).items()
        return shape(**{field: _sample(hint, field) for field, hint in fields})  # type: ignore[operator]  # the class is an event's
    return _sample_generic(shape, name)


def _sample_generic(shape: Any, name: str) -> Any:
    origin, inside = get_origin(shape), get_args(shape)
    if origin is Literal:
        return inside[0]
    if origin in {Union, UnionType}:
        return _sample(inside[0], name)
    if origin is tuple:
        return (_sample(inside[0], name),)
    return {name: _sample(inside[1], name)}


def _strategy(shape: Any, text: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    shape = _bare(shape)
    words = st.builds(Words, text) | st.just(Words("", redacted=True))
    special: dict[Any, st.SearchStrategy[Any]] = {
        Person: st.builds(Person, slack=text) | st.builds(Person, outside=words),
        Words: words,
        str: text,
        int: st.integers(-(2**63), 2**63 - 1),
        bool: st.booleans(),
        datetime: _datetimes(),
        date: st.dates(),
        NoneType: st.none(),
    }
    if shape in special:
        return special[shape]
    if dataclasses.is_dataclass(shape):
        fields = {field: _strategy(hint, text) for field, hint in _hints(shape).items()}
        return st.builds(shape, **fields)  # type: ignore[arg-type]  # the class is an event's
    return _strategy_generic(shape, text)


def _strategy_generic(shape: Any, text: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    origin, inside = get_origin(shape), get_args(shape)
    if origin is Literal:
        return st.sampled_from(inside)
    if origin in {Union, UnionType}:
        return st.one_of([_strategy(part, text) for part in inside])
    if origin is tuple:
        return st.lists(_strategy(inside[0], text), max_size=3).map(tuple)
    assert issubclass(origin, Mapping)
    return st.dictionaries(text, _strategy(inside[1], text), max_size=3)


def _datetimes() -> st.SearchStrategy[datetime]:
    zones = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
    earliest, latest = datetime(1970, 1, 2), datetime(2199, 1, 1)  # noqa: DTZ001 (zoned by hypothesis)
    return st.datetimes(earliest, latest, timezones=zones)
