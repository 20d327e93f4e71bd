"""Files with community data as people export them: what is read, and what is said of the rest."""

from datetime import UTC, date, datetime

import hypothesis
import pytest
from hypothesis import strategies as st

from bot.playbook.load import load_default
from bot.projector.figures_file import FileRead, Frame, read_file

COMMUNITY = load_default().handbook.community
ADDED = datetime(2026, 3, 10, 4, tzinfo=UTC)
FRAME = Frame(COMMUNITY, datetime(2026, 3, 2, 2, tzinfo=UTC), ADDED, "导出.csv")


def read(text: str, encoding: str = "utf-8") -> FileRead:
    return read_file(text.encode(encoding), FRAME)


def test_a_plain_file_is_read_row_by_row() -> None:
    found = read(
        "date,source,as of,measured or estimated,negative_notes,Negative share\n"
        '2026-03-01,Qiangua,2026-03-02 09:30,estimated,"1,200",38%\n'
        "2026/3/2,,,,1.2万,\n"
    )
    assert (found.left_out, found.passed_over, found.trouble) == ([], [], None)
    first, second = found.days
    assert (first.day, first.estimated, first.source.text) == (date(2026, 3, 1), True, "Qiangua")
    assert first.as_of == datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
    assert first.figures == {"negative_notes": "1200", "negative": "38"}
    assert (second.source.text, second.figures) == ("导出.csv", {"negative_notes": "12000"})
    assert second.as_of == datetime(2026, 3, 2, 16, tzinfo=UTC)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_what_spreadsheets_in_china_write_is_read(encoding: str) -> None:
    found = read("千瓜数据导出\n\n日期;粉丝数;负面笔记;备注\n2026年3月1日;12.3万;7;好\n", encoding)
    (day,) = found.days
    assert day.figures == {"negative_notes": "7", "followers": "123000"}
    assert [words.text for words in found.passed_over] == ["备注"]


def test_a_bad_row_is_named_by_line_and_reason_and_the_good_ones_are_kept() -> None:
    found = read(
        "date,negative notes,followers,kind\n"
        "2026-03-01,12,100,measured\n"
        "yesterday,12,100,\n"
        "2026-03-02,a lot,100,\n"
        "2026-03-03,-5,100,\n"
        "2026-03-04,,,\n"
        "2026-03-30,12,100,\n"
        "2019-03-30,12,100,\n"
        "2026-03-05,12,100,perhaps\n"
        "2026-03-06,1,200,100,measured\n"
        "2026-02-30,12,100,\n"
        "2026-03-07,12,-,\n"
    )
    assert [day.day.day for day in found.days] == [1, 7]
    assert [(one.line, one.reason, one.column) for one in found.left_out] == [
        (3, "date", ""),
        (4, "number", "negative_notes"),
        (5, "number", "negative_notes"),
        (6, "empty", ""),
        (7, "future", ""),
        (8, "far", ""),
        (9, "kind", ""),
        (10, "cells", ""),
        (11, "date", ""),
    ]


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        (b"", "no_date"),
        (b"PK\x03\x04\x00\x00", "not_text"),
        (b"\xff\xff\xff", "not_text"),
        (b"followers\n12\n", "no_date"),
        (b"date,weather\n2026-03-01,12\n", "no_metrics"),
    ],
)
def test_a_file_that_says_nothing_gets_a_reason(content: bytes, trouble: str) -> None:
    found = read_file(content, FRAME)
    assert (found.days, found.trouble) == ([], trouble)


def test_a_file_of_too_many_rows_is_cut_and_says_where() -> None:
    rows = "".join(f"2026-03-01,{number}\n" for number in range(500))
    found = read(f"date,followers\n{rows}")
    assert len(found.days) == 400
    assert [(one.line, one.reason) for one in found.left_out] == [(402, "limit")]


@hypothesis.given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_no_file_is_too_strange(content: bytes) -> None:
    for prefix in (b"", b"date,followers\n2026-03-01,5\n"):
        found = read_file(prefix + content, FRAME)
        assert found.trouble is not None or found.days or found.left_out or not content
