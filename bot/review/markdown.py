"""The review as Markdown (GitHub's dialect). Called by the projector and ``kolcrisis export``.

Every line is escaped: what a person typed is read as text, whatever it looks like.
"""

import re
from collections.abc import Iterator

from bot.locales.voice import Voice
from bot.review.addresses import SIGN, split
from bot.review.document import (
    Bullets,
    Document,
    Figure,
    Pairs,
    Paragraph,
    Part,
    Quote,
    Section,
    Table,
)
from bot.review.sections import document
from bot.review.value import Review
from bot.review.wording import Lines, Names

_SIGNS = r"\`*_[]<>|~&$"
_MARKUP = re.compile(f"[{re.escape(_SIGNS)}]")
_ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in _SIGNS})
_BLOCK = re.compile(r"(?P<sign>[#+\-=:])|(?P<number>\d{1,9})(?P<end>[.)])")
_BEGINS = frozenset("#+-=:0123456789")
"""What a line begins with that may be a block; the pattern is tried on no other."""
_BREAK = "<br>"
"""A line break within a table or a list, where Markdown has no other."""


def to_markdown(review: Review, voice: Voice, names: Names) -> str:
    """Return the complete review. The same review in the same voice gives the same text."""
    return written(document(review, voice, names))


def written(document: Document) -> str:
    """Return a document as Markdown."""
    blocks = [f"# {_joined(document.title)}", f"**{_joined(document.mark)}**"]
    blocks += [_part(part) for part in document.intro]
    for section in document.sections:
        if not all(isinstance(part, Figure) for part in section.parts) or not section.parts:
            blocks += _section(section)
    return "\n\n".join(blocks) + "\n"


def escaped(line: str) -> str:
    """Return a line that Markdown shows as it is; web addresses become links to themselves."""
    if SIGN in line:
        pieces = (f"<{piece}>" if address else _text(piece) for piece, address in split(line))
        text = "".join(pieces)
    else:
        text = _text(line)
    if text[:1] in _BEGINS and _BLOCK.match(text):
        return _BLOCK.sub(_no_block, text, count=1)
    return text


def _text(text: str) -> str:
    # Most texts hold no such sign, and finding that out is quicker than going through them.
    return text.translate(_ESCAPED) if _MARKUP.search(text) else text


def _no_block(found: re.Match[str]) -> str:
    """Take from the beginning of a line what would make it a heading, a list or a rule."""
    return f"\\{found['sign']}" if found["sign"] else f"{found['number']}\\{found['end']}"


def _joined(lines: Lines, by: str = " / ") -> str:
    return escaped(lines[0]) if len(lines) == 1 else by.join([escaped(line) for line in lines])


def _section(section: Section) -> Iterator[str]:
    yield f"{'#' * section.depth} {_joined(section.heading)}"
    yield from filter(None, map(_part, section.parts))


def _part(part: Part) -> str:
    match part:
        case Paragraph():
            return "  \n".join(map(escaped, part.lines))
        case Quote():
            quoted = "  \n".join(f"> {escaped(line)}" for line in part.lines)
            return f"**{_joined(part.label)}**\n\n{quoted}"
        case Pairs():
            return "\n".join(
                f"- **{_joined(label)}**: {_joined(value, _BREAK)}" for label, value in part.rows
            )
        case Bullets():
            return "\n".join(f"- {_joined(item, _BREAK)}" for item in part.items)
        case Table():
            return "\n".join(_table(part))
        case Figure():
            return ""


def _table(table: Table) -> Iterator[str]:
    yield _table_row(table.head, " / ")
    yield f"|{'---|' * len(table.head)}"
    for row in table.rows:
        yield _table_row(row, _BREAK)


def _table_row(cells: tuple[Lines, ...], by: str) -> str:
    return f"| {' | '.join([_joined(cell, by) for cell in cells])} |"
