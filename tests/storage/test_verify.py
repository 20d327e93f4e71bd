"""The chain: what it finds, what a redaction leaves, and that a third party can check it."""

import os
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.crisis.events import NoteAdded, UnknownEvent
from bot.crisis.ids import EntryId
from bot.crisis.words import Words
from storage.codec import Codec
from storage.database import Database
from storage.errors import BrokenRecord
from storage.store import Store
from storage.values import Verdict
from tests.storage.example import NOON, OTHER, STREAM, add, append, done, note

SCRIPT = Path(__file__).parents[2] / "docs" / "verify_chain.py"
OURS = "team_id = 'T1' AND stream_kind = 'incident' AND stream_id = 'i1'"


async def tamper(url: str, *statements: str) -> None:
    database = Database(url)
    async with database.write() as connection:
        for statement in statements:
            await connection.execute(text(statement.replace("OURS", OURS)))
    await database.close()


def externally(url: str, *noted: object) -> subprocess.CompletedProcess[str]:
    path = url.removeprefix("sqlite:///")
    command = [sys.executable, str(SCRIPT), path, *map(str, noted)]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)


async def five_events(store: Store) -> tuple[int, str]:
    drafts = [note("one"), done("A1"), done("A2"), note("four 😀\0"), done("A3")]
    return (await add(store, *drafts))[-1].seq, (await store.head(STREAM))[1]


async def test_an_untouched_record_holds(store: Store, database_url: str, engine: str) -> None:
    head = await five_events(store)
    whole = Verdict(ok=True, count=5, hash=head[1])
    assert await store.verify(STREAM) == whole
    assert await store.verify(STREAM, head) == whole
    await add(store, done(), after=5)
    assert (await store.verify(STREAM, head)).ok
    if engine == "sqlite":
        checked = externally(database_url, "T1", "incident", "i1", *head)
        assert (checked.returncode, checked.stderr) == (0, "")


async def test_an_empty_record_holds(store: Store) -> None:
    assert await store.verify(STREAM) == Verdict(ok=True, count=0, hash="")


CHANGED_EVENT = {
    "kind": ("SET kind = 'TaskReopened'", "altered"),
    "version": ("SET v = 2", "altered"),
    "time": ("SET at = at + 1", "altered"),
    "time of recording": ("SET recorded_at = recorded_at + 1", "altered"),
    "actor": ("SET actor = 'U2'", "altered"),
    "no actor": ("SET actor = NULL", "altered"),
    "hash": ("SET hash = prev_hash", "altered"),
    "hash before": ("SET prev_hash = hash", "altered"),
    "number": ("SET seq = 30", "gap"),
    "stream": ("SET stream_id = 'i2'", "gap"),
}


@pytest.mark.parametrize("change", CHANGED_EVENT)
async def test_a_change_to_any_column_is_found_at_its_event(
    store: Store, database_url: str, engine: str, change: str
) -> None:
    await five_events(store)
    await add(store, done(), stream=OTHER)
    statement, problem = CHANGED_EVENT[change]
    await tamper(database_url, f"UPDATE events {statement} WHERE OURS AND seq = 2")
    verdict = await store.verify(STREAM)
    assert (verdict.ok, verdict.count, verdict.first_bad_seq) == (False, 1, 2)
    assert verdict.problem == problem
    if engine == "sqlite":
        assert "i1 event 2 " in externally(database_url).stdout


@pytest.mark.parametrize("column", ["team_id", "stream_kind", "stream_id"])
async def test_a_record_cannot_be_passed_off_as_another(
    store: Store, database_url: str, column: str
) -> None:
    await five_events(store)
    names = "team_id, stream_kind, stream_id, seq, hash, status, summary, projected_seq, created_at"
    moved = names.replace(column, "'X'")
    await tamper(
        database_url,
        f"INSERT INTO streams ({names}) SELECT {moved} FROM streams WHERE OURS",  # noqa: S608 (as above)
        "DELETE FROM texts WHERE OURS",
        f"UPDATE events SET {column} = 'X' WHERE OURS",  # noqa: S608 (the three names above)
    )
    field = {"team_id": "team", "stream_kind": "kind", "stream_id": "id"}[column]
    stolen: dict[str, Any] = {field: "X"}
    verdict = await store.verify(replace(STREAM, **stolen))
    assert (verdict.first_bad_seq, verdict.problem) == (1, "altered")


