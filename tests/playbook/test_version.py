"""A stored playbook is the same playbook: what is dumped can be parsed, and edits show."""

import json
from pathlib import Path

import pytest

from bot.playbook.load import PlaybookError, default_path, dump, load, load_default, parse
from tests.playbook.walk import copied

EDITS = {
    "a title": ("tasks-a-assess.yaml", "先取证", "先存证"),
    "a rank": ("tasks-a-assess.yaml", "rank: 45", "rank: 46"),
    "an option": ("decisions.yaml", "zh: 保留", "zh: 不动"),
    "a threshold": ("severity.yaml", "at_least: 200}", "at_least: 201}"),
    "a phrase": ("flags.yaml", "[初心,", "[不忘, 初心,"),
    "a law line": ("law.yaml", "check its current text", "see its current text"),
    "a default said": ("steps.yaml", "  - id: assess", "  - on_opening: true\n    id: assess"),
    "the human version": ("playbook.yaml", 'version: "1"', 'version: "2"'),
}


def test_what_is_stored_comes_back_the_same() -> None:
    assert parse(dump(default_path())) == load_default()


def test_the_version_is_the_human_one_and_a_digest() -> None:
    human, _, digest = load_default().version.partition("-")
    assert human == "1"
    assert len(digest) == 12
    assert set(digest) <= set("0123456789abcdef")


@pytest.mark.parametrize(("file", "old", "new"), list(EDITS.values()), ids=list(EDITS))
def test_any_edit_changes_the_version(tmp_path: Path, file: str, old: str, new: str) -> None:
    assert load(copied(tmp_path, {file: (old, new)})).version != load_default().version


def test_layout_and_comments_do_not_change_the_version(tmp_path: Path) -> None:
    changes = {
        "steps.yaml": ("steps:", "# a remark\n\nsteps:"),
        "roles.yaml": ("{en: Legal, zh: 法务}", '{zh: "法务", en: "Legal"}'),
    }
    assert load(copied(tmp_path, changes)).version == load_default().version


def test_one_file_says_the_same_as_a_folder(tmp_path: Path) -> None:
    single = tmp_path / "all.yaml"
    single.write_text(dump(default_path()), encoding="utf-8")
    assert load(single) == load_default()


def test_a_database_that_reorders_json_changes_nothing() -> None:
    document = json.loads(dump(default_path()))
    shuffled = json.dumps(dict(reversed(document.items())), indent=2)
    assert parse(shuffled) == load_default()


def test_the_order_of_tasks_is_content() -> None:
    document = json.loads(dump(default_path()))
    document["tasks"].reverse()
    assert parse(json.dumps(document)).version != load_default().version


@pytest.mark.parametrize("document", ["", "no json", "[" * 100_000, "{", "[]", "null", "3", "{}"])
def test_what_is_no_stored_playbook_is_refused(document: str) -> None:
    with pytest.raises(PlaybookError) as raised:
        parse(document)
    assert raised.value.problems


def test_a_stored_playbook_names_the_field_that_does_not_fit() -> None:
    document = json.loads(dump(default_path()))
    document["tasks"][0]["rank"] = "first"
    with pytest.raises(PlaybookError) as raised:
        parse(json.dumps(document))
    assert raised.value.problems[0].startswith("tasks.A1.rank: ")


def test_a_broken_playbook_cannot_be_stored(tmp_path: Path) -> None:
    path = copied(tmp_path, {"steps.yaml": ("id: assess", "id: asses")})
    with pytest.raises(PlaybookError):
        dump(path)


def test_words_that_yaml_takes_for_something_else_stay_words(tmp_path: Path) -> None:
    changes = {
        "roles.yaml": ("{en: Legal, zh: 法务}", "{en: No, zh: 2024-01-02}"),
        "steps.yaml": ("source: guide step 1", "source: 12:30"),
    }
    playbook = load(copied(tmp_path, changes))
    legal = next(role for role in playbook.roles if role.id == "legal")
    assert (legal.name.en, legal.name.zh) == ("No", "2024-01-02")
    assert playbook.steps[0].source == "12:30"
