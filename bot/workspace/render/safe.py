"""HTML that is known to be safe. Whatever is put into it is escaped first.

Templates recognise it by `__html__` and do not escape it again. No other module may make `Html` out
of a text that a person wrote.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Html(str):
    """A safe piece of HTML."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def escaped(text: str) -> Html:
    """Return a text as HTML; what is safe already stays as it is."""
    return text if isinstance(text, Html) else Html(escape(text))


def fill(template: str, *parts: str) -> Html:
    """Return a template of ours with its `{}` filled by escaped parts."""
    return Html(template.format(*map(escaped, parts)))


def joined(between: str, parts: Iterable[str]) -> Html:
    """Return escaped parts with a piece of our own HTML between them."""
    return Html(between.join(map(escaped, parts)))
