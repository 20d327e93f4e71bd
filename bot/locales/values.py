"""What may stand in a sentence's placeholders, and how each kind is shown.

Safe by construction: a value is escaped unless its type says that it is mrkdwn already, so that
nothing a person typed can ping, link or format. Called by ``Voice`` only.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from bot.crisis.playbook import Text
from bot.crisis.words import Person, Words

_WEB = re.compile(r"https?://[^\s<>|\"]{1,1900}", re.IGNORECASE)
_BIDI_CONTROLS = dict.fromkeys((0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_UNSEEN = dict.fromkeys(range(32), " ") | {0x7F: " "}
_NOT_SHOWN = _BIDI_CONTROLS | _UNSEEN
# The blocks of scripts that are written from right to left: Hebrew, Arabic and those beside them.
_RIGHT_TO_LEFT = re.compile(
    r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


class Mrkdwn(str):
    """Text that is Slack's mrkdwn already, made by ``Voice``; it passes as it is."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day alone, for what lies within hours; a plain ``datetime`` shows its day too."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Quoted:
    """What a person typed, as a block quote that keeps its lines."""

    words: Words


@dataclass(frozen=True, slots=True)
class Link:
    """A web address that a person typed, shown as a link when it is one, else as plain text."""

    url: Words

    @property
    def leads_somewhere(self) -> bool:
        """Whether it is a web address at all."""
        return _WEB.fullmatch(flat(self.url.text)) is not None


@dataclass(frozen=True, slots=True)
class Anchor:
    """Something that has a place in Slack, as a link there; ``url`` is Slack's own, or empty."""

    name: Text | str
    url: str


Value: TypeAlias = (
    str
    | int
    | datetime
    | Words
    | Person
    | Text
    | Clock
    | Quoted
    | Link
    | Anchor
    | tuple["Value", ...]
)
"""A tuple shows its values one after the other, with a middle dot between them."""


def escaped(text: str) -> str:
    """Return text that Slack's mrkdwn shows literally (Slack's rule: these three, no others)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def flat(text: str) -> str:
    """Return typed text as one line that cannot turn around what stands beside it."""
    # What can be printed holds none of these; nearly every text is so, and looking is quick.
    shown = text if text.isprintable() else text.translate(_NOT_SHOWN)
    line = " ".join(shown.split())
    if not line.isascii() and _RIGHT_TO_LEFT.search(line):
        return f"\u2068{line}\u2069"
    return line


def quoted(text: str) -> str:
    """Return typed text as a mrkdwn block quote; blank lines are left out."""
    lines = (flat(line) for line in text.splitlines())
    return "\n".join(f"> {escaped(line)}" for line in lines if line)


def linked(text: str) -> str:
    """Return a typed address as a link that shows where it leads, or its text if it is none."""
    return f"<{escaped(text)}>" if _WEB.fullmatch(text) else escaped(text)
