"""The beginning of a note, spelled so that the grammar has one way to write everything.

Called by ``read`` alone. Every character stays where it is, one for one, so that a place in the
head is a place in the text. The head is short, which bounds all the work, whatever is typed.
"""

import re
import string

# Longer than the longest phrase of the grammar: what lies beyond can change nothing.
LONGEST = 160

# Half-width, lowercase, simplified; the full-width colon stays, for it often ends a time.
_FULL_WIDTH = {0xFF01 + n: 0x21 + n for n in range(0x5E) if n != ord(":") - 0x21}
_TRADITIONAL = str.maketrans(
    "點時鐘鍾剛兩週號禮個間裡裏後許約東紐倫悉爾漢國韓開來過淩歲",
    "点时钟钟刚两周号礼个间里里后许约东纽伦悉尔汉国韩开来过凌岁",
)
_SPELLING: dict[int, int | str | None] = {
    **_FULL_WIDTH,
    **_TRADITIONAL,
    **str.maketrans(string.ascii_uppercase, string.ascii_lowercase),
    **dict.fromkeys((0x09, 0xA0, 0x2009, 0x202F, 0x3000), " "),
    **str.maketrans("’", "'"),
}
# Left by copying and by phones, and never seen: byte order mark, zero width, direction marks.
_UNSEEN = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]*")


def start_of(text: str) -> int:
    """Return where the first character stands that somebody sees."""
    found = _UNSEEN.match(text)
    return found.end() if found else 0


def head_of(text: str, start: int) -> str:
    """Return the head from ``start`` on, as long as that part of the text or ``LONGEST``."""
    # A capital of another script may become two characters in lowercase, hence the table.
    return text[start : start + LONGEST].translate(_SPELLING)
