"""How bad it was found to be, reading by reading."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Depth = Literal["quick", "full"]


@dataclass(frozen=True, slots=True)
class SeverityRead:
    """Somebody looked how bad it is; what is left out was unknown.

    ``answers`` are those of the quick read by question, ``points`` those of the full reading by
    factor, ``numbers`` what was typed, by ``factor.measure``, as decimals. ``begins`` and ``ends``
    are conditions. ``low`` to ``high`` points, ``level`` at least and ``highest`` at most are what
    the playbook made of it then.
    """

    reading: str
    depth: Depth
    answers: Mapping[str, str] = field(default_factory=dict)
    points: Mapping[str, int] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    low: int = 0
    high: int = 0
    level: int = 1
    highest: int = 1


@dataclass(frozen=True, slots=True)
class ReadingFellDue:
    """It is time to look again how bad it is, as the level asks for it. ``after`` is a position."""

    after: int
