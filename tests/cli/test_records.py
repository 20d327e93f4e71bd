"""Listing, exporting and verifying what the bot recorded; seen by an operator and by others."""

import csv
import io
import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from bot.review.data import COLUMNS, SCHEMA
from tests.cli.conftest import Said, Type
from tests.cli.played import TITLE, Played

NOBODY = "There is no incident"


def _listed(typed: Type, played: Played, *more: str) -> list[dict[str, object]]:
    said = typed("list", "--json", *more, KOLCRISIS_DATABASE_URL=played.database_url)
    assert said.code == 0
    found: list[dict[str, object]] = json.loads(said.out)
    return found


def _id(typed: Type, played: Played) -> str:
    (incident,) = _listed(typed, played)
    return str(incident["id"])


def _export(typed: Type, played: Played, *more: str) -> Said:
    incident = _id(typed, played)
    return typed("export", incident, *more, KOLCRISIS_DATABASE_URL=played.database_url)


def test_the_numbers_are_over_what_somebody_may_see_and_exercises_stand_apart(
    typed: Type, played: Played
) -> None:
    def counted(*more: str) -> dict[str, dict[str, object]]:
        said = typed("stats", "--json", *more, KOLCRISIS_DATABASE_URL=played.database_url)
        assert said.code == 0
        found: dict[str, dict[str, object]] = json.loads(said.out)
        return found

    assert counted()["crises"]["incidents"] == 1
    assert counted()["exercises"]["incidents"] == 0
    assert counted("--as", "U0NOBODY")["crises"]["incidents"] == 0
    plain = typed("stats", KOLCRISIS_DATABASE_URL=played.database_url)
    assert plain.out.startswith("Crises: 1, closed 0")


def test_an_operator_lists_everything(typed: Type, played: Played) -> None:
    (incident,) = _listed(typed, played)
    assert incident["title"] == TITLE
    assert incident["status"] == "open"
    assert incident["commander"] == played.users["ana"]
    assert incident["channel"]
    assert typed("list", KOLCRISIS_DATABASE_URL=played.database_url).out.count("\n") == 1


@pytest.mark.parametrize(("who", "sees"), [("ana", 1), ("lin", 1), ("david", 1), ("noor", 0)])
def test_a_list_for_somebody_holds_what_they_may_see(
    typed: Type, played: Played, who: str, sees: int
) -> None:
    assert len(_listed(typed, played, "--as", played.users[who])) == sees


def test_an_export_for_an_outsider_is_as_if_there_were_none(typed: Type, played: Played) -> None:
    refused = _export(typed, played, "--as", played.users["noor"])
    url = played.database_url
    unknown = typed("export", "i000000000000", KOLCRISIS_DATABASE_URL=url)
    assert (refused.code, refused.out) == (unknown.code, unknown.out) == (1, "")
    incident = _id(typed, played)
    assert refused.err.replace(incident, "i000000000000") == unknown.err
    assert refused.err.startswith(NOBODY)


def test_markdown_speaks_the_language_that_was_asked_for(typed: Type, played: Played) -> None:
    both = _export(typed, played).out
    english = _export(typed, played, "--language", "en").out
    chinese = _export(typed, played, "--language", "zh").out
    for text in (both, english, chinese):
        assert "7天淡斑" in text
        assert "Ana" in text
    assert "Lumeya" in english
    assert len({both, english, chinese}) == 3


def test_a_page_needs_nothing_else(typed: Type, played: Played) -> None:
    page = _export(typed, played, "--format", "html").out
    assert page.startswith("<!")
    assert "7天淡斑" in page
    assert "<script" not in page


def test_a_shareable_copy_is_a_page_or_text_and_names_nobody(typed: Type, played: Played) -> None:
    for form in ("md", "html"):
        copy = _export(typed, played, "--shareable", "--format", form, "--language", "en").out
        assert "Review of a crisis (shareable copy)" in copy
        assert not any(name in copy for name in ("Ana", "David", "小满", "12315"))
    refused = _export(typed, played, "--shareable", "--format", "json")
    assert (refused.code, refused.out) == (2, "")


