"""Numbers as people write them in times: digits, English words, Chinese numerals up to 99.

Called by the readers of this package.
"""

HAN = "[零〇一二两三四五六七八九十]"
HAN_COUNT = "[一二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]"
"""A count of things that is well formed; clocks and dates take any pile, to say it is none."""
ENGLISH = {
    word: number
    for number, words in {
        1: "a an one",
        2: "two",
        3: "three",
        4: "four",
        5: "five",
        6: "six",
        7: "seven",
        8: "eight",
        9: "nine",
        10: "ten",
        11: "eleven",
        12: "twelve",
        15: "fifteen",
        20: "twenty",
        25: "twenty-five",
        30: "thirty",
        40: "forty",
        45: "forty-five",
        50: "fifty",
    }.items()
    for word in words.split()
}
_UNITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2} | {
    numeral: number for number, numeral in enumerate("三四五六七八九", 3)
}
# More than any clock or calendar has: a pile of numerals that makes no number.
NO_NUMBER = 99


def number(typed: str) -> int:
    """Return the number of digits or of Chinese numerals, ``NO_NUMBER`` for what is none."""
    if typed[0].isascii():
        return int(typed)
    tens, ten, units = typed.rpartition("十")
    if not ten:
        return _digits(typed)
    return 10 * (_digits(tens) if tens else 1) + (_digits(units) if units else 0)


def _digits(typed: str) -> int:
    """Return 5 for 五 and 零五, 30 for 三零."""
    value = 0
    for numeral in typed:
        if numeral not in _UNITS:
            return NO_NUMBER
        value = 10 * value + _UNITS[numeral]
    return min(value, NO_NUMBER)
