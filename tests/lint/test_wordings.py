"""Words that give a statement away are marked where they stand; plain language is not."""

import pytest

from tests.lint.measure import playbook
from tests.lint.said import found, linted, marked, rules


def test_every_phrase_that_the_playbook_flags_is_found() -> None:
    """A phrase without kinds and gaps stands for itself; the others have tests of their own."""
    for flag in playbook().handbook.flags:
        for phrase in flag.phrases:
            if not set("…*{") & set(phrase):
                assert found(phrase, flag.id), (flag.id, phrase)


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("We regret it if anyone was offended.", "en_if_offended", "if anyone was offended"),
        ("如果我们的表达让您感到冒犯，我们道歉。", "zh_if", "如果我们的表达让您感到冒犯"),
        ("We take this matter very seriously.", "en_seriously", "take this matter very seriously"),
        ("公司已成立由多部门组成的小组。", "zh_task_force", "成立由多部门组成的小组"),
        ("系该博主个人行为。", "zh_somebody_else", "系该博主个人行为"),
        ("Get 20% off today!", "en_promotion", "20% off"),
        ("欢迎选购新品。", "zh_promotion", "欢迎选购"),
        ("We reserve all rights.", "en_corporate", "reserve all rights"),
        ("我司郑重声明。", "zh_corporate", "我司"),
    ],
)
def test_a_phrase_is_marked_where_it_stands(text: str, rule: str, words: str) -> None:
    assert found(text, rule)[0] == words


@pytest.mark.parametrize(
    "text",
    [
        "我们的好胜心盖过了初心。",
        "我们停止发放优惠券。",
        "这款面霜适合个别化护理。",
        "If you bought it, we refund it.",
    ],
)
def test_the_same_words_in_plain_language_are_fine(text: str) -> None:
    assert [one for one in rules(text) if one not in {"admission", "vague"}] == []


@pytest.mark.parametrize(
    ("text", "rule", "term"),
    [
        ("这是行业第一品牌。", "absolute.first", "第一品牌"),
        ("最佳之选", "absolute.statute", "最佳"),
        ("全网 top1", "absolute.first", "top1"),
        ("它能治疗痘痘。", "absolute.medical", "治疗"),
        ("百分百安全", "absolute.absolute", "百分百"),
    ],
)
def test_an_absolute_term_is_to_be_looked_at_again(text: str, rule: str, term: str) -> None:
    assert found(text, rule) == [term]


@pytest.mark.parametrize(
    "text",
    [
        "我们第一时间致以最诚挚的歉意。",
        "11月3日是第一次收到反馈。",
        "我们绝对不会再这样写。",
        "我们承担您的治疗费用。",
        "该笔记已永久下架。",
        "笔记里“第一品牌”的说法没有依据，我们删除了它。",
        "We withdraw the words “NO.1”; they were untrue.",
        "最好不要在日晒前使用。",
        "这篇笔记并不完美。",
    ],
)
def test_an_absolute_term_is_fine_in_plain_language_or_when_it_is_taken_back(text: str) -> None:
    assert [one for one in rules(text) if one.startswith("absolute")] == []


def test_a_quoted_term_that_is_not_taken_back_stays_one() -> None:
    assert found("我们是“第一品牌”，没有错误。“唯一”！", "absolute.first") == ["唯一"]
    assert found("我们是“第一品牌”。", "absolute.first") == ["第一品牌"]


def test_no_finding_calls_anything_illegal() -> None:
    handbook = playbook().handbook
    said = [(one.reason, one.better) for one in handbook.flags]
    said += [(one.reason, one.better) for one in handbook.statement_rules]
    for reason, better in said:
        assert "illegal" not in f"{reason.en}{better.en}".lower()
        assert "违法" not in f"{reason.zh}{better.zh}"


def test_overlapping_hits_of_one_rule_are_one() -> None:
    text = "给大家带来不便，带来不便"
    report = linted(text)
    assert [marked(text, one) for one in report.findings if one.rule == "zh_inconvenience"] == [
        "带来不便",
        "带来不便",
    ]
