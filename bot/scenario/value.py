"""A scenario as a value: the script that is measured, and whoever plays it when nobody is there.

Made by ``bot.scenario.load`` alone. Minutes count from the opening.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.crisis.drill import Inject, Script
from bot.crisis.events import Language


@dataclass(frozen=True, slots=True)
class Member:
    """One of the cast. ``roles`` are brought in with the person."""

    id: str
    name: str
    zone: str
    language: Literal["en", "zh"]
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """Who opens the crisis and leads it, and what is known of it then."""

    by: str
    words: str
    language: Language
    kol: str | None
    note_url: str | None
    campaign: str | None
    brand: str | None
    crisis_type: str | None


@dataclass(frozen=True, slots=True)
class Act:
    """Something that one of the cast does at a minute. ``says`` is what the act itself needs."""

    at: int
    who: str
    do: str
    says: Mapping[str, Any] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """Return one of the act's values. Raises KeyError when it has none."""
        return str(self.says[key])


@dataclass(frozen=True, slots=True)
class Scenario:
    """A rehearsal that can be played."""

    script: Script
    hour: int
    zone: str
    speed: int
    """Minutes of the rehearsal in one minute of real time, when people play it."""
    opening: Opening
    cast: tuple[Member, ...]
    carriers: Mapping[str, str]
    """Who passes each inject on, when nobody plays; by the inject's id."""
    acts: tuple[Act, ...]

    def carrier(self, inject: Inject) -> str:
        """Return which of the cast passes an inject on."""
        return self.carriers[inject.id]
