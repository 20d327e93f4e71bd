"""The small language in which the playbook writes phrases, and how they are found in a text.

Used by everything in ``bot.lint`` and by the playbook's schema, which refuses what cannot be read.

A phrase is found without regard to case, as whole words where it is Latin, over a line's end where
it has a gap. ``*`` is the rest of a word, ``…`` a few words within the sentence, and ``{date}``,
``{time}``, ``{number}``, ``{participle}``, ``{email}``, ``{phone}`` and ``{link}`` are kinds of
things. Nothing else is special, and nothing has to be escaped.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.lint.classes import CLASSES

_TOKENS = re.compile(r"\{[^{}]*\}|…|\*|\s+|.", re.DOTALL)
_LATIN = re.compile("[A-Za-z]")
_WORD = re.compile("[A-Za-z0-9]")
_WITHIN_A_SENTENCE = r"[^.!?。！？\r\n]"
_GAP_IN_WORDS = 60
_GAP_IN_CHINESE = 16

Hit = tuple[int, int]
"""Where a phrase begins and ends, in characters of the text."""


def readable(phrase: str) -> str:
    """Return the phrase. Raises ValueError for one that cannot be looked for, saying why."""
    kinds = [one[1:-1] for one in _TOKENS.findall(phrase) if one[0] == "{" and len(one) > 1]
    for name in kinds:
        if name not in CLASSES:
            raise ValueError(f"{{{name}}} is no kind of thing; known: {', '.join(sorted(CLASSES))}")
    if phrase[0] in "*…" or phrase[-1] == "…":
        raise ValueError("a phrase begins with a word, and ends with one or with *")
    return phrase


def hits(
    phrases: tuple[str, ...], unless: tuple[str, ...], text: str, start: int, end: int
) -> Iterator[Hit]:
    """Yield where one of the phrases stands between two places, but not inside an ``unless``."""
    if not phrases:
        return
    fine = None
    for found in compiled(phrases).finditer(text, start, end):
        if fine is None:
            fine = [one.span() for one in compiled(unless).finditer(text, start, end)]
        if not covered(found.span(), fine):
            yield found.span()


def covered(hit: Hit, spans: Sequence[Hit]) -> bool:
    """Whether a hit lies inside one of some spans, which are in order and do not overlap."""
    nr = bisect_right(spans, hit[0], key=lambda span: span[0]) - 1
    return nr >= 0 and hit[1] <= spans[nr][1]


@lru_cache(maxsize=1024)
def compiled(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return one expression for all the phrases, the longest first."""
    if not phrases:
        return re.compile(r"(?!)")
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    any_of_them = "|".join(map(_expression, longest_first))
    return re.compile(f"{_beginning(phrases)}(?:{any_of_them})", re.IGNORECASE)


def _beginning(phrases: tuple[str, ...]) -> str:
    """Return a look at the first character, which spares trying every phrase at every place."""
    first = {phrase[0] for phrase in phrases}
    if "{" in first:
        return ""
    return f"(?=[{''.join(map(re.escape, sorted(first)))}])"


def _expression(phrase: str) -> str:
    gap = _GAP_IN_WORDS if _LATIN.search(re.sub(r"\{\w+\}", "", phrase)) else _GAP_IN_CHINESE
    tokens = _TOKENS.findall(phrase)
    inner = "".join(_part(part, gap) for part in tokens)
    # A letter of the phrase needs a word's edge; a Chinese character has none.
    before = r"(?<![A-Za-z0-9])" if _WORD.match(tokens[0]) else ""
    after = r"(?![A-Za-z0-9])" if _WORD.match(tokens[-1]) else ""
    return f"(?:{before}{inner}{after})"


def _part(part: str, gap: int) -> str:
    if part[0] == "{" and len(part) > 1:
        return CLASSES[part[1:-1]]
    if part == "…":
        return rf"{_WITHIN_A_SENTENCE}{{0,{gap}}}?"
    if part == "*":
        return "[A-Za-z]{0,20}"
    if part.isspace():
        return r"\s{1,8}"
    return re.escape(part)
