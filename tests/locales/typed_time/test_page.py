"""The page about typed times says what is read: every row of it is typed here."""

import re
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.house.source import text
from tests.locales.typed_time.says import read

PAGE = text("docs/typed-times.md")
TYPED_ON = re.compile(
    r"^Typed on (\d{4}-\d\d-\d\d \d\d:\d\d)(?:, a \w+,)? in (\w+/\w+)\.", re.MULTILINE
)


def _cells(line: str) -> list[str]:
    return [cell.strip().strip("`") for cell in line.strip("|").split("|")]


def _rows() -> Iterator[tuple[str, ZoneInfo, datetime, list[str]]]:
    for section in PAGE.split("\n## ")[1:]:
        typed_on = TYPED_ON.search(section)
        if typed_on is None:
            continue
        zone = ZoneInfo(typed_on[2])
        now = datetime.strptime(typed_on[1], "%Y-%m-%d %H:%M").replace(tzinfo=zone)
        table = [line for line in section.splitlines() if line.startswith("|")]
        for line in table[2:]:
            yield _cells(table[0])[-1], zone, now, _cells(line)


ROWS = list(_rows())


def test_the_page_has_rows_of_every_kind() -> None:
    kinds = [kind for kind, _, _, _ in ROWS]
    assert set(kinds) == {"text", "why", "typed"}
    assert len(ROWS) == len(re.findall(r"^\| `", PAGE, re.MULTILINE))


@pytest.mark.parametrize(
    ("kind", "zone", "now", "cells"),
    ROWS,
    ids=[f"{row[3][0]} ({row[1].key} {row[2]:%H})" for row in ROWS],
)
def test_what_the_page_says_is_what_is_read(
    kind: str, zone: ZoneInfo, now: datetime, cells: list[str]
) -> None:
    said = cells[1:] if kind in {"text", "why"} else ["no time", cells[0]]
    assert list(read(cells[0], now, zone)) == said
