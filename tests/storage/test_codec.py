"""Events as bytes and back, for every kind, and that the stored format stays readable."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.crisis.events import (
    KINDS,
    DecisionRecorded,
    Event,
    NoteAdded,
    TaskCompleted,
    TaskTaken,
    UnknownEvent,
)
from bot.crisis.ids import DecisionId, EntryId, TaskId
from bot.crisis.words import Words, in_slack
from storage.chain import StoredText, digests_in
from storage.codec import Codec, by_digest
from tests.storage import golden_events
from tests.storage.example import ANNA, NOON
from tests.storage.samples import events, sample

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=12)


@pytest.fixture(scope="module")
def codec() -> Codec:
    return Codec(os.urandom)


def again(codec: Codec, event: Event) -> Event:
    encoded = codec.encode(event)
    return codec.decode(encoded.kind, encoded.v, encoded.body, by_digest(encoded.texts))


@given(event=events(st.text(max_size=12)))
def test_every_event_is_read_as_it_was_written(codec: Codec, event: Event) -> None:
    assert again(codec, event) == event


@given(event=events(ANY_TEXT))
def test_broken_surrogates_are_mended_the_same_way_at_once_and_on_reading(
    codec: Codec, event: Event
) -> None:
    encoded = codec.encode(event)
    read = codec.decode(encoded.kind, encoded.v, encoded.body, by_digest(encoded.texts))
    assert read == encoded.event
    assert again(codec, read) == read


@given(event=events(st.text(max_size=12)))
def test_a_body_is_canonical_json_and_names_exactly_its_texts(codec: Codec, event: Event) -> None:
    encoded = codec.encode(event)
    values = json.loads(encoded.body)
    canonical = json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert json.loads(canonical) == values
    assert encoded.body == msgspec.json.encode(values, order="sorted")
    assert digests_in(encoded.body) == {text.digest for text in encoded.texts}


def texts_of(entry: Mapping[str, Any]) -> dict[str, StoredText]:
    return by_digest(
        [
            StoredText(digest, bytes.fromhex(salt), text.encode(), redacted=False)
            for digest, (salt, text) in entry["texts"].items()
        ]
    )


def body_of(entry: Mapping[str, Any]) -> bytes:
    return msgspec.json.encode(entry["body"], order="sorted")


@pytest.mark.parametrize("kind", KINDS)
def test_the_stored_format_of_a_kind_does_not_change_unnoticed(codec: Codec, kind: str) -> None:
    written = golden_events.known().get(kind, [])
    assert golden_events.stored(kind) in written, "run python -m tests.storage.golden_events"
    newest = written[-1]
    read = codec.decode(kind, newest["v"], body_of(newest), texts_of(newest))
    assert read == sample(kind)


@pytest.mark.parametrize("kind", golden_events.known())
def test_what_was_ever_stored_can_be_read(codec: Codec, kind: str) -> None:
    for entry in golden_events.known()[kind]:
        read = codec.decode(kind, entry["v"], body_of(entry), texts_of(entry))
        assert type(read) is KINDS[kind]
        texts = {text.text for text in codec.encode(read).texts}
        assert texts >= {text.encode() for _, text in entry["texts"].values()}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "😀👨‍👩‍👧",
        "a\0b",
        "שלום עולם",
        "e\u0301 is not é",
        "\u202e",
        "x" * 100_000,
        '{"$words":"a"}',
        "\x7f",
    ],
)
def test_what_people_type_comes_back_letter_by_letter(codec: Codec, text: str) -> None:
    event = NoteAdded(EntryId(text), Words(text))
    assert again(codec, event) == event


def test_half_a_surrogate_pair_is_replaced_and_a_whole_one_joined(codec: Codec) -> None:
    event = NoteAdded(EntryId("\ud800"), Words("\ud83d\ude00\ud800!"))
    mended = NoteAdded(EntryId("�"), Words("😀�!"))
    assert codec.encode(event).event == mended
    assert again(codec, event) == mended


def test_typed_text_never_stands_in_the_body(codec: Codec) -> None:
    first = codec.encode(NoteAdded(EntryId("e1"), Words("secret")))
    second = codec.encode(NoteAdded(EntryId("e1"), Words("secret")))
    assert b"secret" not in first.body
    assert first.body != second.body


def test_a_redacted_text_reads_as_redacted(codec: Codec) -> None:
    encoded = codec.encode(NoteAdded(EntryId("e1"), Words("secret")))
    read = codec.decode(encoded.kind, encoded.v, encoded.body, {})
    assert read == NoteAdded(EntryId("e1"), Words("", redacted=True))
    assert again(codec, read) == read


def test_what_reads_like_a_typed_text_but_is_none_is_refused(codec: Codec) -> None:
    forged = DecisionRecorded(
        decision=DecisionId("d1"),
        kind="takedown",
        owner=in_slack(ANNA),
        rationale=Words("why"),
        choices={"$words": "0" * 64},
    )
    with pytest.raises(ValueError, match="DecisionRecorded"):
        codec.encode(forged)


def test_a_moment_without_a_zone_is_refused(codec: Codec) -> None:
    naive = NOON.replace(tzinfo=None)
    decided = DecisionRecorded(DecisionId("d"), "k", in_slack(ANNA), Words("w"), due=naive)
    with pytest.raises(ValueError, match="time zone"):
        codec.encode(decided)


def test_a_kind_or_version_that_is_not_known_is_kept_as_unknown(codec: Codec) -> None:
    body = b'{"anything":[1,2]}'
    assert codec.decode("InfluencerApologised", 1, body, {}) == UnknownEvent(
        "InfluencerApologised", 1
    )
    assert codec.decode("TaskCompleted", 2, body, {}) == UnknownEvent("TaskCompleted", 2)


def test_a_field_that_a_newer_version_added_is_passed_over(codec: Codec) -> None:
    body = b'{"by":null,"means":null,"mood":{"$words":"00"},"task":"A1"}'
    assert codec.decode("TaskCompleted", 1, body, {}) == TaskCompleted(TaskId("A1"))


def test_a_field_that_an_older_version_lacks_has_its_default(codec: Codec) -> None:
    assert codec.decode("TaskCompleted", 1, b'{"task":"A1"}', {}) == TaskCompleted(TaskId("A1"))


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"text"', b'{"task":3}', b"\xff"])
def test_a_body_that_is_not_what_it_says_is_an_error(codec: Codec, body: bytes) -> None:
    with pytest.raises((msgspec.DecodeError, ValueError)):
        codec.decode("TaskCompleted", 1, body, {})


@dataclass(frozen=True, slots=True)
class TaskTakenOnce:
    """How TaskTaken might have looked: an owner by name only, and called something else."""

    task_id: str
    who: Words


def test_an_old_version_is_brought_up_to_date_on_reading() -> None:
    def second(values: dict[str, Any]) -> dict[str, Any]:
        return {"task": values["task_id"], "who": values["who"]}

    def third(values: dict[str, Any]) -> dict[str, Any]:
        return {"task": values["task"], "owner": {"outside": values["who"]}}

    kinds: Mapping[str, Any] = {"TaskTakenOnce": TaskTakenOnce}
    taken: Any = TaskTakenOnce("A1", Words("Bo"))
    old = Codec(os.urandom, kinds=kinds).encode(taken)
    new = Codec(
        os.urandom,
        versions={"TaskTaken": 3},
        upcasters={("TaskTaken", 1): second, ("TaskTaken", 2): third},
    )
    read = new.decode("TaskTaken", 1, old.body, by_digest(old.texts))
    assert isinstance(read, TaskTaken)
    assert read.task == "A1"
    assert read.owner.outside == Words("Bo")
    assert new.encode(read).v == 3