def test_json_holds_the_whole_record(typed: Type, played: Played) -> None:
    data = json.loads(_export(typed, played, "--format", "json").out)
    assert data["schema"] == SCHEMA
    (incident,) = _listed(typed, played)
    assert len(data["timeline"]) == incident["events"]
    assert data["timeline"][0]["kind"] == "IncidentOpened"


def test_csv_holds_a_row_for_each_event(typed: Type, played: Played, tmp_path: Path) -> None:
    said = _export(typed, played, "--format", "csv", "--out", "timeline.csv")
    assert (said.code, said.out) == (0, "")
    text = (tmp_path / "timeline.csv").read_bytes().decode()
    rows = list(csv.reader(io.StringIO(text, newline="")))
    (incident,) = _listed(typed, played)
    assert rows[0] == list(COLUMNS)
    assert len(rows) - 1 == incident["events"]
    assert text.count("\r\n") == len(rows)


def test_a_file_that_cannot_be_written_is_named(typed: Type, played: Played) -> None:
    said = _export(typed, played, "--out", "no/such/folder/review.md")
    assert said.code == 1
    assert said.complaints[0].startswith("--out no/such/folder/review.md: ")


def test_a_sound_record_is_verified_with_its_head(typed: Type, played: Played) -> None:
    said = typed("verify", KOLCRISIS_DATABASE_URL=played.database_url)
    assert said.code == 0
    incident, grade, *_, head = said.out.split()
    assert (incident, grade) == (_id(typed, played), "ok")
    url = played.database_url
    assert typed("verify", incident, "--head", head, KOLCRISIS_DATABASE_URL=url).code == 0
    unknown = typed("verify", "i000000000000", KOLCRISIS_DATABASE_URL=url)
    assert (unknown.code, unknown.err.startswith(NOBODY)) == (1, True)


def _tampered(played: Played, folder: Path, statement: str, *values: int) -> str:
    copy = folder / "tampered.sqlite3"
    shutil.copy(played.database, copy)
    with sqlite3.connect(copy) as connection:
        connection.execute(statement, values)
    connection.close()
    return f"sqlite:///{copy}"


@pytest.mark.parametrize(
    ("statement", "seq"),
    [
        ("UPDATE events SET actor = 'U0SOMEBODY' WHERE seq = 2", "2"),
        ("UPDATE texts SET text = x'00' WHERE seq = 1", "1"),
        ("DELETE FROM events WHERE seq = 3", "3"),
    ],
)
def test_the_first_event_that_does_not_fit_is_named(
    typed: Type, played: Played, tmp_path: Path, statement: str, seq: str
) -> None:
    url = _tampered(played, tmp_path, statement)
    said = typed("verify", KOLCRISIS_DATABASE_URL=url)
    assert said.code == 1
    assert f"problem  event {seq} " in said.out


def test_a_tail_that_was_cut_off_shows_against_a_head_that_was_noted(
    typed: Type, played: Played, tmp_path: Path
) -> None:
    incident = _id(typed, played)
    noted = typed("verify", KOLCRISIS_DATABASE_URL=played.database_url).out.split()[-1]
    count = int(noted.partition(":")[0])
    copy = tmp_path / "tampered.sqlite3"
    url = _tampered(played, tmp_path, "DELETE FROM events WHERE seq = ?", count)
    with sqlite3.connect(copy) as connection:
        connection.execute("DELETE FROM texts WHERE seq = ?", (count,))
        row = connection.execute("SELECT hash FROM events WHERE seq = ?", (count - 1,)).fetchone()
        connection.execute("UPDATE streams SET seq = ?, hash = ?", (count - 1, row[0]))
    connection.close()
    assert typed("verify", KOLCRISIS_DATABASE_URL=url).code == 0
    said = typed("verify", incident, "--head", noted, KOLCRISIS_DATABASE_URL=url)
    assert said.code == 1
    assert "the end of the record was cut off" in said.out
