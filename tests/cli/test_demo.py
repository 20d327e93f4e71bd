"""The demo is itself a test: it ends with 0 only when everything was to be seen in Slack."""

import hashlib
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli.demo.command import LEFT
from bot.cli.demo.happened import PROMISES, unfulfilled
from tests.cli.conftest import Type
from tests.crisis.story import Story

PATIENCE = 240
KILLED = r"\[.+\] was acknowledged; the bot \(process (\d+)\) was killed with SIGKILL at once\."
STARTED = r"A new bot runs \(process (\d+)\), on the same database\."


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("demo")
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "demo", "--out", "made", "--fast"],
        cwd=folder,
        env=os.environ | {"CI": "1", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout[-3000:]}{done.stderr[-3000:]}"
    assert done.stderr == ""
    return folder / "made", done.stdout


def test_it_shows_what_people_saw_in_plain_lines(shown: tuple[Path, str]) -> None:
    _, story = shown
    assert "\x1b[" not in story
    for words in (
        "⚪ Not yet assessed · @Ana Ferreira leads",
        "现在：先取证，其他先不动",
        "There is no crisis that you take part in.",
        "[Saved 已取证]",
        "[Paused 已暂停]",
        "4 hours since it was noticed",
        "@David Okoro leads",
        "signed by @David Okoro",
        "every hash fits; one of each card, as the record says; Slack refused none of",
    ):
        assert words in story, words


def test_the_bot_is_killed_and_another_one_shows_the_click(shown: tuple[Path, str]) -> None:
    _, story = shown
    killed, started = re.search(KILLED, story), re.search(STARTED, story)
    assert killed is not None
    assert started is not None
    assert killed[1] != started[1]
    assert killed.end() < started.start() < story.index("The click stands")


def test_it_leaves_a_review_a_transcript_and_the_record(shown: tuple[Path, str]) -> None:
    folder, story = shown
    assert story.splitlines()[-3:] == [f"made/{name}" for name in LEFT]
    review = (folder / "review.md").read_text(encoding="utf-8")
    for words in (
        "Signed by David Okoro",
        "笔记中“7天淡斑”的说法不准确",
        "陈岚（星禾MCN）",
        "Legal reads every brief",
        "小满Mia 发布笔记",
        hashlib.sha256("卖点：7天淡斑（客户确认）".encode()).hexdigest(),
    ):
        assert words in review, words
    page = (folder / "transcript.html").read_text(encoding="utf-8")
    assert "kol-" in page
    assert "烂脸" in page
    connection = sqlite3.connect(folder / "kolcrisis.sqlite3")
    counted = "SELECT count(*) FROM events WHERE stream_kind = 'incident'"
    (events,) = connection.execute(counted).fetchone()
    connection.close()
    assert f"{events} events, every hash fits" in story
    assert not (folder / "clock").exists()


def test_a_folder_that_cannot_be_made_is_named_in_one_line(typed: Type, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    said = typed("demo", "--out", "file/made")
    assert (said.code, len(said.complaints)) == (1, 1)


def test_a_record_in_which_nothing_of_the_story_happened_lacks_all_of_it() -> None:
    story = Story()
    assert len(unfulfilled(story.incident, story.record)) == len(PROMISES)
