"""What phrases may ask for by kind instead of by word: a date, a number, a participle.

Used by ``bot.lint.phrases`` and ``bot.lint.values``. Every expression is bounded, so that a long
text takes time in proportion to its length.
"""

from collections.abc import Mapping
from types import MappingProxyType

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_EDGE, _END = r"(?<![A-Za-z0-9])", r"(?![A-Za-z0-9])"
_YEAR = r"(?:,?\s{1,3}20\d\d)?"
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)

# A named group each, so that what was found can be told apart; the first that fits wins.
DATES = (
    r"(?P<iso>(?<!\d)20\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?!\d))",
    r"(?P<zh_date>(?<!\d)(?:20\d\d年)?\d{1,2}月\d{1,2}[日号])",
    rf"(?P<day_month>{_EDGE}\d{{1,2}}(?:st|nd|rd|th)?\s{{1,3}}(?:of\s{{1,3}})?{MONTH}{_END}{_YEAR})",
    rf"(?P<month_day>{_EDGE}{MONTH}\.?\s{{1,3}}\d{{1,2}}(?:st|nd|rd|th)?{_END}{_YEAR})",
)
DAYS = (
    rf"(?P<weekday>{_EDGE}(?:{'|'.join(WEEKDAYS)}){_END})",
    r"(?P<zh_weekday>(?:周|星期|礼拜)[一二三四五六日天])",
    rf"(?P<day>{_EDGE}(?:today|tonight|tomorrow|yesterday){_END}|今[天日晚]|明[天日早晚]|昨[天日晚])",
)
MONTHS_ALONE = (
    r"(?P<zh_month>(?<!\d)(?:20\d\d年)?\d{1,2}月(?![\d份]?\d))",
    rf"(?P<month>{_EDGE}(?:in|since|of|from|until|last|late|early)\s{{1,3}}{MONTH}{_END})",
)
_PARTS = "凌晨|早上|上午|中午|下午|傍晚|晚上|今晚"
TIMES = (
    rf"(?P<clock>(?:{_PARTS})?(?<!\d)\d{{1,2}}:\d\d(?!\d)(?:\s?[ap]\.?m\b)?)",
    rf"(?P<half>{_EDGE}\d{{1,2}}\s?[ap]\.?m\b)",
    rf"(?P<zh_clock>(?:{_PARTS})?(?<!\d)\d{{1,2}}点(?:\d{{1,2}}分?|半)?)",
)
_COUNTED = "天|日内|个|小时|分钟|位|名|人|款|篇|条|次|件|倍|周|年|家|项|批|步|点|元|盒|瓶|箱|成"
_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty"
    "|ninety"
)
_FIGURES = r"(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,12})(?:\.\d{1,4})?"
_SCALES = "万|亿|thousand|million|billion|k"
NUMBERS = (
    rf"(?P<number>(?<![\dA-Za-z]){_FIGURES}(?!\d)(?:\s?(?:{_SCALES})(?![a-z]))?)",
    rf"(?P<zh_number>(?<![第十])[两二三四五六七八九十]{{1,3}}(?=[多余]?(?:{_COUNTED})))",
    rf"(?P<word>{_EDGE}(?:{_WORDS}){_END})",
)

_IRREGULAR = (
    "been|begun|bought|broken|brought|built|caught|chosen|cut|dealt|done|drawn|driven|found|given"
    "|held|hidden|hit|hurt|kept|known|laid|led|left|lost|made|meant|met|misled|misread|paid|put"
    "|read|run|said|seen|sent|set|shown|shut|sold|spent|spoken|taken|taught|told|thought"
    "|understood|misunderstood|withdrawn|written"
)


def _without_names(expressions: tuple[str, ...]) -> str:
    """Return the alternatives as one group that names nothing, to stand inside another."""
    bare = (expression[expression.index(">") + 1 : -1] for expression in expressions)
    return "(?:" + "|".join(f"(?:{one})" for one in bare) + ")"


_UNIT = rf"\s{{1,3}}(?:(?:working|business)\s{{1,3}})?(?:hours?|days?){_END}"
_WITHIN = (
    r"(?<!\d)\d{1,3}\s?(?:个?小时|天|个?工作日|日)(?:之?内|后)",
    rf"{_EDGE}(?:within|in)\s{{1,3}}(?:the\s{{1,3}}next\s{{1,3}})?\w{{1,8}}{_UNIT}",
)
_PHONES = (
    r"(?:\+\d{1,3}[\s-]?)?1[3-9]\d{9}",
    r"[48]00[\s-]?\d{3,4}[\s-]?\d{3,4}",
    r"0\d{2,3}-\d{7,8}",
    r"1-?8\d\d-?\d{3}-?\d{4}",
)

_ADVERB = r"(?:\s{1,3}(?:not|now|also|since|already|just|[A-Za-z]{2,15}ly))?"

_BEEN = rf"(?:has|have|had){_ADVERB}\s{{1,3}}been"
_BE = rf"{_EDGE}(?:was|were|got|(?:is|are)\s{{1,3}}being|{_BEEN}){_END}{_ADVERB}"

CLASSES: Mapping[str, str] = MappingProxyType(
    {
        "date": _without_names(DATES + DAYS),
        "time": f"(?:{_without_names(TIMES)}|{'|'.join(_WITHIN)})",
        "number": _without_names(NUMBERS),
        "be": _BE,
        "participle": rf"(?:[A-Za-z]{{2,20}}ed|{_IRREGULAR}){_END}",
        "email": r"[A-Za-z0-9._+-]{1,40}@[A-Za-z0-9-]{1,40}\.[A-Za-z.]{2,20}",
        "phone": rf"(?<!\d)(?:{'|'.join(_PHONES)})(?!\d)",
        "link": r"https?://[^\s<>\u4e00-\u9fff]{1,200}",
    }
)
"""What ``{name}`` stands for in a phrase."""
