"""Entries of the timeline: notes and pinned messages, followed, corrected, taken back."""

from datetime import UTC, datetime

import pytest

from bot.crisis.events import (
    EntryAmended,
    EntryRetracted,
    EntryTextRead,
    MessagePinned,
    NoteAdded,
    PinTaken,
)
from bot.crisis.ids import ChannelId, EntryId, SlackUserId
from bot.crisis.incident import Entry
from bot.crisis.intents import (
    AddNote,
    AmendEntry,
    CloseIncident,
    NoteEntryText,
    NoteMessageDeleted,
    PinMessage,
    Refusal,
    RetractEntry,
    UnpinMessage,
)
from bot.crisis.words import MessageRef, Words
from tests.crisis.story import DEPUTY, MIA, START, Story, minute, words

N1 = EntryId("n1")
AUTHOR = SlackUserId("UAUTHOR")


def message(at: float = -5, channel: str = "C1") -> MessageRef:
    """A message that was written at a minute."""
    return MessageRef(ChannelId(channel), f"{minute(at).timestamp():.6f}")


def only(story: Story) -> Entry:
    (entry,) = story.incident.entries.values()
    return entry


def test_a_note_says_what_who_and_when() -> None:
    story = Story()
    assert story.does(AddNote(N1, words("called")), by=DEPUTY, at=7) == (
        NoteAdded(N1, words("called")),
    )
    assert only(story) == Entry(N1, minute(7), words("called"), DEPUTY)


def test_a_note_may_be_about_earlier_even_before_the_crisis_was_opened() -> None:
    story = Story()
    story.does(AddNote(N1, words(), minute(-600)), at=7)
    assert only(story).at == minute(-600)
    assert story.record[-1].at == minute(-600)
    assert story.record[-1].recorded_at == minute(7)


def test_a_note_is_never_about_the_future() -> None:
    told = Story().is_told(AddNote(N1, words(), minute(7.1)), at=7)
    assert told == Refusal("refusal.note.future", "missing", field="at")


def test_an_empty_note_says_nothing() -> None:
    told = Story().is_told(AddNote(N1, Words("\u3000")))
    assert told == Refusal("refusal.note.empty", "missing", field="text")


def test_the_same_note_twice_is_one() -> None:
    story = Story()
    story.does(AddNote(N1, words()))
    assert story.is_told(AddNote(N1, words("again"))) == Refusal("refusal.note.known", "already")


def test_the_same_message_is_one_entry_whether_noted_or_pinned() -> None:
    noted, pinned = Story(), Story()
    noted.does(AddNote(N1, words(), source=message()))
    pinned.does(PinMessage(message()))
    for story in (noted, pinned):
        for intent in (PinMessage(message()), AddNote(EntryId("n2"), words(), source=message())):
            assert story.is_told(intent) == Refusal("refusal.note.known", "already")


def test_the_same_time_in_another_channel_is_another_message() -> None:
    story = Story()
    story.does(PinMessage(message()))
    story.does(PinMessage(message(channel="C2")))
    assert len(story.incident.entries) == 2


def test_a_pinned_message_stands_at_its_own_time_and_its_text_follows() -> None:
    story = Story()
    (pinned,) = story.does(PinMessage(message(-5), AUTHOR), at=7)
    assert isinstance(pinned, MessagePinned)
    entry = only(story)
    assert (entry.at, entry.text, entry.author, entry.pinned) == (minute(-5), None, AUTHOR, True)
    read = NoteEntryText(MessageRef(ChannelId("C1"), message().ts, "https://p"), words("hm"))
    assert story.does(read, by=None) == (EntryTextRead(entry.id, words("hm"), None, "https://p"),)
    entry = only(story)
    assert (entry.text, entry.author, entry.amended) == (words("hm"), AUTHOR, False)
    assert entry.source is not None
    assert entry.source.permalink == "https://p"
    assert story.does(read, by=None) == ()


def test_an_edited_message_is_followed_visibly() -> None:
    story = Story()
    story.does(PinMessage(message()))
    for text in ("first", "second", "third"):
        story.does(NoteEntryText(message(), words(text), AUTHOR), by=None)
    assert (only(story).text, only(story).amended) == (words("third"), True)


def test_the_text_of_a_message_that_is_not_on_the_timeline_is_not_kept() -> None:
    story = Story()
    assert story.does(NoteEntryText(message(), words("private")), by=None) == ()
    assert story.does(NoteMessageDeleted(message()), by=None) == ()
    assert story.does(UnpinMessage(message())) == ()


def test_taking_the_pin_away_takes_the_entry_back() -> None:
    story = Story()
    story.does(PinMessage(message()))
    entry = only(story).id
    assert story.does(UnpinMessage(message())) == (EntryRetracted(entry, "unpinned"),)
    assert only(story).retracted
    assert story.does(UnpinMessage(message())) == ()


def test_an_entry_stays_as_long_as_somebodys_pin_holds_it() -> None:
    story = Story()
    (pinned,) = story.does(PinMessage(message()))
    assert isinstance(pinned, MessagePinned)
    assert story.does(PinMessage(message()), by=DEPUTY) == (pinned,)
    assert story.is_told(PinMessage(message()), by=DEPUTY).key == "refusal.note.known"
    assert story.does(UnpinMessage(message())) == (PinTaken(pinned.entry),)
    assert story.does(UnpinMessage(message())) == ()
    assert not story.incident.entries[pinned.entry].retracted
    last = story.does(UnpinMessage(message()), by=DEPUTY)
    assert last == (EntryRetracted(pinned.entry, "unpinned"),)


