"""Reads a number as somebody types it: ``3,200``, ``38 %``, ``1.2万``, ``12k``, ``6.1倍``.

Called by handlers. A multiple (×, x, 倍) becomes its percentage, since measures are in percent.
"""

import re
import unicodedata
from decimal import Decimal

_NUMBER = re.compile(
    r"(?P<sign>[-+]?)(?P<digits>\d{1,3}(?:,\d{3})+|\d{1,12})(?P<rest>\.\d{1,6})?"
    r"\s*(?P<unit>%|k|w|m|x|×|倍|千|万|亿)?\+?"
)
_TIMES = {"k": 1_000, "千": 1_000, "w": 10_000, "万": 10_000, "m": 1_000_000, "亿": 100_000_000} | {
    "x": 100,
    "×": 100,
    "倍": 100,
}
_CURRENCY = "¥$€￥"


def read_number(text: str) -> Decimal | None:
    """Return the number, or None for what is none."""
    plain = unicodedata.normalize("NFKC", text).strip().lower().strip(_CURRENCY).strip()
    found = _NUMBER.fullmatch(plain)
    if found is None:
        return None
    digits = found["digits"].replace(",", "") + (found["rest"] or "")
    return Decimal(found["sign"] + digits) * _TIMES.get(found["unit"] or "", 1)


def written(number: Decimal) -> str:
    """Return a number as it stands in the record: no exponent, no zeros at its end."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
