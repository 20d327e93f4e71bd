"""A rehearsal goes through the real bot over real HTTP, and says what was not as it should be."""

import json
from pathlib import Path

import pytest

from bot.cli.rehearse.command import LEFT
from tests.cli.conftest import Type
from tests.scenario.small import NOBODY_PLAYS, SMALL, written


@pytest.fixture(autouse=True)
def _plain_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "1")


def test_a_scenario_is_played_judged_and_left_in_a_folder(typed: Type, tmp_path: Path) -> None:
    written(tmp_path)
    said = typed("rehearse", "small.yaml", "--out", "made")
    assert (said.code, said.complaints) == (0, []), said.out
    for words in (
        "Lin: complete A2",
        "【演练】EXERCISE Ads",
        "[Paused]",
        "met      paused (pause): B1 Pause ads and boosts on the note, by 0:30: done at 0:08",
        "receipts 1 of 1; 0 wrong actions",
    ):
        assert words in said.out, words
    assert said.out.splitlines()[-len(LEFT) :] == [f"made/{name}" for name in LEFT]
    made = tmp_path / "made"
    result = json.loads((made / "score.json").read_text(encoding="utf-8"))
    assert (result["scenario"], result["met"]) == ("small", True)
    assert result["objectives"]["preserve"] == {"met": 2, "of": 2, "by": 20, "at": 3}
    timeline = json.loads((made / "timeline.json").read_text(encoding="utf-8"))["timeline"]
    late = next(one for one in timeline if one["kind"] == "TasksFellOverdue")
    opened = timeline[0]["recorded_at"]
    assert (late["recorded_at"][:16], opened[14:16]) == (f"{opened[:14]}30", "00")
    assert "录屏 03:12" in (made / "review.md").read_text(encoding="utf-8")
    assert "<html" in (made / "review.html").read_text(encoding="utf-8")
    page = (made / "transcript.html").read_text(encoding="utf-8")
    assert "【演练】EXERCISE" in page
    assert not (made / "clock").exists()


def test_when_nobody_plays_every_expectation_is_named(typed: Type, tmp_path: Path) -> None:
    written(tmp_path, NOBODY_PLAYS)
    said = typed("rehearse", "small.yaml", "--out", "made", "--language", "zh")
    assert said.code == 1
    save, pause = "A2 Save the evidence; touch nothing yet", "B1 Pause ads and boosts on the note"
    assert said.complaints == [
        f"Not met: saved (preserve): {save}, by 0:20: not done.",
        f"Not met: proof (preserve): proof for {save}, by 0:20: not done.",
        f"Not met: paused (pause): {pause}, by 0:30: not done.",
    ]
    result = json.loads((tmp_path / "made" / "score.json").read_text(encoding="utf-8"))
    assert [one["verdict"] for one in result["expected"]] == ["missed"] * 3
    assert not result["met"]


def test_a_faulty_file_is_named_by_line_and_nothing_is_played(typed: Type, tmp_path: Path) -> None:
    written(tmp_path, SMALL.replace("task: B1", "task: B99"))
    said = typed("rehearse", "small.yaml", "--out", "made")
    assert said.code == 2
    assert [one.split(": ")[:2] for one in said.complaints] == [
        ["small.yaml:19", "expected.paused.task"]
    ]
    assert not (tmp_path / "made").exists()


def test_a_scenario_or_a_playbook_that_is_not_there_is_named(typed: Type) -> None:
    said = typed("rehearse", "nothing.yaml", "--out", "made")
    assert (said.code, said.complaints) == (2, ["nothing.yaml: there is no such file or folder"])
    said = typed("rehearse", "lumeya", "--out", "made", "--playbook", "nothing")
    assert said.code == 2
    assert said.complaints[0].startswith("--playbook: ")
