"""Reads the gettext catalogs that lie beside this file.

Called by ``Voice`` and by the tests of the catalogs. The ``.po`` files are the only source: they
are compiled in memory, so that no stale compiled file can ever speak.
"""

import gettext
import io
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, TypeAlias

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

Tongue: TypeAlias = Literal["en", "zh"]
"""A language that one text is written in; an incident's ``both`` is two of them."""

LOCALES: Mapping[Tongue, str] = MappingProxyType({"en": "en", "zh": "zh_Hans"})
"""The folder of each language, which is also its name in CLDR."""


class MissingTextError(LookupError):
    """A key that stands in no catalog: a bug, which the tests of the catalogs find first."""


def read_catalog(tongue: Tongue) -> Catalog:
    """Return a catalog as its translators see it, entries that are still to do among them."""
    locale = LOCALES[tongue]
    text = files(__package__).joinpath(locale, "LC_MESSAGES", "kolcrisis.po").read_text("utf-8")
    return read_po(io.StringIO(text), locale=locale, abort_invalid=True)


@cache
def translations(tongue: Tongue) -> gettext.GNUTranslations:
    """Return a compiled catalog. What Chinese lacks is said in English. Read once a process."""
    compiled = io.BytesIO()
    write_mo(compiled, read_catalog(tongue))
    compiled.seek(0)
    catalog = gettext.GNUTranslations(compiled)
    if tongue != "en":
        catalog.add_fallback(translations("en"))
    return catalog


def sentence(tongue: Tongue, key: str, count: int | None = None) -> str:
    """Return the text of a key with its placeholders still in it.

    ``count`` picks the plural. Raises :class:`MissingTextError` for a key that no catalog knows.
    """
    catalog = translations(tongue)
    found = catalog.gettext(key) if count is None else catalog.ngettext(key, key, count)
    if found == key:
        raise MissingTextError(key)
    return found
