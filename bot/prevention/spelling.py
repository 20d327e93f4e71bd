"""Names and addresses as people write them, made comparable. Pure; called within this room."""

import re
import unicodedata

from pypinyin import Style, lazy_pinyin

_UNSAID = re.compile(r"[\W_]+")
_PAGE = re.compile(r"(?:https?://)?(?:www\.)?(?P<host>[^/?#\s]+)(?P<path>[^?#\s]*)", re.IGNORECASE)


def plain(text: str) -> str:
    """Return a name without case, width, spaces and signs, so that spellings meet."""
    return _UNSAID.sub("", unicodedata.normalize("NFKC", text).casefold())


def account_key(address: str) -> str:
    """Return the same text for every way of writing the address of the same page."""
    typed = address.strip()
    if "/" not in typed and "." not in typed:
        return plain(typed)
    page = _PAGE.match(typed)
    return "" if page is None else f"{page['host'].casefold()}{page['path'].rstrip('/')}"


def spellings(name: str) -> tuple[str, ...]:
    """Return how a name may be typed: as it is, in pinyin, by the initials of its pinyin."""
    syllables = lazy_pinyin(name)
    initials = lazy_pinyin(name, style=Style.FIRST_LETTER)
    made = (plain(name), plain("".join(syllables)), plain("".join(initials)))
    return tuple(dict.fromkeys(one for one in made if one))
