"""Entries of the timeline."""

from dataclasses import dataclass
from datetime import datetime

from bot.crisis.ids import EntryId, SlackUserId
from bot.crisis.words import MessageRef, Words


@dataclass(frozen=True, slots=True)
class AddNote:
    """Write into the timeline. ``happened_at`` None means: now."""

    entry: EntryId
    text: Words
    happened_at: datetime | None = None
    source: MessageRef | None = None
    followed: bool = False


@dataclass(frozen=True, slots=True)
class PinMessage:
    """Put a message of the channel on the timeline."""

    source: MessageRef
    author: SlackUserId | None = None


@dataclass(frozen=True, slots=True)
class UnpinMessage:
    """Take a pinned message off the timeline again."""

    source: MessageRef


@dataclass(frozen=True, slots=True)
class NoteEntryText:
    """The text of a message on the timeline was read, first or after an edit."""

    source: MessageRef
    text: Words
    author: SlackUserId | None = None


@dataclass(frozen=True, slots=True)
class NoteMessageDeleted:
    """A message of the channel is gone."""

    source: MessageRef


@dataclass(frozen=True, slots=True)
class AmendEntry:
    """Correct an entry of the timeline."""

    entry: EntryId
    text: Words | None = None
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RetractEntry:
    """Take an entry back, visibly."""

    entry: EntryId
