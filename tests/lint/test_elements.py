"""What a statement should contain is seen where it stands, and not where it only seems to stand."""

import json

import pytest

from bot.lint.check import check
from bot.playbook.load import default_path, dump, parse
from tests.lint.measure import playbook
from tests.lint.said import form, has, linted, rules

WHOLE = """On 3 November we published a note about our serum that said it fades \
spots in seven days. We did not check this claim, and we are sorry to everyone who \
trusted it.
We took the note down on 4 November, and we refund every bottle bought through it; write to \
care@lumeya.example.
From today our legal team, led by Wang Min, checks every claim before a note goes out. \
We will tell you by 10 November at 18:00 what the lab found.

Ana Ruiz, General Manager
"""
CHINESE = """11月3日，我们发布了一篇精华液笔记，里面说“7天淡斑”。\
我们没有核实这句话，对不起每一位相信它的朋友。
11月4日，我们撤下了笔记，并为通过它购买的每一瓶退款，请发邮件到 care@lumeya.example 。
从今天起，由法务王敏带队，每句宣称发布前都要核对。11月10日18点前，我们会公布检测结果。

露美雅总经理 安娜
"""


@pytest.mark.parametrize("text", [WHOLE, CHINESE])
def test_a_whole_statement_has_every_element_and_nothing_to_find(text: str) -> None:
    report = linted(text)
    assert [one.element.id for one in report.elements if not one.present] == []
    assert (report.score, rules(text)) == (100, [])


@pytest.mark.parametrize(
    ("text", "element"),
    [
        ("We were wrong.", "responsibility"),
        ("We take full responsibility.", "responsibility"),
        ("我们没有核实这句宣称。", "responsibility"),
        ("因审核不严，向大家道歉。", "responsibility"),
        ("You can return it, and we refund it.", "repair"),
        ("我们已下架该笔记，并全额退款。", "repair"),
        ("Our note of 3 November was wrong.", "what_happened"),
        ("11月3日的笔记写错了功效。", "what_happened"),
        ("We are sorry to everyone with dry skin.", "regret"),
        ("向干性皮肤的用户道歉。", "regret"),
        ("From now on our legal team reviews each note.", "change"),
        ("今后由法务负责审核每一篇笔记。", "change"),
        ("We will report back by Friday.", "next_update"),
        ("24小时内，我们会公布核查结果。", "next_update"),
        ("Call us on 400-820-8820.", "contact"),
        ("有问题请私信我们。", "contact"),
        ("We were wrong.\n\nAna Ruiz, Founder", "signatory"),
        ("我们错了。\n\n露美雅创始人 安娜", "signatory"),
    ],
)
def test_an_element_is_seen(text: str, element: str) -> None:
    assert element in has(text)


@pytest.mark.parametrize(
    ("text", "element"),
    [
        ("We did nothing wrong.", "responsibility"),
        ("我们没有做错。", "responsibility"),
        ("我们将追究责任。", "responsibility"),
        ("There are no refunds.", "repair"),
        ("不予退款。", "repair"),
        ("We are sorry if it hurt.", "regret"),
        ("深表歉意。", "regret"),
        ("We will improve our processes soon.", "next_update"),
        ("我们于11月3日发布了通报。", "next_update"),
        ("Our founder spoke to the manager yesterday about the note.", "signatory"),
        ("我们错了。\n\n露美雅有限公司", "signatory"),
    ],
)
def test_what_only_sounds_like_an_element_is_none(text: str, element: str) -> None:
    assert element not in has(text)


def test_a_missing_element_is_found_at_the_beginning_with_its_advice() -> None:
    report = linted("We were wrong.", "brand_note")
    missing = [one for one in report.findings if one.family == "missing"]
    assert {(one.span.line, one.span.column) for one in missing} == {(1, 1)}
    assert {one.rule for one in missing} == {
        f"missing.{one.element.id}" for one in report.elements if not one.present
    }
    assert report.score == 25


def test_a_holding_line_is_not_asked_to_admit_or_to_sign() -> None:
    text = "We have seen your posts about our note of 3 November. We will tell you more by 18:00."
    report = linted(text, "holding_line")
    assert [one.rule for one in report.findings] == ["missing.contact", "missing.regret"]
    assert report.score == 70


def test_a_playbook_from_before_the_lint_asks_for_nothing_that_it_cannot_see() -> None:
    stored = json.loads(dump(default_path()))
    for element in stored["elements"]:
        del element["signs"]
    for flag in stored["flags"]:
        del flag["family"]
        flag.pop("source", None)
    del stored["statement_rules"], stored["absolute_withdrawn"]
    handbook = parse(json.dumps(stored)).handbook
    report = check("We take this very seriously.", form("apology"), handbook)
    assert [one.rule for one in report.findings] == ["en_seriously"]
    assert (report.elements, report.score) == ((), 0)


def test_what_is_not_looked_for_lowers_no_score() -> None:
    stored = json.loads(dump(default_path()))
    for element in stored["elements"]:
        if element["id"] in {"signatory", "contact", "change"}:
            del element["signs"]
    handbook = parse(json.dumps(stored)).handbook
    assert check("We were wrong.", form("apology"), handbook).score == 25 * 100 // 80


def test_every_element_of_the_playbook_can_be_seen_in_both_languages() -> None:
    ids = {element.id for element in playbook().handbook.elements}
    assert (has(WHOLE), has(CHINESE)) == (ids, ids)
