"""Draws a laid-out picture as SVG, which runs and loads nothing. Used by the page.

Colours stand as attributes, so that a renderer without styles shows them, and every thing has a
class, so that a page can give it others (in the dark, for one).
"""

from functools import cache
from typing import TypeAlias

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from bot.review.pictures.curves import Curves
from bot.review.pictures.lanes import WIDTH, Lanes

Picture: TypeAlias = Lanes | Curves


def to_svg(picture: Picture) -> str:
    """Return a picture as SVG. The same picture gives the same text; names are escaped in it."""
    name = "lanes.svg.j2" if isinstance(picture, Lanes) else "curves.svg.j2"
    return _template(name).render(picture=picture, width=WIDTH)


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
