"""What a typed time looks like. Patterns only; what they mean is decided elsewhere.

Every pattern is anchored, has no nested repetition, and is tried on a bounded head of the text.
"""

import re

_NUMBER = r"(?:\d{1,2}|[零〇一二两三四五六七八九十]{1,3})"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"

_DAY_EN = (
    r"(?P<word>today|yesterday|last\s+night|tonight|this\s+(?:morning|afternoon|evening))"
    rf"|(?P<last>last\s+)?(?P<weekday>{_WEEKDAY})"
    r"|(?P<iso>\d{4}-\d{1,2}-\d{1,2})"
    rf"|(?P<date>\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?|{_MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?)"
    r"|(?P<slash>\d{1,2}/\d{1,2})"
)
_DAY_ZH = (
    r"(?P<zh>今天|今日|昨天|昨日|大前天|前天|昨晚|昨夜|今晚|今夜|今早|今晨)"
    r"|(?P<zh_last>上)?(?:周|星期|礼拜)(?P<zh_weekday>[一二三四五六日天])"
    r"|(?:(?P<zh_year>\d{4})年)?(?P<zh_month>\d{1,2})月(?P<zh_day>\d{1,2})[日号]"
)
_PART = r"(?P<part>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|半夜|晚|早)"
_NOT_A_CLOCK = r"(?!赞|击|评|名|意见|建议|要求|问题|想法|原因|疑问)"
_CLOCK = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?(?:\s*(?P<half>[ap])\.?m\b\.?)?"
    r"|(?P<hour12>\d{1,2})\s*(?P<half12>[ap])\.?m\b\.?"
    rf"|(?P<zh_hour>{_NUMBER})[点點时時]{_NOT_A_CLOCK}"
    rf"(?P<zh_minute>半|一刻|三刻|整|{_NUMBER}分?)?"
    r"|(?P<named>noon|midnight)\b"
)
_ZONE = (
    r"(?P<zone>北京时间|beijing\s+time|(?:utc|gmt)(?:[+-]\d{1,2}(?::?\d{2})?)?|z\b|[+-]\d{2}:?\d{2}"
    r"|(?:cst|hkt|sgt|bjt|jst|kst|cest|cet|est|edt|pst|pdt|mst|mdt|cdt|ist|bst|ast|aest)\b)"
)
_LEAD = r"(?:at\s+)?(?P<lead_zone>北京时间)?\s*"

CLOCKED = re.compile(
    rf"{_LEAD}(?:(?:{_DAY_EN}|{_DAY_ZH})[\s,，T]*(?:at\s+|的)?)?(?:{_PART}\s*)?(?:{_CLOCK})"
    rf"(?:\s*{_ZONE})?",
    re.IGNORECASE,
)
"""An optional day and part of the day, a clock time, an optional zone."""

AGO = re.compile(
    r"(?P<now>just\s+now\b|刚才|刚刚)"
    r"|(?P<half_en>half\s+an\s+hour)\s+ago\b"
    r"|(?P<count>\d{1,3}|an?)\s*(?P<unit>m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?)\s+ago\b"
    r"|(?P<zh_half>半)个?(?:小时|钟头)(?:以|之)?前"
    r"|(?P<zh_quarter>一刻钟|三刻钟)(?:以|之)?前"
    rf"|(?P<zh_count>\d{{1,3}}|{_NUMBER})\s*个?(?P<zh_unit>分钟|小时|钟头)(?:以|之)?前",
    re.IGNORECASE,
)
"""A time counted back from now."""

LOOKS_LIKE_ONE = re.compile(
    rf"{_LEAD}(?:(?:{_DAY_EN}|{_DAY_ZH})[\s,，T]*(?:at\s+)?)?\d{{1,3}}:\d{{1,3}}(?::\d{{1,3}})?"
    r"(?:\s*[ap]\.?m\b\.?)?",
    re.IGNORECASE,
)
"""Something with a colon that is meant as a time, readable or not."""

SEPARATORS = " \t\r\n,，:：;；、—–-。.|"
"""What may stand between the time and the text."""

FULL_WIDTH = str.maketrans("０１２３４５６７８９：，＋－", "0123456789:,+-")
"""One character for one, so that positions stay as they were typed."""
