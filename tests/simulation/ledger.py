"""What people did and what they were answered. Kept from Slack's side, never asked of the bot.

Every text that is typed carries a mark of its own, so that the record can be asked for it. Clicks
carry none; they are counted by who clicked what.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from bot.workspace.shapes import Json

Answer = Literal["accepted", "refused", "unknown"]

MARK = re.compile(r"t\d{4}x")


@dataclass(slots=True)
class Typed:
    """A form or a command with typed texts. ``fresh``: nobody else's form repeats them."""

    who: str
    what: str
    about: tuple[str, ...] = ()
    """The incident and the thing that a form is about, where it says so."""
    view: str = ""
    marks: dict[str, bool] = field(default_factory=dict)
    """Each mark, and whether it must stand in the record exactly once."""
    answer: Answer = "unknown"
    repeat_refused: bool = False
    """Whether the same was sent more than once, unchanged, and one of the later ones refused."""


@dataclass(slots=True)
class Click:
    """One thing clicked, once or twice at the same time. Times are the incident's clock."""

    who: str
    verb: str
    incident: str
    subject: str
    sent: datetime
    times: int = 1
    acked: int = 0
    refused: int = 0
    answered: datetime | None = None
    clean: bool = True
    """Whether nothing broke that would have carried a refusal to the person."""

    @property
    def failed(self) -> int:
        """How often the person was told that it did not work."""
        return self.times - self.acked


@dataclass(slots=True)
class Told:
    """An event that Slack told the bot of, and when that was acknowledged."""

    body: Json
    sent: datetime
    acked: datetime | None = None


@dataclass(slots=True)
class Ledger:
    """Everything that was done in one run."""

    typed: list[Typed] = field(default_factory=list)
    clicks: list[Click] = field(default_factory=list)
    told: dict[str, Told] = field(default_factory=dict)
    count: int = 0

    def take_over(self, typed: Typed, standing: set[str]) -> None:
        """Count marks that still stand in a form to whoever sends it next.

        A form may begin with what somebody said before: then that may stand there once more.
        """
        for earlier in self.typed:
            kept = standing & earlier.marks.keys()
            if earlier.view == typed.view and earlier.answer != "accepted":
                typed.marks |= {mark: earlier.marks.pop(mark) for mark in kept}
            else:
                earlier.marks |= dict.fromkeys(kept, False)

    def mark(self) -> str:
        """Return a mark that no other text carries."""
        self.count += 1
        return f"t{self.count:04d}x"


def marks_in(value: Any) -> set[str]:
    """Return the marks in every text of an event, whatever its shape."""
    if isinstance(value, str):
        return set(MARK.findall(value))
    if isinstance(value, dict):
        return set().union(*map(marks_in, value.values()), set())
    if isinstance(value, list | tuple | set | frozenset):
        return set().union(*map(marks_in, value), set())
    return set()
