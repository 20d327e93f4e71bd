"""Words for days and parts of the day: yesterday, last night, 今早, 下午.

Called by ``phrase``. They alone are no time: without a clock they belong to the text.
"""

import re

from bot.locales.typed_time.parts import DaysAway, Period

# From the small hours to the night, as each language cuts the day. English calls two in the
# morning a morning, Chinese has a word for it; a night is over before the next day's morning.
SMALL_HOURS = Period(0, 7)
MORNING_EN = Period(0, 12)
MORNING_ZH = Period(1, 12)
FORENOON = Period(1, 13)
MIDDAY = Period(11, 15)
AFTERNOON = Period(12, 20)
DUSK = Period(16, 21)
EVENING = Period(16, 24)
NIGHT = Period(17, 30)
DEEP_NIGHT = Period(20, 30)

# End of an English word: what follows is no letter, digit or apostrophe.
WORD_ENDS = r"(?![a-z0-9_'\u00c0-\u04ff])"

_ENGLISH: dict[str, tuple[int | None, Period | None]] = {
    "today": (0, None),
    "yesterday": (-1, None),
    "the day before yesterday": (-2, None),
    "day before yesterday": (-2, None),
    "earlier today": (0, None),
    "this morning": (0, MORNING_EN),
    "this afternoon": (0, AFTERNOON),
    "this evening": (0, EVENING),
    "tonight": (0, NIGHT),
    "last night": (-1, NIGHT),
    "yesterday night": (-1, NIGHT),
    "early this morning": (0, MORNING_EN),
}
_ENGLISH_BEFORE_A_CLOCK: dict[str, tuple[int | None, Period | None]] = {
    "early morning": (None, MORNING_EN),
    "morning": (None, MORNING_EN),
    "afternoon": (None, AFTERNOON),
    "evening": (None, EVENING),
    "night": (None, NIGHT),
}
_ENGLISH_AFTER_A_CLOCK: dict[str, tuple[int | None, Period | None]] = {
    "in the morning": (None, MORNING_EN),
    "in the afternoon": (None, AFTERNOON),
    "in the evening": (None, EVENING),
    "at night": (None, NIGHT),
    "yesterday morning": (-1, MORNING_EN),
    "yesterday afternoon": (-1, AFTERNOON),
    "yesterday evening": (-1, EVENING),
}
_CHINESE: dict[str, tuple[int | None, Period | None]] = {
    "今天": (0, None),
    "今日": (0, None),
    "昨天": (-1, None),
    "昨日": (-1, None),
    "前天": (-2, None),
    "前日": (-2, None),
    "大前天": (-3, None),
    "今早": (0, MORNING_ZH),
    "今晨": (0, SMALL_HOURS),
    "今晚": (0, NIGHT),
    "今晚上": (0, NIGHT),
    "今夜": (0, NIGHT),
    "昨早": (-1, MORNING_ZH),
    "昨晚": (-1, NIGHT),
    "昨晚上": (-1, NIGHT),
    "昨夜": (-1, NIGHT),
    "前晚": (-2, NIGHT),
    "前夜": (-2, NIGHT),
    "凌晨": (None, SMALL_HOURS),
    "清晨": (None, MORNING_ZH),
    "早晨": (None, MORNING_ZH),
    "早上": (None, MORNING_ZH),
    "早": (None, MORNING_ZH),
    "上午": (None, FORENOON),
    "中午": (None, MIDDAY),
    "午后": (None, AFTERNOON),
    "下午": (None, AFTERNOON),
    "傍晚": (None, DUSK),
    "晚上": (None, NIGHT),
    "晚间": (None, NIGHT),
    "晚": (None, NIGHT),
    "夜里": (None, DEEP_NIGHT),
    "夜间": (None, DEEP_NIGHT),
    "深夜": (None, DEEP_NIGHT),
    "半夜": (None, DEEP_NIGHT),
    "午夜": (None, DEEP_NIGHT),
}
_MEANINGS = {**_ENGLISH, **_ENGLISH_BEFORE_A_CLOCK, **_ENGLISH_AFTER_A_CLOCK, **_CHINESE}


def _any_of(*tables: dict[str, tuple[int | None, Period | None]]) -> str:
    words = sorted({word for table in tables for word in table}, key=lambda word: -len(word))
    return "|".join(words)


_BEFORE = re.compile(
    rf"(?:{_any_of(_ENGLISH, _ENGLISH_BEFORE_A_CLOCK)}){WORD_ENDS}|{_any_of(_CHINESE)}"
)
_AFTER = re.compile(rf"(?:{_any_of(_ENGLISH, _ENGLISH_AFTER_A_CLOCK)}){WORD_ENDS}")


def read_word(
    head: str, at: int, *, after_clock: bool
) -> tuple[DaysAway | None, Period | None, int] | None:
    """Return the day and the part of the day that a word says, and where it ends."""
    found = (_AFTER if after_clock else _BEFORE).match(head, at)
    if found is None:
        return None
    days, period = _MEANINGS[found[0]]
    return (None if days is None else DaysAway(days)), period, found.end()
