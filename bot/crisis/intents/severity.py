"""Looking how bad it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.crisis.events import Depth


@dataclass(frozen=True, slots=True)
class ReadSeverity:
    """Record a reading. ``reading`` is derived from the form that was sent.

    ``begins`` and ``ends`` are the conditions that a person ticked and unticked in the form.
    """

    reading: str
    depth: Depth
    answers: Mapping[str, str] = field(default_factory=dict)
    points: Mapping[str, int] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
