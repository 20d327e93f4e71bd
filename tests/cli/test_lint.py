"""``kolcrisis lint``: a line for each finding, an exit code, and one line for what is no text."""

import io
import re
import sys
from pathlib import Path

import pytest

from bot.playbook.load import default_path, dump
from tests.cli.conftest import Type
from tests.house.source import text
from tests.lint.test_elements import CHINESE, WHOLE

BAD = "We take this very seriously.\nThe note was removed. It is NO.1.\n"
LINE = re.compile(r"[^:]+:\d+:\d+: [a-z_.]+: \S.*")


def _write(folder: Path, content: bytes | str) -> str:
    data = content.encode() if isinstance(content, str) else content
    (folder / "statement.txt").write_bytes(data)
    return "statement.txt"


@pytest.mark.parametrize("statement", [WHOLE, CHINESE])
def test_a_statement_with_nothing_to_find_says_nothing_and_exits_0(
    typed: Type, tmp_path: Path, statement: str
) -> None:
    said = typed("lint", _write(tmp_path, statement))
    assert (said.code, said.out) == (0, "")
    assert "100" in said.err


def test_each_finding_is_a_line_with_file_line_column_and_rule(typed: Type, tmp_path: Path) -> None:
    said = typed("lint", _write(tmp_path, BAD), "--format", "comment_reply")
    assert said.code == 1
    lines = said.out.splitlines()
    assert all(map(LINE.fullmatch, lines))
    places = [tuple(line.split(":")[1:4]) for line in lines if "missing" not in line]
    assert places == [
        ("1", "4", " en_seriously"),
        ("2", "10", " passive"),
        ("2", "29", " absolute.first"),
    ]


def test_findings_speak_the_language_of_the_text_or_the_one_that_was_asked_for(
    typed: Type, tmp_path: Path
) -> None:
    name = _write(tmp_path, "我司高度重视。\n")
    assert "人人都这么写" in typed("lint", name).out
    assert "Everyone writes this" in typed("lint", name, "--language", "en").out
    assert "没有看到：承担责任" in typed("lint", name, "--language", "zh").out


def test_the_example_on_the_page_is_what_comes_out(typed: Type, tmp_path: Path) -> None:
    draft, shown = re.findall(r"```text\n(.*?)```", text("docs/lint.md"), re.DOTALL)
    (tmp_path / "draft.txt").write_text(draft, encoding="utf-8")
    said = typed("lint", "draft.txt", "--format", "holding_line")
    assert said.out + said.err == shown


def test_another_format_asks_for_other_things(typed: Type, tmp_path: Path) -> None:
    name = _write(tmp_path, "We have seen it and will tell you more by 18:00.")
    assert "missing.signatory" in typed("lint", name).out
    assert "missing.signatory" not in typed("lint", name, "--format", "holding_line").out


def test_what_is_piped_in_is_read(typed: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BAD.encode())))
    said = typed("lint", "-")
    assert (said.code, said.out.startswith("-:1:1: ")) == (1, True)


def test_a_mark_at_the_beginning_and_other_line_ends_move_no_place(
    typed: Type, tmp_path: Path
) -> None:
    plain = typed("lint", _write(tmp_path, BAD)).out
    marked = typed("lint", _write(tmp_path, b"\xef\xbb\xbf" + BAD.replace("\n", "\r\n").encode()))
    assert marked.out == plain


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \n", "is empty"),
        ("我们错了".encode("gb18030"), "is not UTF-8"),
        (b"GIF89a\0\0", "is not a text file"),
        (b"x" * 100_001, "larger than 100,000 bytes"),
    ],
)
def test_what_is_no_statement_is_told_so_in_one_line(
    typed: Type, tmp_path: Path, content: bytes, words: str
) -> None:
    said = typed("lint", _write(tmp_path, content))
    assert (said.code, said.out, len(said.complaints)) == (2, "", 1)
    assert words in said.err


def test_a_folder_is_no_file(typed: Type, tmp_path: Path) -> None:
    said = typed("lint", str(tmp_path))
    assert (said.code, len(said.complaints)) == (2, 1)


def test_a_brand_looks_for_its_own_phrases(typed: Type, tmp_path: Path) -> None:
    document = dump(default_path()).replace("引以为戒", "露美雅出品")
    (tmp_path / "own.yaml").write_text(document, encoding="utf-8")
    said = typed("lint", _write(tmp_path, "露美雅出品。"), KOLCRISIS_PLAYBOOK="own.yaml")
    assert "statement.txt:1:1: zh_attention: " in said.out


def test_a_broken_playbook_is_named(typed: Type, tmp_path: Path) -> None:
    said = typed("lint", _write(tmp_path, BAD), KOLCRISIS_PLAYBOOK="nowhere.yaml")
    assert (said.code, len(said.complaints)) == (2, 1)
    assert said.err.startswith("KOLCRISIS_PLAYBOOK: ")


def test_no_database_is_made(typed: Type, tmp_path: Path) -> None:
    typed("lint", _write(tmp_path, BAD))
    assert [path.name for path in tmp_path.iterdir()] == ["statement.txt"]
