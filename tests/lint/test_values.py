"""Days, times and numbers read the same in both languages."""

import pytest

from bot.lint.values import has_value, values


def _values(text: str) -> list[str]:
    return [value.canonical for value in values(text, 0, len(text))]


@pytest.mark.parametrize(
    ("english", "chinese", "meant"),
    [
        ("on 3 November", "11月3日", ["date 11-3"]),
        ("on November 3rd, 2025", "2025年11月3日", ["date 11-3"]),
        ("2025-11-03", "2025.11.3", ["date 11-3"]),
        ("in March", "3月", ["month 3"]),
        ("by Friday", "周五之前", ["weekday 5"]),
        ("on Sunday", "星期天", ["weekday 7"]),
        ("at 6 pm", "下午6点", ["time 18:00"]),
        ("at 18:30", "晚上6点半", ["time 18:30"]),
        ("at 12 am", "0点", ["time 0:00"]),
        ("1,200 people", "1200人", ["number 1200"]),
        ("30,000 bottles", "3万瓶", ["number 30000"]),
        ("1.2 million", "120万", ["number 1200000"]),
        ("three notes", "三篇笔记", ["number 3"]),
        ("two people", "两位", ["number 2"]),
        ("twenty days", "二十天", ["number 20"]),
        ("24 hours", "24小时", ["number 24"]),
        ("12%", "12%", ["number 12"]),
    ],
)
def test_both_languages_mean_the_same(english: str, chinese: str, meant: list[str]) -> None:
    assert (_values(english), _values(chinese)) == (meant, meant)


@pytest.mark.parametrize("text", ["第三方", "We may march on", "a1b2", "十分抱歉", "nothing"])
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert not has_value(text)
