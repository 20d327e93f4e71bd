"""Draws a laid-out picture as SVG, which runs and loads nothing. Used by the page.

Colours stand as attributes, so that a renderer without styles shows them, and every thing has a
class, so that a page can give it others (in the dark, for one).
"""

from collections.abc import Mapping
from functools import cache
from typing import TypeAlias

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from bot.review.pictures.curves import Curves
from bot.review.pictures.lanes import WIDTH, Lanes
from bot.review.pictures.shares import Shares

Picture: TypeAlias = Lanes | Curves | Shares
_TEMPLATES: Mapping[type[Picture], str] = {
    Lanes: "lanes.svg.j2",
    Curves: "curves.svg.j2",
    Shares: "shares.svg.j2",
}


def to_svg(picture: Picture) -> str:
    """Return a picture as SVG. The same picture gives the same text; names are escaped in it."""
    return _template(_TEMPLATES[type(picture)]).render(picture=picture, width=WIDTH)


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=PackageLoader("bot.review.pictures", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["px"] = _px
    return environment.get_template(name)


def _px(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
