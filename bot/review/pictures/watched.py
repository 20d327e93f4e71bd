"""An early warning as a picture: what was said, hour by hour, beside what is usual.

Made from a campaign alone and laid out as the curves of a review are, so that ``draw`` makes the
SVG. Called by the projector.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from bot.crisis.handbook_monitoring import Monitoring
from bot.prevention.campaign import Alarm, Campaign
from bot.review.pictures.curves import Curves, Dot, Note, Panel
from bot.review.pictures.lanes import Tick
from bot.review.wording import Lines, Wording

_LEFT, _RIGHT = 168.0, 936.0
_TOP = 44.0
_PANEL = 120.0
_MARGIN = 20.0
_LEGEND = 34.0
_NEXT_LINE = 15.0
_NOTE = 60.0
_BAND = 4.0
"""What is usual is a line with some colour around it, as in the legend."""
_FEWEST = 2
_BEFORE = timedelta(hours=24)
_TICKS = 8
_STEPS = (1, 2, 3, 6, 12, 24, 48, 96, 192, 384)
_HOUR = timedelta(hours=1)
_PERCENT = 100

_Points = Sequence[tuple[datetime, Decimal]]


def alarm_curves(
    campaign: Campaign, alarm: Alarm, known: Monitoring, wording: Wording
) -> Curves | None:
    """Return the picture from a day before the alarm to its end; None with too few signals."""
    shown = [one for one in campaign.signals if alarm.first_at - _BEFORE <= one.at <= alarm.last_at]
    mentions = [(one.at, Decimal(one.mentions)) for one in shown if one.mentions is not None]
    shares = [
        (one.at, _PERCENT * Decimal(one.negatives) / one.mentions)
        for one in shown
        if one.mentions and one.negatives is not None
    ]
    if len(mentions) < _FEWEST:
        return None
    usual = campaign.usual(shown[-1], known)
    axis = (mentions[0][0], mentions[-1][0])
    panels = [_panel(wording.say("watched.mentions"), mentions, usual, alarm, axis, _TOP)]
    if len(shares) >= _FEWEST:
        name = wording.say("watched.negative_share")
        panels.append(_panel(name, shares, None, alarm, axis, _TOP + _PANEL))
    bottom = _TOP + _PANEL * len(panels)
    return Curves(
        title=wording.say("watched.title", campaign=campaign.plan.name),
        note=wording.say("watched.note"),
        height=bottom + _LEGEND + _NEXT_LINE * (len(wording.voice.languages) - 1),
        bottom=bottom,
        left=_LEFT,
        right=_RIGHT,
        ticks=tuple(_ticks(axis, alarm.first_at, wording)),
        did=None,
        panels=tuple(panels),
        legend=(
            ("figure", wording.say("watched.legend.signal")),
            *((("usual", wording.say("watched.legend.usual")),) if usual is not None else ()),
            ("peak", wording.say("watched.legend.crossing")),
        ),
        words=(
            wording.say(
                "watched.word",
                time=wording.time(alarm.first_at)[0],
                number=f"{mentions[-1][1]:,.0f}",
                until=wording.time(mentions[-1][0])[0],
            ),
        ),
    )


def _x(at: datetime, axis: tuple[datetime, datetime]) -> float:
    part = (at - axis[0]) / max(axis[1] - axis[0], timedelta(seconds=1))
    return _LEFT + min(1.0, max(0.0, part)) * (_RIGHT - _LEFT)


def _ticks(axis: tuple[datetime, datetime], crossed: datetime, wording: Wording) -> Iterator[Tick]:
    """Yield full hours of the voice's zone, not too many, and the moment of the crossing."""
    zone = wording.voice.zone
    hours = (axis[1] - axis[0]) / _HOUR
    step = next((one for one in _STEPS if hours / one <= _TICKS), _STEPS[-1])
    first = axis[0].astimezone(zone).replace(minute=0, second=0, microsecond=0) + _HOUR
    for nr in range(int(hours) + 1):
        at = first + nr * _HOUR
        if nr % step == 0 and at <= axis[1] and abs(at - crossed) >= step * _HOUR / 2:
            yield Tick(_x(at, axis), f"{at:%H:%M}", strong=False)
    yield Tick(_x(crossed, axis), f"{crossed.astimezone(zone):%H:%M}", strong=True)


def _panel(  # what one panel is laid out from
    name: Lines,
    points: _Points,
    usual: Decimal | None,
    alarm: Alarm,
    axis: tuple[datetime, datetime],
    y: float,
) -> Panel:
    high = max(*(number for _, number in points), usual or Decimal(0), Decimal(1))

    def height(number: Decimal) -> float:
        return y + _PANEL - _MARGIN - float(number / high) * (_PANEL - 2 * _MARGIN)

    dots = tuple(Dot(_x(at, axis), height(number), hollow=False) for at, number in points)
    crossing = next(((at, number) for at, number in points if at >= alarm.first_at), None)
    return Panel(
        name=name,
        y=y,
        height=_PANEL,
        top=f"{high:,.0f}",
        bottom="0",
        runs=(dots,),
        band=None if usual is None else (height(usual) - _BAND, height(usual) + _BAND),
        usual=None if usual is None else height(usual),
        peak=None if crossing is None else _note(crossing, axis, height(crossing[1])),
        back=None,
    )


def _note(crossing: tuple[datetime, Decimal], axis: tuple[datetime, datetime], y: float) -> Note:
    x = _x(crossing[0], axis)
    # A curve rises after its crossing: the number stands before it.
    anchor = "end" if x > _LEFT + _NOTE else "start"
    return Note(x, y, f"{crossing[1]:,.0f}", anchor, below=False)
