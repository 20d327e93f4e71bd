"""The review as one HTML page that needs nothing else. Called by ``kolcrisis export``.

It loads nothing, runs nothing, prints on A4 and follows the reader's light or dark theme. All text
is escaped by the template; only web addresses become links, and only those of the web.
"""

from collections.abc import Iterable
from functools import cache
from html import escape

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from bot.locales.voice import Voice
from bot.review.addresses import SIGN, split
from bot.review.document import Bullets, Document, Figure, Pairs, Paragraph, Part, Quote
from bot.review.pictures.draw import to_svg
from bot.review.sections import document
from bot.review.value import Review
from bot.review.wording import Lines, Names


def to_html(review: Review, voice: Voice, names: Names) -> str:
    """Return the complete review as a page. The same review in the same voice gives the same."""
    return page(document(review, voice, names), draft=review.draft)


def page(whole: Document, *, draft: bool, front: bool = True) -> str:
    """Return a document as a page. ``front``: its first section is a page of its own on paper."""
    return _template().render(document=whole, draft=draft, front=front)


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("bot.review", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["rich"] = _rich
    environment.filters["rows"] = _rows
    environment.filters["form"] = _form
    environment.filters["svg"] = to_svg
    return environment.get_template("review.html.j2")


def _rich(lines: Lines) -> str:
    """Return lines as they stand in the page: escaped, addresses as links."""
    return "<br>".join(map(_line, lines))


def _rows(rows: Iterable[tuple[Lines, ...]]) -> str:
    """Return the rows of a table; the timeline has thousands, so they are joined right here."""
    return "\n".join(map(_row, rows))


def _row(row: tuple[Lines, ...]) -> str:
    cells = "".join([f"<td>{'<br>'.join(map(_line, cell))}</td>" for cell in row])
    return f"<tr>{cells}</tr>"


def _line(line: str) -> str:
    if SIGN not in line:  # nearly every line
        return escape(line)
    return "".join([_link(piece) if address else escape(piece) for piece, address in split(line)])


def _link(address: str) -> str:
    shown = escape(address)
    return f'<a href="{shown}" rel="noopener noreferrer">{shown}</a>'


def _form(part: Part) -> str:
    """Return which form the template gives a part."""
    match part:
        case Paragraph():
            return "paragraph"
        case Quote():
            return "quote"
        case Pairs():
            return "pairs"
        case Bullets():
            return "bullets"
        case Figure():
            return "figure"
        case _:
            return "table"
