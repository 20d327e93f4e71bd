"""Numbers as people write them: digits, or Chinese numerals up to 99."""

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_DIGITS |= {"七": 7, "八": 8, "九": 9}
_TEN = "十"


def number(typed: str) -> int:
    """Return what was typed as a number; ``a`` and ``an`` are one."""
    word = typed.strip().lower()
    if word in {"a", "an"}:
        return 1
    if word.isdecimal():
        return int(word)
    if _TEN in word:
        tens, _, ones = word.partition(_TEN)
        return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)
    return sum(_DIGITS.get(char, 0) * 10**place for place, char in enumerate(reversed(word)))