def test_pinning_again_brings_the_entry_back_as_it_was() -> None:
    story = Story()
    story.does(PinMessage(message(), AUTHOR))
    story.does(NoteEntryText(message(), words("first")), by=None)
    story.does(NoteEntryText(message(), words("second")), by=None)
    before = only(story)
    story.does(UnpinMessage(message()))
    story.does(PinMessage(message()))
    assert only(story) == before


def test_a_pin_taken_from_a_written_note_leaves_the_note() -> None:
    story = Story()
    story.does(AddNote(N1, words(), source=message()))
    assert story.does(UnpinMessage(message())) == ()


def test_a_deleted_message_stays_on_the_timeline_as_taken_back() -> None:
    story = Story()
    story.does(PinMessage(message()))
    story.does(NoteEntryText(message(), words("said it")), by=None)
    entry = only(story).id
    assert story.does(NoteMessageDeleted(message()), by=None) == (EntryRetracted(entry, "deleted"),)
    assert (only(story).retracted, only(story).text) == (True, words("said it"))
    assert story.does(NoteMessageDeleted(message()), by=None) == ()


def test_a_pin_that_is_told_after_its_message_was_deleted_brings_nothing_back() -> None:
    story = Story()
    story.does(PinMessage(message()))
    story.does(NoteMessageDeleted(message()), by=None)
    assert story.does(PinMessage(message()), by=DEPUTY) == ()
    assert only(story).retracted


def test_a_messages_time_is_exact_to_the_microsecond() -> None:
    story = Story()
    whole = int(START.timestamp()) - 60
    story.does(PinMessage(MessageRef(ChannelId("C1"), f"{whole}.000001")))
    assert only(story).at == datetime.fromtimestamp(whole, UTC).replace(microsecond=1)


@pytest.mark.parametrize("ts", ["", "soon", "٣٤", "99999999999999999999.0", "-5.0", "1e9"])
def test_a_message_whose_time_cannot_be_read_stands_at_the_time_of_the_pin(ts: str) -> None:
    story = Story()
    story.does(PinMessage(MessageRef(ChannelId("C1"), ts)), at=7)
    assert only(story).at == minute(7)


def test_a_fraction_that_is_no_number_counts_as_none() -> None:
    story = Story()
    story.does(PinMessage(MessageRef(ChannelId("C1"), f"{int(START.timestamp())}.x²")), at=7)
    assert only(story).at == START


def test_a_message_from_the_future_is_from_now() -> None:
    story = Story()
    story.does(PinMessage(message(60)), at=7)
    assert only(story).at == minute(7)


def test_an_entry_is_amended_in_text_or_time_and_shows_it() -> None:
    story = Story()
    story.does(AddNote(N1, words("calld")))
    assert story.does(AmendEntry(N1, words("called"))) == (EntryAmended(N1, words("called")),)
    story.does(AmendEntry(N1, happened_at=minute(-9)))
    entry = only(story)
    assert (entry.text, entry.at, entry.amended) == (words("called"), minute(-9), True)


def test_an_entry_may_be_corrected_to_this_very_moment() -> None:
    story = Story()
    story.does(AddNote(N1, words(), minute(-9)), at=3)
    story.does(AmendEntry(N1, happened_at=minute(5)), at=5)
    assert only(story).at == minute(5)


def test_a_correction_that_corrects_nothing_is_nothing_new() -> None:
    story = Story()
    story.does(AddNote(N1, words("called")), at=3)
    for intent in (
        AmendEntry(N1),
        AmendEntry(N1, words("called")),
        AmendEntry(N1, happened_at=minute(3)),
    ):
        assert story.is_told(intent, at=9) == Refusal("refusal.details.same", "already")


def test_an_entry_corrected_before_its_text_was_read_still_shows_it() -> None:
    story = Story()
    story.does(PinMessage(message()))
    story.does(AmendEntry(only(story).id, happened_at=minute(-9)))
    story.does(NoteEntryText(message(), words("read")), by=None)
    assert only(story).amended


@pytest.mark.parametrize(
    ("intent", "key", "field"),
    [
        (AmendEntry(EntryId("n9"), words()), "refusal.note.unknown", None),
        (AmendEntry(N1, Words(" ")), "refusal.note.empty", "text"),
        (AmendEntry(N1, happened_at=minute(1.1)), "refusal.note.future", "at"),
        (RetractEntry(EntryId("n9")), "refusal.note.unknown", None),
    ],
)
def test_a_correction_needs_an_entry_a_text_and_a_time_that_was(
    intent: AmendEntry | RetractEntry, key: str, field: str | None
) -> None:
    story = Story()
    story.does(AddNote(N1, words()))
    assert story.is_told(intent, at=1) == Refusal(key, "missing", field=field)


def test_an_entry_is_taken_back_once_and_stays_readable() -> None:
    story = Story()
    story.does(AddNote(N1, words("wrong")))
    assert story.does(RetractEntry(N1)) == (EntryRetracted(N1, "retracted"),)
    assert (only(story).retracted, only(story).text) == (True, words("wrong"))
    assert story.is_told(RetractEntry(N1)) == Refusal("refusal.note.retracted", "already")


def test_late_memories_are_taken_after_closing_but_no_more_pins() -> None:
    story = Story()
    story.does(CloseIncident("contained"), at=60)
    story.does(AddNote(N1, words(), minute(30)), by=MIA, at=90)
    story.does(AmendEntry(N1, words("better")), at=91)
    story.does(RetractEntry(N1), at=92)
    assert story.is_told(PinMessage(message()), at=93) == Refusal("refusal.closed", "closed")