async def test_a_changed_body_is_found_at_its_event(store: Store, database_url: str) -> None:
    await five_events(store)
    database = Database(database_url)
    async with database.write() as connection:
        forged = {"body": b'{"by":null,"means":null,"task":"A9"}'}
        await connection.execute(text("UPDATE events SET body = :body WHERE seq = 3"), forged)
    await database.close()
    verdict = await store.verify(STREAM)
    assert (verdict.first_bad_seq, verdict.problem) == (3, "altered")


CHANGED_TEXT = {
    "text": ("UPDATE texts SET text = salt", "text_altered"),
    "salt": ("UPDATE texts SET salt = text", "text_altered"),
    "digest": ("UPDATE texts SET digest = '00'", "text_missing"),
    "deleted": ("DELETE FROM texts", "text_missing"),
    "deleted text": ("UPDATE texts SET text = NULL, salt = NULL", "text_altered"),
    "said to be redacted": ("UPDATE texts SET redacted_at = 1", "text_altered"),
}


@pytest.mark.parametrize("change", CHANGED_TEXT)
async def test_a_change_to_a_text_is_found_at_its_event(
    store: Store, database_url: str, engine: str, change: str
) -> None:
    await five_events(store)
    statement, problem = CHANGED_TEXT[change]
    await tamper(database_url, f"{statement} WHERE OURS AND seq = 4")
    verdict = await store.verify(STREAM)
    assert (verdict.ok, verdict.first_bad_seq, verdict.problem) == (False, 4, problem)
    if engine == "sqlite":
        assert "i1 event 4 " in externally(database_url).stdout


async def test_a_text_that_no_event_names_is_found(store: Store, database_url: str) -> None:
    await five_events(store)
    columns = "team_id, stream_kind, stream_id, seq, digest, salt, text"
    copied = columns.replace("seq", "3", 1)
    await tamper(
        database_url,
        f"INSERT INTO texts ({columns}) SELECT {copied} FROM texts WHERE OURS AND seq = 4",  # noqa: S608 (as above)
    )
    verdict = await store.verify(STREAM)
    assert (verdict.first_bad_seq, verdict.problem) == (3, "text_foreign")


async def test_a_deleted_event_is_found(store: Store, database_url: str) -> None:
    await five_events(store)
    await tamper(database_url, "DELETE FROM events WHERE OURS AND seq = 2")
    verdict = await store.verify(STREAM)
    assert (verdict.count, verdict.first_bad_seq, verdict.problem) == (1, 2, "gap")


async def test_two_events_that_changed_places_are_found(store: Store, database_url: str) -> None:
    await five_events(store)
    await tamper(
        database_url,
        "UPDATE events SET seq = 9 WHERE OURS AND seq = 2",
        "UPDATE events SET seq = 2 WHERE OURS AND seq = 3",
        "UPDATE events SET seq = 3 WHERE OURS AND seq = 9",
    )
    verdict = await store.verify(STREAM)
    assert (verdict.first_bad_seq, verdict.problem) == (2, "altered")


async def test_a_cut_tail_is_found(store: Store, database_url: str) -> None:
    head = await five_events(store)
    await tamper(database_url, "DELETE FROM events WHERE OURS AND seq = 5")
    verdict = await store.verify(STREAM)
    assert (verdict.count, verdict.first_bad_seq, verdict.problem) == (4, 5, "tail_cut")
    assert (await store.verify(STREAM, head)).problem == "tail_cut"


