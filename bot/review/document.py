"""A document without a format: headings and parts of plain lines, made once, written in many.

Made by ``bot.review.sections``; ``markdown`` and ``html`` write it, and escape every line of it.
"""

from dataclasses import dataclass
from typing import TypeAlias

from bot.review.pictures.draw import Picture
from bot.review.wording import Lines


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    lines: Lines


@dataclass(frozen=True, slots=True)
class Quote:
    """What a person typed, under a label."""

    label: Lines
    lines: Lines


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels with what belongs to them."""

    rows: tuple[tuple[Lines, Lines], ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[Lines, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row is as long as its head."""

    head: tuple[Lines, ...]
    rows: tuple[tuple[Lines, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with what it shows in words. Formats without pictures leave it out.

    The tables of the document say the same in more detail.
    """

    picture: Picture
    caption: Lines
    summary: Lines
    words: tuple[Lines, ...]


Part: TypeAlias = Paragraph | Quote | Pairs | Bullets | Table | Figure


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands below it; ``depth`` is 2, or 3 within the one before."""

    heading: Lines
    parts: tuple[Part, ...]
    depth: int = 2


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. ``language`` is what HTML calls its main language."""

    language: str
    title: Lines
    mark: Lines
    intro: tuple[Part, ...]
    sections: tuple[Section, ...]
