"""Block Kit objects as the JSON that Slack takes, in one walk.

Called by ``finish`` alone. The library's own walk goes over every level again for each level above
it, and asks each object anew which attributes and validators its class has: half the time that
showing a crisis took. The objects, their validators, and the shapes that some of them give
themselves, stay the library's.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from slack_sdk.models.basic_objects import JsonObject

__all__ = ["plain"]


def plain(part: JsonObject) -> dict[str, Any]:
    """Return an object as JSON, without what is empty. Raises what its validators raise."""
    kind = type(part)
    if kind.to_dict is not JsonObject.to_dict:
        return dict(part.to_dict())
    for validate in _validators(kind):
        validate(part)
    made = {}
    for name in _attributes(kind, part):
        value = getattr(part, name, None)
        if value is not None and not _is_empty(value):
            made[name] = _value(value)
    return made


def _value(value: Any) -> Any:
    if isinstance(value, JsonObject):
        return plain(value)
    if isinstance(value, list | tuple):
        return [_value(one) for one in value]
    return value


def _is_empty(value: Any) -> bool:
    """Whether Slack would refuse it as empty. Rich text, where it may be, is never made here."""
    return hasattr(value, "__len__") and not len(value)


@cache
def _validators(kind: type[JsonObject]) -> tuple[Callable[[JsonObject], None], ...]:
    members = (getattr(kind, name, None) for name in sorted(dir(kind)))
    return tuple(one for one in members if callable(one) and hasattr(one, "validator"))


_names: dict[type[JsonObject], tuple[str, ...]] = {}


def _attributes(kind: type[JsonObject], part: JsonObject) -> tuple[str, ...]:
    """Return the names of what a class shows: a property of the object, the same for all of it."""
    names = _names.get(kind)
    if names is None:
        names = _names[kind] = tuple(sorted(part.attributes))
    return names
