"""What Slack takes, and how a text is cut to fit. Called by ``parts`` and ``finish`` only.

Lengths are counted in UTF-16 units, as JavaScript does: never less than Slack counts, whichever way
it counts an emoji.
"""

import unicodedata

TEXT = 3000
BLOCKS_OF_MESSAGE = 50
BLOCKS_OF_VIEW = 100
MESSAGE_TEXT = 3000
"""Slack takes 4,000 in ``chat.update``; a notification needs far less."""
MESSAGE_JSON = 12_000
"""``msg_blocks_too_long`` has been seen near 13,200 characters of blocks."""
BUTTON = 75
OPTION = 75
OPTIONS = 100
LABEL = 2000
PLACEHOLDER = 150
MODAL_WORD = 24
CONFIRM_TITLE = 100
CONFIRM_TEXT = 300
CONFIRM_WORD = 30
INPUT = 3000
METADATA = 3000
ID = 255
TABLE_ROWS = 100
CELL = 200
"""No limit of Slack: a longer cell makes a table that nobody reads on a phone."""
TOPIC = 250
CHANNEL_NAME = 80

_ELLIPSIS = "…"
_LOOK_BACK = 24
_JOINERS = frozenset("\u200d\ufe0e\ufe0f")
_SKIN = range(0x1F3FB, 0x1F400)


def size(text: str) -> int:
    """Return the length of a text in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def clip(text: str, limit: int) -> str:
    """Return plain text of at most ``limit`` units, cut between words, marked with an ellipsis."""
    if size(text) <= limit:
        return text
    return _between_words(_whole_characters(text, limit - 1)).rstrip() + _ELLIPSIS


def clip_mrkdwn(text: str, limit: int) -> str:
    """Return mrkdwn cut like :func:`clip`, never inside a ``<token>`` or an ``&entity;``."""
    if size(text) <= limit:
        return text
    cut = _between_words(_whole_characters(text, limit - 1))
    for begin, end in (("<", ">"), ("&", ";")):
        at = cut.rfind(begin)
        if at > cut.rfind(end):
            cut = cut[:at]
    return cut.rstrip() + _ELLIPSIS


def _whole_characters(text: str, limit: int) -> str:
    """Return the longest beginning within the limit that does not split what is drawn as one."""
    end = min(len(text), limit)
    while size(text[:end]) > limit:
        end -= 1
    while 0 < end < len(text) and (_hangs_on(text[end]) or text[end - 1] == "\u200d"):
        end -= 1
    return text[:end]


def _hangs_on(char: str) -> bool:
    return char in _JOINERS or ord(char) in _SKIN or unicodedata.combining(char) != 0


def _between_words(text: str) -> str:
    """Return the text up to a recent gap, if there is one; Chinese has none and needs none."""
    start = max(0, len(text) - _LOOK_BACK)
    gap = max(text.rfind(char, start) for char in " \n，。；、")
    return text[:gap] if gap > 0 else text
