"""Payloads as Slack sends them, bent: keys dropped, values swapped, nested, lengthened.

Used by the tests of this folder. What comes out is JSON, but nothing else is promised.
"""

import copy
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

ODD: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    1e300,
    10**30,
    "",
    " ",
    "|",
    "||||",
    "\x00",
    "\ud800",
    "🔥" * 50,
    "x" * 5000,
    "<!channel>",
    "2026-13-45",
    "99999999999.999999",
    "U0NOBODY",
    [],
    {},
    [[]],
    [None],
    {"id": None},
    {"value": {"value": {}}},
    {"type": "plain_text_input", "value": 5},
    {"selected_option": {"value": None}},
    {"selected_users": [None, {}, "U1"]},
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of every value inside a payload."""
    found = [path] if path else []
    if isinstance(value, dict):
        for key, one in value.items():
            found += places(one, (*path, key))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            found += places(one, (*path, number))
    return found


@st.composite
def bent(draw: st.DrawFn, corpus: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Draw a payload with one to four things wrong in it."""
    payload: dict[str, Any] = copy.deepcopy(draw(st.sampled_from(corpus)))
    for _ in range(draw(st.integers(1, 4))):
        known = places(payload)
        if known:
            _bend(draw, payload, draw(st.sampled_from(known)), corpus)
    return payload


def _bend(
    draw: st.DrawFn, payload: Any, path: tuple[Any, ...], corpus: Sequence[dict[str, Any]]
) -> None:
    *way, last = path
    holder = payload
    for step in way:
        holder = holder[step]
    how = draw(st.sampled_from(("drop", "odd", "nest", "twice", "longer", "foreign")))
    value = holder[last]
    if how == "drop":
        del holder[last]
    elif how == "odd":
        holder[last] = copy.deepcopy(draw(st.sampled_from(ODD)))
    elif how == "nest":
        holder[last] = draw(st.sampled_from(([value], {"value": value}, [[value], value])))
    elif how == "twice" and isinstance(value, list):
        holder[last] = [*value, *copy.deepcopy(value)]
    elif how == "longer" and isinstance(value, str):
        holder[last] = value * draw(st.integers(2, 60))
    else:
        holder[last] = _foreign(draw, corpus)


def _foreign(draw: st.DrawFn, corpus: Sequence[dict[str, Any]]) -> Any:
    """Return a value that stands somewhere in another payload."""
    value: Any = draw(st.sampled_from(corpus))
    for step in draw(st.sampled_from(places(value))):
        value = value[step]
    return copy.deepcopy(value)
