"""The portfolio as a picture: a bar for each influencer, for spend and for exposure.

Made from the lines alone; ``draw`` makes SVG of it. Called by the handlers and the export.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.crisis.handbook_monitoring import PortfolioLimits
from bot.prevention.portfolio import MEASURES, Concentration, Line, concentration
from bot.review.wording import Lines, Wording
from bot.views.parts import shortened

_LEFT, _RIGHT = 212.0, 900.0
_TOP = 56.0
_ROW = 26.0
_GAP = 40.0
_MOST = 12
_NAME = 16
_FULL = 100.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One influencer's part. ``over``: it is larger than one may have."""

    name: str
    y: float
    width: float
    text: str
    over: bool


@dataclass(frozen=True, slots=True)
class Half:
    """The bars of one measure. ``limit`` is where too much begins."""

    title: Lines
    y: float
    bottom: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Shares:
    """The whole picture, laid out. ``words`` say the same."""

    title: Lines
    note: Lines
    height: float
    left: float
    limit: float
    halves: tuple[Half, ...]
    words: tuple[Lines, ...]


def shares(lines: Sequence[Line], limits: PortfolioLimits, wording: Wording) -> Shares | None:
    """Return the picture; None when nothing was spent and nobody reached."""
    every = [concentration(lines, measure, "kol") for measure in MEASURES]
    found = [one for one in every if one is not None]
    if not found:
        return None
    y, halves = _TOP, list[Half]()
    for one in found:
        halves.append(_half(one, limits, y, wording))
        y = halves[-1].bottom + _GAP
    return Shares(
        title=wording.say("shares.title"),
        note=wording.say("shares.note", share=f"{limits.top_share:.0f}"),
        height=y,
        left=_LEFT,
        limit=_x(float(limits.top_share)),
        halves=tuple(halves),
        words=tuple(_words(found, wording)),
    )


def _half(found: Concentration, limits: PortfolioLimits, y: float, wording: Wording) -> Half:
    key = "shares.spend" if found.measure == "spend" else "shares.exposure"
    bars = tuple(
        Bar(
            name=shortened(one.name, _NAME).text,
            y=y + nr * _ROW,
            width=_x(float(one.percent)) - _LEFT,
            text=f"{one.percent:.1f} %",
            over=one.percent > limits.top_share,
        )
        for nr, one in enumerate(found.shares[:_MOST])
    )
    return Half(wording.say(key, hhi=f"{found.hhi:,.0f}"), y - 12, y + len(bars) * _ROW, bars)


def _x(percent: float) -> float:
    return _LEFT + percent / _FULL * (_RIGHT - _LEFT)


def _words(found: Sequence[Concentration], wording: Wording) -> Iterator[Lines]:
    for one in found:
        key = "shares.word.spend" if one.measure == "spend" else "shares.word.exposure"
        name, percent = shortened(one.top.name, _NAME), f"{one.top.percent:.1f}"
        yield wording.say(key, name=name, percent=percent)
