"""What a check found, as one line."""

from dataclasses import dataclass
from typing import Literal

Grade = Literal["ok", "problem", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor. ``remedy`` says what to do; a note is what nobody can check."""

    grade: Grade
    about: str
    what: str
    remedy: str = ""

    def line(self) -> str:
        """Return it as a person reads it."""
        return f"{self.grade:<8} {self.about:<12} {self.what}{self._remedy()}"

    def _remedy(self) -> str:
        return f" -> {self.remedy}" if self.remedy else ""


def ok(about: str, what: str) -> Finding:
    """Return that something is as it should be."""
    return Finding("ok", about, what)


def problem(about: str, what: str, remedy: str) -> Finding:
    """Return that something is wrong, and what to do."""
    return Finding("problem", about, what, remedy)


def note(about: str, what: str, remedy: str = "") -> Finding:
    """Return something that cannot be checked from here."""
    return Finding("note", about, what, remedy)