async def test_a_cut_tail_whose_traces_were_wiped_is_found_with_a_noted_head(
    store: Store, database_url: str, engine: str
) -> None:
    head = await five_events(store)
    fourth = "(SELECT hash FROM events WHERE OURS AND seq = 4)"
    await tamper(
        database_url,
        "DELETE FROM events WHERE OURS AND seq = 5",
        f"UPDATE streams SET seq = 4, hash = {fourth} WHERE OURS",  # noqa: S608 (the line above)
    )
    assert (await store.verify(STREAM)).ok
    verdict = await store.verify(STREAM, head)
    assert (verdict.first_bad_seq, verdict.problem) == (5, "tail_cut")
    if engine == "sqlite":
        assert externally(database_url).returncode == 0
        assert externally(database_url, "T1", "incident", "i1", *head).returncode == 1


async def test_a_record_written_anew_is_found_with_a_noted_head(
    store: Store, database_url: str
) -> None:
    head = await five_events(store)
    await tamper(
        database_url,
        "DELETE FROM texts WHERE OURS",
        "DELETE FROM events WHERE OURS",
        "DELETE FROM streams WHERE OURS",
    )
    await five_events(store)
    assert (await store.verify(STREAM)).ok
    verdict = await store.verify(STREAM, head)
    assert (verdict.first_bad_seq, verdict.problem) == (5, "head_differs")


async def test_an_event_that_cannot_be_read_is_named(store: Store, database_url: str) -> None:
    await five_events(store)
    await tamper(database_url, "UPDATE events SET kind = 'NoteAdded' WHERE OURS AND seq = 2")
    with pytest.raises(BrokenRecord) as broken:
        await store.read(STREAM)
    assert broken.value.seq == 2


async def test_redaction_takes_the_text_and_leaves_the_chain(
    store: Store, database_url: str, engine: str
) -> None:
    head = await five_events(store)
    async with store.transaction() as tx:
        assert await tx.redact(STREAM, seqs=[1], at=NOON) == 1
        assert await tx.redact(STREAM, seqs=[1, 2], at=NOON) == 0
    first, *_, fourth, _ = await store.read(STREAM)
    assert first.event == NoteAdded(EntryId("e1"), Words("", redacted=True))
    assert fourth.event == NoteAdded(EntryId("e1"), Words("four 😀\0"))
    assert (await store.verify(STREAM, head)).ok
    if engine == "sqlite":
        assert externally(database_url).returncode == 0


async def test_everything_typed_in_a_stream_can_be_redacted_at_once(store: Store) -> None:
    await five_events(store)
    await add(store, note("another incident"), stream=OTHER)
    async with store.transaction() as tx:
        assert await tx.redact(STREAM, at=NOON) == 2
    (kept,) = await store.read(OTHER)
    assert kept.event == NoteAdded(EntryId("e1"), Words("another incident"))


async def test_a_redacted_text_is_not_left_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    store = await Store.open(f"sqlite:///{path}")
    await store.migrate()
    await add(store, note("the secret that must go" * 300), note("what may stay"))
    async with store.transaction() as tx:
        await tx.redact(STREAM, seqs=[1], at=NOON)
    await store.close()
    left = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"secret" not in left
    assert b"what may stay" in left


@dataclass(frozen=True, slots=True)
class InfluencerApologised:
    """What only a newer version knows."""

    words: Words


async def test_what_a_newer_version_wrote_survives_and_still_holds(
    store: Store, database_url: str
) -> None:
    kinds: Any = {"InfluencerApologised": InfluencerApologised}
    newer = Store(Database(database_url), Codec(os.urandom, kinds=kinds))
    apology: Any = InfluencerApologised(Words("sorry"))
    await add(store, done())
    async with newer.transaction() as tx:
        await append(tx, type(done())(apology, NOON), after=1)
    await add(store, done(), after=2)
    assert (await store.read(STREAM))[1].event == UnknownEvent("InfluencerApologised", 1)
    assert (await store.verify(STREAM)).ok
    async with store.transaction() as tx:
        assert await tx.redact(STREAM, at=NOON) == 1
    assert (await store.verify(STREAM)).ok
    await newer.close()
