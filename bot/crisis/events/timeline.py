"""What people wrote down, and what they corrected."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.crisis.ids import EntryId, SlackUserId
from bot.crisis.words import MessageRef, Words


@dataclass(frozen=True, slots=True)
class NoteAdded:
    """Somebody wrote an entry into the timeline; the envelope's ``at`` says when it happened."""

    entry: EntryId
    text: Words
    source: MessageRef | None = None
    followed: bool = False
    """Whether later edits of the source message reach us."""


@dataclass(frozen=True, slots=True)
class MessagePinned:
    """A message of the channel was put on the timeline; its text follows when it was read.

    Of a message that stands there already it says that one more person pinned it.
    """

    entry: EntryId
    source: MessageRef
    author: SlackUserId | None = None


@dataclass(frozen=True, slots=True)
class PinTaken:
    """One of several people took their pin from a message; it stays on the timeline."""

    entry: EntryId


@dataclass(frozen=True, slots=True)
class EntryTextRead:
    """The text of a pinned message, as it stood when it was read."""

    entry: EntryId
    text: Words
    author: SlackUserId | None = None
    permalink: str = ""


@dataclass(frozen=True, slots=True)
class EntryAmended:
    """An entry was corrected; the earlier text stays in the record."""

    entry: EntryId
    text: Words | None = None
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class EntryRetracted:
    """An entry no longer counts; it stays visible as retracted."""

    entry: EntryId
    reason: Literal["retracted", "unpinned", "deleted"] = "retracted"
