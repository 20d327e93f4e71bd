"""The review for machines."""

import csv
import io
import json
from datetime import datetime

from bot.crisis.events import NoteAdded
from bot.crisis.ids import EntryId
from bot.crisis.words import Words
from bot.review.data import COLUMNS, SCHEMA, to_csv, to_json
from tests.review.stories import everything, reviewed, short


def test_the_json_is_plain_json_and_names_its_schema() -> None:
    made = to_json(reviewed(everything()))
    assert json.loads(json.dumps(made)) == made
    assert (made["schema"], made["draft"]) == (SCHEMA, False)


def test_the_json_has_the_whole_timeline_with_its_hashes() -> None:
    story = everything()
    made = to_json(reviewed(story))
    assert {row["hash"] for row in made["timeline"]} == {one.hash for one in story.record}
    assert made["head"] == {"count": len(story.record), "hash": story.record[-1].hash}


def test_times_are_iso_and_aware_and_spans_are_seconds() -> None:
    times = to_json(reviewed(short()))["times"]
    assert datetime.fromisoformat(times["detected_at"]).tzinfo is not None
    assert times["until_opened"] == 25 * 60


def test_a_correction_marks_the_entry_in_json() -> None:
    rows = to_json(reviewed(everything()))["timeline"]
    notes = {row["body"]["entry"]: row for row in rows if row["kind"] == "NoteAdded"}
    assert notes["n1"]["amended"]
    assert notes["n2"]["retracted"]


def test_the_csv_says_where_a_text_was_removed() -> None:
    story = short()
    story.happens(NoteAdded(EntryId("n9"), Words("", redacted=True)), at=70)
    assert "text: (redacted)" in to_csv(reviewed(story))


def test_the_csv_has_a_row_for_each_event() -> None:
    story = everything()
    rows = list(csv.reader(io.StringIO(to_csv(reviewed(story)))))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == len(story.record) + 1
    assert {row[0] for row in rows[1:]} == {str(one.seq) for one in story.record}
