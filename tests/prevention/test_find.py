"""Influencers are found by whatever name somebody remembers; tables are read row by row."""

import pytest

from bot.crisis.words import Words
from bot.prevention.find import find, same
from bot.prevention.kol import KolEntry
from bot.service.kol_file import read_kols
from tests.prevention.example import KNOWN, NOON, TEAM, profile

ENTRIES = (
    KolEntry(
        TEAM, "k1", 1, profile("小满Mia", "Mia Chen", accounts=["https://a.example/U/1"]), NOON
    ),
    KolEntry(TEAM, "k2", 1, profile("阿May", mcn="星河传媒"), NOON),
    KolEntry(TEAM, "k3", 1, profile("小满"), NOON),
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("小满mia", ["k1"]),
        ("xiaoman", ["k3", "k1"]),
        ("XM", ["k3", "k1"]),
        ("chen", ["k1"]),
        ("ＭＩＡ", ["k1"]),
        ("星河", ["k2"]),
        ("xinghe", ["k2"]),
        ("http://www.a.example/U/1/?x=1", ["k1"]),
        ("nobody", []),
        ("", ["k3", "k2", "k1"]),
    ],
)
def test_somebody_is_found_by(typed: str, found: list[str]) -> None:
    assert [one.id for one in find(ENTRIES, typed)] == found


def test_a_name_that_two_go_by_recognises_nobody() -> None:
    one = same(ENTRIES, "mia chen")
    assert one is not None
    assert one.id == "k1"
    assert same(ENTRIES, "Somebody") is None
    assert same((*ENTRIES, KolEntry(TEAM, "k4", 1, profile("小满"), NOON)), "小满") is None


TABLE = """名称,主页链接,粉丝数,量级,类目,机构,备注
小满Mia、Mia,https://a.example/u/1,4.2万,,美妆护肤,星河传媒,x
,https://a.example/u/2,1,,,,
阿May,,many,,,,
小鹿,,,巨头,,,
小鹿,,,,天文,,
"大山,David",,12,345,,,x,y
小鹿,,-,头部达人,Travel,,
"""


def test_a_table_is_read_and_every_row_that_is_not_is_named_with_its_reason() -> None:
    table = read_kols(TABLE, KNOWN)
    assert [line for line, _ in table.rows] == [2, 8]
    mia, deer = (profile for _, profile in table.rows)
    assert (mia.names, mia.followers) == ((Words("小满Mia"), Words("Mia")), 42_000)
    assert (mia.category, mia.mcn) == ("beauty", Words("星河传媒"))
    assert (deer.tier, deer.category, deer.followers) == ("top", "travel", None)
    assert [(one.line, one.reason) for one in table.left_out] == [
        (3, "name"),
        (4, "followers"),
        (5, "tier"),
        (6, "category"),
        (7, "cells"),
    ]
    assert read_kols("name\tfollowers\nMia\t1k\n", KNOWN).rows[0][1].followers == 1000
    for nothing in ("", "\n\n", "小满Mia,4.2万\n", '"'):
        assert not read_kols(nothing, KNOWN).readable
