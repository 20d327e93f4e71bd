"""A text as the lint reads it: its sentences, their language, and where a character stands.

Used by everything in ``bot.lint``. What it changes keeps every character in its place, so that a
position in the read text is one in the text that was given.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.lint.report import Span, Tongue

_HAN = re.compile("[\u3400-\u9fff]")
_LATIN = re.compile("[A-Za-z]")

# Full-width letters, digits and signs, curly quotes and odd spaces, one character for one.
_SAME_PLACE: dict[int, int | str] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "，！？；（）"},
    **dict.fromkeys(map(ord, "’‘ʼ"), "'"),
    **dict.fromkeys((0x00A0, 0x3000, 0x2009, 0x202F, 0xFEFF), " "),
}

_BREAKS = re.compile(r"[。！？!?]+[”’」』）)\"']*|\.+[”’)\"']*(?=\s|$|[\u3400-\u9fff])|\r\n|\n|\r")
_SHORTENED = re.compile(
    r"(?:^|[\s(])(?:mr|mrs|ms|dr|no|vs|st|inc|ltd|co|[a-z]|[ap]\.m)$", re.IGNORECASE
)
_BULLET = re.compile(
    r"[ \t]{0,8}(?:[-*•·–—]|\d{1,2}[.、)）]|[（(]?[一二三四五六七八九十]{1,2}[、)）])"
)
_HEADING_WIDTH = 45
_LOOKED_BACK = 200
_PROSE_WIDTH = 20
_ENOUGH_HAN = 8
_ENOUGH_WORDS = 4
_ENOUGH_SHARE = 5


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a line without an end such as a heading or a signature (not ``prose``)."""

    start: int
    end: int
    language: Tongue | None
    prose: bool


class Reading:
    """A text that was read once. Finds sentences and places; judges nothing."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.flat = text.translate(_SAME_PLACE)
        self._starts = [0, *(found.end() for found in re.finditer(r"\r\n|\n|\r", text))]

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences and lines in their order; nothing but gaps lies between them."""
        return tuple(
            sentence
            for start, end in _pieces(self.flat)
            if (sentence := _sentence(self.flat, start, end)) is not None
        )

    @cached_property
    def languages(self) -> tuple[Tongue, ...]:
        """The languages that the text is written in; two only if each has sentences of its own."""
        written: dict[Tongue, int] = {"en": 0, "zh": 0}
        whole: set[Tongue] = set()
        for sentence in self.sentences:
            if sentence.language is not None:
                inside = self.flat[sentence.start : sentence.end]
                written[sentence.language] += width(inside)
                if _is_enough(inside, sentence.language):
                    whole.add(sentence.language)
        most = max(written.values())
        spoken: tuple[Tongue, ...] = ("en", "zh")
        return tuple(
            one
            for one in spoken
            if written[one] and (written[one] == most or one in whole)
            if written[one] * _ENOUGH_SHARE >= most
        )

    def span(self, start: int, end: int) -> Span:
        """Return a span with its line and column, both counted from 1."""
        line = bisect_right(self._starts, start)
        return Span(start, end, line, start - self._starts[line - 1] + 1)

    def sentence_at(self, place: int) -> Sentence | None:
        """Return the sentence in which a character stands."""
        nr = bisect_right(self.sentences, place, key=lambda one: one.start) - 1
        found = self.sentences[nr] if nr >= 0 else None
        return found if found is not None and place < found.end else None


def width(text: str) -> int:
    """Return the length of a text in Chinese characters: two of any others make one."""
    han = len(_HAN.findall(text))
    return (2 * han + len(re.sub(r"[\r\n]", "", text)) - han + 1) // 2


def _pieces(flat: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _BREAKS.finditer(flat):
        if _ends_here(flat, start, found):
            yield start, found.end()
            start = found.end()
    yield start, len(flat)


def _ends_here(flat: str, start: int, found: re.Match[str]) -> bool:
    if found[0][0] in "\r\n":
        return _line_ends(flat, start, found.start(), found.end())
    if found[0][0] == ".":
        following = flat[found.end() : found.end() + 8].lstrip()[:1]
        before = flat[max(start, found.start() - 12) : found.start()]
        return not (following.islower() or _SHORTENED.search(before))
    return True


def _line_ends(flat: str, start: int, end: int, next_line: int) -> bool:
    """Whether a line's end ends a sentence too, or is only where an editor broke the line."""
    begin = max(start, end - _LOOKED_BACK)
    line_start = max(begin, flat.rfind("\n", begin, end) + 1, flat.rfind("\r", begin, end) + 1)
    short = width(flat[line_start:end].strip()) * 2 < _HEADING_WIDTH
    blank_follows = not flat[next_line : next_line + 40].partition("\n")[0].strip()
    return short or blank_follows or _BULLET.match(flat, next_line) is not None


def _sentence(flat: str, start: int, end: int) -> Sentence | None:
    inside = flat[start:end]
    stripped = inside.strip()
    if not stripped:
        return None
    start += len(inside) - len(inside.lstrip())
    ended = stripped[-1] in "。！？.!?”\"'」』" or width(stripped) >= _PROSE_WIDTH
    prose = ended and stripped[-1] not in ",，:"
    return Sentence(start, start + len(stripped), _language(stripped), prose)


def _language(text: str) -> Tongue | None:
    han, latin = len(_HAN.findall(text)), len(_LATIN.findall(text))
    if not han and not latin:
        return None
    return "zh" if han * 3 >= latin else "en"


def _is_enough(text: str, language: Tongue) -> bool:
    if language == "zh":
        return len(_HAN.findall(text)) >= _ENOUGH_HAN
    return len(re.findall(r"[A-Za-z']{2,}", text)) >= _ENOUGH_WORDS
