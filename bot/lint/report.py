"""What the lint says: findings with their place, and which elements are there.

Made by ``bot.lint.check``; read by views, the review and the command line. A finding holds a key
of the catalogs and its values, never a sentence, so that each reader gets it in their language.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.crisis import handbook
from bot.crisis.texts import Text
from bot.crisis.words import Words

Tongue: TypeAlias = Literal["en", "zh"]
Family: TypeAlias = handbook.Family | handbook.RuleId | Literal["missing"]
"""What kind of thing a finding is about; docs/lint.md has a line for each."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the text: offsets in characters, line and column counted from 1."""

    start: int
    end: int
    line: int
    column: int


Said: TypeAlias = Text | Words | str | int
"""What a finding may put into a sentence."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A key of the catalogs and what stands in its placeholders."""

    key: str
    values: Mapping[str, Said]


def phrased(said: str, reason: Text, better: Text) -> Wording:
    """Return the words of a finding: what was said, unless it is about the whole text, and why."""
    if not said:
        return Wording("lint.whole", {"reason": reason, "better": better})
    return Wording("lint.phrase", {"said": Words(said), "reason": reason, "better": better})


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at again, why, and a better way to say it."""

    rule: str
    family: Family
    span: Span
    wording: Wording


@dataclass(frozen=True, slots=True)
class Presence:
    """An element of the format: what it counts, and where it was seen; nowhere means missing."""

    element: handbook.Element
    points: int
    spans: tuple[Span, ...]
    present: bool
    """In a text of two languages: said in both."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in a text. ``score`` is what the elements that are there add up to, of 100."""

    findings: tuple[Finding, ...]
    elements: tuple[Presence, ...]
    languages: tuple[Tongue, ...]
    score: int
