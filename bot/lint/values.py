"""Dates, times and numbers of a text in a form that is the same in both languages.

Used by the comparison of a bilingual pair, and by the rule that asks for a date or a number.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from bot.lint.classes import DATES, DAYS, MONTHS, MONTHS_ALONE, NUMBERS, TIMES, WEEKDAYS

_AFTERNOON = re.compile("下午|傍晚|晚上|今晚|p", re.IGNORECASE)
_HALF_A_DAY = 12
_HAN_DIGITS = {sign: nr for nr, sign in enumerate("〇一二三四五六七八九十")} | {
    "两": 2,
    "日": 7,
    "天": 7,
}
_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "ninety": 90,
}  # fmt: skip
_SCALES = {"万": 10_000, "亿": 100_000_000, "k": 1000, "thousand": 1000} | {
    "million": 1_000_000, "billion": 1_000_000_000,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """A date, time or number, where it stands, and what it is in either language."""

    canonical: str
    start: int
    end: int


def values(flat: str, start: int, end: int) -> Iterator[Value]:
    """Yield what a stretch of text says in figures, each once, in order."""
    for found in _expression().finditer(flat, start, end):
        name, text = found.lastgroup or "", found[0].lower()
        if name != "day":
            yield Value(_canonical(name, text), *found.span())


def has_value(flat: str) -> bool:
    """Whether a text names a day, a time or a number at all."""
    return _expression().search(flat) is not None


@cache
def _expression() -> re.Pattern[str]:
    return re.compile("|".join(DATES + DAYS + MONTHS_ALONE + TIMES + NUMBERS), re.IGNORECASE)


def _canonical(name: str, text: str) -> str:
    match name:
        case "iso" | "zh_date":
            month, day = map(int, re.findall(r"\d+", text)[-2:])
            return f"date {month}-{day}"
        case "day_month" | "month_day":
            figures = re.findall(r"(?<!\d)\d{1,2}(?!\d)", text)
            return f"date {_month(text)}-{int(figures[0])}"
        case "zh_month":
            return f"month {int(re.findall(r'[0-9]+', text)[-1])}"
        case "month":
            return f"month {_month(text.rsplit(maxsplit=1)[-1])}"
        case "weekday":
            return f"weekday {WEEKDAYS.index(text) + 1}"
        case "zh_weekday":
            return f"weekday {_HAN_DIGITS[text[-1]]}"
        case "clock" | "half" | "zh_clock":
            return f"time {_time(text)}"
        case _:
            return f"number {_number(name, text)}"


def _month(text: str) -> int:
    word = re.search("[a-z]{3,}", text.removeprefix("of "))
    return next((nr for nr, m in enumerate(MONTHS, 1) if word and m.startswith(word[0][:3])), 0)


def _time(text: str) -> str:
    figures = [int(one) for one in re.findall(r"\d+", text)]
    hour, minute = figures[0], figures[1] if len(figures) > 1 else 30 * ("半" in text)
    if _AFTERNOON.search(text) and hour < _HALF_A_DAY:
        hour += _HALF_A_DAY
    elif re.search(r"a\.?m", text) and hour == _HALF_A_DAY:
        hour = 0
    return f"{hour}:{minute:02}"


def _number(name: str, text: str) -> str:
    if name == "word":
        return str(_WORDS[text])
    if name == "zh_number":
        return str(_han(text))
    figures = re.match(r"[\d,.]+", text)
    value = float(figures[0].replace(",", "").rstrip(".")) if figures else 0.0
    scale = text[figures.end() :].strip() if figures else ""
    return f"{value * _SCALES.get(scale, 1):.4f}".rstrip("0").rstrip(".")


def _han(text: str) -> int:
    tens, ten, ones = text.partition("十")
    if not ten:
        return _HAN_DIGITS[text[-1]]
    return (_HAN_DIGITS[tens[-1]] if tens else 1) * 10 + (_HAN_DIGITS[ones[-1]] if ones else 0)
