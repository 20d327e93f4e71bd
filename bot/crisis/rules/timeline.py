"""Entries of the timeline: notes, pinned messages, corrections. Nothing is ever deleted."""

import hashlib
from datetime import UTC, datetime

from bot.crisis.events import (
    EntryAmended,
    EntryRetracted,
    EntryTextRead,
    MessagePinned,
    NoteAdded,
    PinTaken,
)
from bot.crisis.ids import EntryId, SlackUserId
from bot.crisis.incident import Entry
from bot.crisis.intents import (
    AddNote,
    AmendEntry,
    NoteEntryText,
    NoteMessageDeleted,
    PinMessage,
    Refusal,
    RetractEntry,
    UnpinMessage,
)
from bot.crisis.rules.context import Context, Verdict, blank
from bot.crisis.words import MessageRef


def entry_of(source: MessageRef) -> EntryId:
    """Return the id of a message's entry: the same message is always the same entry."""
    digest = hashlib.sha256(f"{source.channel}|{source.ts}".encode()).hexdigest()
    return EntryId(f"m{digest[:12]}")


def add_note(context: Context, intent: AddNote) -> Verdict:
    """Write an entry. A message that is on the timeline already is not added again."""
    if blank(intent.text.text):
        return Refusal("refusal.note.empty", "missing", field="text")
    at = intent.happened_at or context.now
    if at > context.now:
        return Refusal("refusal.note.future", "missing", field="at")
    if _entry_for(context, intent.source) is not None or intent.entry in context.incident.entries:
        return Refusal("refusal.note.known", "already")
    note = NoteAdded(intent.entry, intent.text, intent.source, intent.followed)
    return context.happened(note, at=at)


def pin(context: Context, intent: PinMessage) -> Verdict:
    """Put a message on the timeline; pinning a retracted one brings it back.

    Somebody else's pin on a pinned message is noted: taking one away leaves the other. A pin on
    a message that is gone was told late, and changes nothing.
    """
    known = _entry_for(context, intent.source)
    if known is not None and known.gone:
        return ()
    stands = known is not None and not known.retracted
    if known is not None and stands and not _pins_too(known, context.acting_user):
        return Refusal("refusal.note.known", "already")
    entry = known.id if known is not None else entry_of(intent.source)
    event = MessagePinned(entry, intent.source, intent.author)
    return context.happened(event, at=_written_at(intent.source, context.now))


def unpin(context: Context, intent: UnpinMessage) -> Verdict:
    """Take a pinned message back once nobody's pin is left; one written as a note stays."""
    known, user = _entry_for(context, intent.source), context.acting_user
    if known is None or known.retracted or not known.pinned:
        return ()
    if known.pinned_by - {user}:
        return context.happened(PinTaken(known.id)) if user in known.pinned_by else ()
    return context.happened(EntryRetracted(known.id, "unpinned"))


def _pins_too(entry: Entry, user: SlackUserId | None) -> bool:
    return entry.pinned and user is not None and user not in entry.pinned_by


def note_text(context: Context, intent: NoteEntryText) -> Verdict:
    """Follow the text of a message that is on the timeline, unless it was taken out of there."""
    known = _entry_for(context, intent.source)
    if known is None or known.text == intent.text or (known.text and known.text.redacted):
        return ()
    event = EntryTextRead(known.id, intent.text, intent.author, intent.source.permalink)
    return context.happened(event)


def note_deleted(context: Context, intent: NoteMessageDeleted) -> Verdict:
    """Mark an entry whose message is gone. Its text stays in the record."""
    known = _entry_for(context, intent.source)
    if known is None or known.retracted:
        return ()
    return context.happened(EntryRetracted(known.id, "deleted"))


def amend(context: Context, intent: AmendEntry) -> Verdict:
    """Correct an entry's text or time."""
    known = context.incident.entries.get(intent.entry)
    if known is None:
        return Refusal("refusal.note.unknown", "missing")
    if intent.text is not None and blank(intent.text.text):
        return Refusal("refusal.note.empty", "missing", field="text")
    if intent.happened_at is not None and intent.happened_at > context.now:
        return Refusal("refusal.note.future", "missing", field="at")
    same_text = intent.text is None or intent.text == known.text
    same_time = intent.happened_at is None or intent.happened_at == known.at
    if same_text and same_time:
        return Refusal("refusal.details.same", "already")
    return context.happened(EntryAmended(intent.entry, intent.text, intent.happened_at))


def retract(context: Context, intent: RetractEntry) -> Verdict:
    """Take an entry back, visibly."""
    known = context.incident.entries.get(intent.entry)
    if known is None:
        return Refusal("refusal.note.unknown", "missing")
    if known.retracted:
        return Refusal("refusal.note.retracted", "already")
    return context.happened(EntryRetracted(intent.entry, "retracted"))


def _entry_for(context: Context, source: MessageRef | None) -> Entry | None:
    if source is None:
        return None
    entry = context.incident.entry_of_message.get((source.channel, source.ts))
    return None if entry is None else context.incident.entries.get(entry)


def _written_at(source: MessageRef, now: datetime) -> datetime:
    """Return when a message was written: Slack's ``ts`` is its time in seconds."""
    seconds, _, fraction = source.ts.partition(".")
    if not (seconds.isdecimal() and seconds.isascii()):
        return now
    micros = int((fraction if fraction.isdecimal() else "0").ljust(6, "0")[:6])
    try:
        written = datetime.fromtimestamp(int(seconds), UTC).replace(microsecond=micros)
    except (OverflowError, OSError, ValueError):
        return now
    return min(written, now)
