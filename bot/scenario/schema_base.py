"""What every part of a scenario's YAML is made of: minutes, and texts that somebody types.

Used by the schemas beside it.
"""

import re
from typing import Annotated

from pydantic import BeforeValidator, Field

LONGEST = 60 * 24 * 30
_HOURS = re.compile(r"([0-9]{1,3}):([0-5][0-9])")


def minutes(value: object) -> object:
    """Return ``H:MM`` as minutes, anything else as it is. Raises ValueError for another word."""
    if not isinstance(value, str):
        return value
    found = _HOURS.fullmatch(value)
    if found is None:
        raise ValueError(f"{value!r} is no time: write minutes, or hours and minutes like 1:30")
    return int(found[1]) * 60 + int(found[2])


Minute = Annotated[int, BeforeValidator(minutes), Field(ge=0, le=LONGEST)]
"""From the opening: whole minutes, or hours and minutes like ``24:10``."""

Typed = Annotated[str, Field(min_length=1, max_length=1500)]
"""What somebody types into a field or a message."""

Line = Annotated[str, Field(min_length=1, max_length=200)]
"""What fits one line."""
