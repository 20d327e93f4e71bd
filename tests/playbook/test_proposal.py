"""A proposed change is a difference that applies to the files, reads well, and writes nothing."""

import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.playbook.load import default_path, load
from bot.playbook.problems import PlaybookError
from bot.playbook.proposal import AddEntry, SetNumber, numbers, propose

CHECK = AddEntry("check", 'A second "screen": late', "发布前#复核", "how: - a", "怎么做")


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A brand's own copy of the playbook."""
    return shutil.copytree(default_path(), tmp_path / "mine")


def test_every_change_applies_as_a_patch_and_the_files_stay_until_then(mine: Path) -> None:
    before = {file.name: file.read_bytes() for file in mine.iterdir()}
    wanted = (
        CHECK,
        AddEntry("section", "Alcohol", "含酒精", "Does it hold any?", "是否含酒精？"),
        AddEntry("clause", "Sober", "不饮酒"),
        SetNumber("prevention.approval.stages.legal.hours", 12),
        SetNumber("prevention.lasts_days", 90),
    )
    for change in wanted:
        made = propose(mine, change)
        assert {file.name: file.read_bytes() for file in mine.iterdir()} == before
        subprocess.run(["git", "apply", "-"], input=made.diff.encode(), cwd=mine, check=True)
        before = {file.name: file.read_bytes() for file in mine.iterdir()}
    known = load(mine).handbook.prevention
    assert (known.checks[-1].name.en, known.checks[-1].how.zh) == (CHECK.name_en, "怎么做")
    assert known.sections[-1].name.zh == "含酒精"
    assert known.clauses[-1].id == "sober"
    assert (known.approval.stages[0].hours, known.lasts_days) == (12, 90)


def test_what_would_not_load_or_is_not_there_is_refused_by_its_place(mine: Path) -> None:
    for change, words in (
        (SetNumber("prevention.sign_offs", 99), "sign_offs"),
        (SetNumber("prevention.nope", 1), "no such place"),
        (SetNumber("prevention.signing", 1), "no whole number"),
        (AddEntry("check", "", "", "", ""), "neither empty"),
        (AddEntry("check", "Growth", "x", "y", "z"), "growth already"),
    ):
        with pytest.raises(PlaybookError, match=words):
            propose(mine, change)
    assert ("prevention.approval.client_hours", 72) in numbers(mine)


@settings(max_examples=15, deadline=None)
@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=25), st.integers(1, 720))
def test_whatever_is_typed_reads_back_as_it_was_or_is_refused(text: str, number: int) -> None:
    typed = " ".join(text.split())
    try:
        made = propose(default_path(), AddEntry("clause", text, text))
    except PlaybookError:
        return
    added = [line[1:] for line in made.diff.splitlines() if line.startswith("+ ")]
    assert len(added) == 2
    assert typed in load_line(added[1])
    hours = propose(default_path(), SetNumber("prevention.approval.watch_hours", number))
    assert f"+    watch_hours: {number}" in hours.diff


def load_line(line: str) -> str:
    """Return the English name that a line of YAML holds."""
    name: str = yaml.safe_load(line)["name"]["en"]
    return name
