"""Talks with influencers: what was asked, agreed or comes next, and what became of it."""

from dataclasses import dataclass
from datetime import datetime

from bot.crisis.events import TalkKind, TalkState
from bot.crisis.words import Person, Words


@dataclass(frozen=True, slots=True)
class NoteTalk:
    """Note a question, a hold or a next step; ``at`` None means: now.

    ``text`` was typed, or ``preset`` names a line of the playbook.
    """

    item: str
    kind: TalkKind
    name: Words
    text: Words | None = None
    preset: str = ""
    by: Person | None = None
    agreed_by: Words | None = None
    until: datetime | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AnswerTalk:
    """Say what became of an item; ``at`` None means: now."""

    item: str
    state: TalkState
    text: Words | None = None
    by: Person | None = None
    until: datetime | None = None
    at: datetime | None = None
