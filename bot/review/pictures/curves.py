"""The community data as curves: a panel for each metric, with what was usual and what we did.

Made from a review alone; ``draw`` makes SVG of it. Every curve also stands in ``words``.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TypeAlias

from bot.crisis.community import Course, series_of
from bot.locales.voice import Said, said
from bot.review.pictures.lanes import Lane, Shape, Tick, packed
from bot.review.value import CommunityPart, DecisionLine, Review
from bot.review.wording import Lines, Wording
from bot.views.community import back_said, figure

_LEFT, _RIGHT = 168.0, 936.0
_TOP = 44.0
_PANEL = 104.0
_MARGIN = 20.0
"""Room above and below a curve within its panel."""
_MOST = 6
"""Panels; the table says the rest."""
_FEWEST = 2
_LEGEND = 34.0
_NEXT_LINE = 15.0
_DAY = timedelta(days=1)
_TICKS = 8
_STEPS = (1, 2, 7, 14, 28)
_NOTE = 60.0

_Height: TypeAlias = Callable[[Decimal], float]

_LEGENDS: Mapping[str, str] = {
    "figure": "review.curves.legend.figure",
    "estimate": "review.curves.legend.estimate",
    "usual": "review.curves.legend.usual",
    "peak": "review.curves.legend.peak",
    "back": "review.curves.legend.back",
}


@dataclass(frozen=True, slots=True)
class Dot:
    """A figure at its day; ``hollow``: it is an estimate."""

    x: float
    y: float
    hollow: bool


@dataclass(frozen=True, slots=True)
class Note:
    """Something to point out on a curve, and its text. ``anchor``: on which side that stands."""

    x: float
    y: float
    text: str
    anchor: str
    below: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """One metric. ``runs`` are stretches of days without a gap; the band may be unknown."""

    name: Lines
    y: float
    height: float
    top: str
    bottom: str
    runs: tuple[tuple[Dot, ...], ...]
    band: tuple[float, float] | None
    usual: float | None
    peak: Note | None
    back: Note | None

    @property
    def middle(self) -> float:
        """The height at which its name stands."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Curves:
    """The whole picture, laid out. ``words`` say the same, a line for each metric and mark."""

    title: Lines
    note: Lines
    height: float
    bottom: float
    left: float
    right: float
    ticks: tuple[Tick, ...]
    did: Lane | None
    panels: tuple[Panel, ...]
    legend: tuple[tuple[str, Lines], ...]
    words: tuple[Lines, ...]


@dataclass(frozen=True, slots=True)
class _Axis:
    """Days from first to last, evenly; what lies outside stands at an end."""

    first: int
    last: int
    zero: datetime
    """When the day of T0 began."""

    def x(self, day: float) -> float:
        part = (day - self.first) / max(1, self.last - self.first)
        return _LEFT + min(1.0, max(0.0, part)) * (_RIGHT - _LEFT)

    def at(self, moment: datetime) -> float:
        return self.x((moment - self.zero) / _DAY)


def curves(review: Review, wording: Wording) -> Curves | None:
    """Return the picture; None while no metric was read often enough for a curve."""
    part = review.community
    known = series_of(part.days, part.zero)
    shown = [one for one in part.courses if len(known[one.metric.id]) >= _FEWEST][:_MOST]
    if not shown:
        return None
    axis = _axis(part, [known[one.metric.id] for one in shown])
    did = _did(review, axis, wording)
    y = _TOP if did is None else did.y + did.height
    estimated = {
        (name, (one.day - part.zero).days)
        for one in part.days
        if one.estimated
        for name in one.figures
    }
    panels = []
    for one in shown:
        hollow = frozenset(day for name, day in estimated if name == one.metric.id)
        panels.append(_panel(one, known[one.metric.id], hollow, axis, y, wording))
        y += _PANEL
    return Curves(
        title=wording.say("review.curves.title"),
        note=wording.say("review.curves.note"),
        height=y + _LEGEND + _NEXT_LINE * (len(wording.voice.languages) - 1),
        bottom=y,
        left=_LEFT,
        right=_RIGHT,
        ticks=tuple(_ticks(axis, wording)),
        did=did,
        panels=tuple(panels),
        legend=tuple((name, wording.say(key)) for name, key in _LEGENDS.items()),
        words=tuple(_words(review, shown, wording)),
    )


def _axis(part: CommunityPart, series: Sequence[Mapping[int, Decimal]]) -> _Axis:
    days = [day for one in series for day in one]
    last = max(1, min(max(days), part.rules.until))
    first = max(min(0, *days), part.rules.first)
    zone_ahead = timedelta(hours=part.rules.utc_offset)
    midnight = datetime.fromisoformat(f"{part.zero.isoformat()}T00:00:00+00:00")
    return _Axis(first, last, midnight - zone_ahead)


def _ticks(axis: _Axis, wording: Wording) -> Iterator[Tick]:
    length = axis.last - axis.first
    step = next((one for one in _STEPS if length / one <= _TICKS), _STEPS[-1])
    for day in range(axis.first, axis.last + 1):
        if day % step == 0:
            text = wording.say("review.curves.zero") if day == 0 else (f"{day:+d}",)
            yield Tick(axis.x(day), text[0], day == 0)


def _did(review: Review, axis: _Axis, wording: Wording) -> Lane | None:
    """Return the lane of what we did: the decisions of each day by their numbers."""
    by_day: dict[int, list[DecisionLine]] = {}
    for line in _decisions(review):
        by_day.setdefault((line.decided_at - axis.zero) // _DAY, []).append(line)
    marks = [
        (axis.at(lines[0].decided_at), _shape(lines), _span(lines)) for lines in by_day.values()
    ]
    return packed(wording.say("review.curves.did"), _TOP, marks) if marks else None


def _span(lines: Sequence[DecisionLine]) -> str:
    first, last = lines[0].number, lines[-1].number
    return str(first) if first == last else f"{first}–{last}"


def _decisions(review: Review) -> tuple[DecisionLine, ...]:
    both = (*review.decisions, *review.contacts)
    return tuple(sorted(both, key=lambda line: line.number))


def _shape(lines: Sequence[DecisionLine]) -> Shape:
    """Return the mark of decisions that still stand, if any does."""
    return "decision" if any(line.replaced_by is None for line in lines) else "replaced"


def _panel(
    course: Course,
    series: Mapping[int, Decimal],
    hollow: frozenset[int],
    axis: _Axis,
    y: float,
    wording: Wording,
) -> Panel:
    shown = {day: one for day, one in sorted(series.items()) if axis.first <= day <= axis.last}
    low, high = _range(course, list(shown.values()))

    def height(number: Decimal) -> float:
        return y + _PANEL - _MARGIN - float((number - low) / (high - low)) * (_PANEL - 2 * _MARGIN)

    band = None
    if course.baseline is not None and course.band is not None:
        below = max(low, course.baseline - course.band)
        band = (height(course.baseline + course.band), height(below))
    return Panel(
        name=wording.name(course.metric.name),
        y=y,
        height=_PANEL,
        top=figure(course.metric, high),
        bottom=figure(course.metric, low),
        runs=tuple(_runs(shown, hollow, axis, height)),
        band=band,
        usual=None if course.baseline is None else height(course.baseline),
        peak=_peak(course, axis, height),
        back=_back(course, series, axis, height),
    )


def _range(course: Course, figures: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """Return the lowest and highest figure of a panel: all that is read, and what was usual."""
    edges = list(figures)
    if course.baseline is not None and course.band is not None:
        edges += [course.baseline - course.band, course.baseline + course.band]
    low, high = max(Decimal(0), min(edges)), max(edges)
    return low, high if high > low else low + 1


def _runs(
    shown: Mapping[int, Decimal], hollow: frozenset[int], axis: _Axis, height: _Height
) -> Iterator[tuple[Dot, ...]]:
    run: list[Dot] = []
    before: int | None = None
    for day, number in shown.items():
        if before is not None and day > before + 1:
            yield tuple(run)
            run = []
        run.append(Dot(axis.x(day), height(number), day in hollow))
        before = day
    yield tuple(run)


def _peak(course: Course, axis: _Axis, height: _Height) -> Note | None:
    if not course.left or course.peak is None or course.peak[0] > axis.last:
        return None
    day, number = course.peak
    down = course.metric.worse == "down"
    return _note(axis.x(day), height(number), figure(course.metric, number), below=down)


def _back(
    course: Course, series: Mapping[int, Decimal], axis: _Axis, height: _Height
) -> Note | None:
    if course.back is None or course.back > axis.last:
        return None
    up = course.metric.worse == "up"
    return _note(axis.x(course.back), height(series[course.back]), f"+{course.back}", below=up)


def _note(x: float, y: float, text: str, *, below: bool) -> Note:
    """Return a note whose text stands inside the picture."""
    return Note(x, y, text, "end" if x > _RIGHT - _NOTE else "start", below)


def _words(review: Review, shown: Sequence[Course], wording: Wording) -> Iterator[Lines]:
    for one in shown:
        yield wording.spoken(_told(one))
    for line in _decisions(review):
        yield wording.say(
            "review.picture.word.decision",
            number=line.number,
            kind=line.kind,
            time=wording.time(line.decided_at)[0],
        )


def _told(course: Course) -> Iterator[Said]:
    """Yield what a curve shows: the worst, the latest, what was usual, the way back."""
    metric = course.metric
    yield said("review.curves.word.name", name=metric.name)
    if course.baseline is not None:
        yield said("review.curves.word.usual", usual=figure(metric, course.baseline))
    if course.left and course.peak is not None:
        day, number = course.peak
        yield said("review.curves.word.peak", figure=figure(metric, number), day=day)
    if course.now is not None:
        day, number = course.now
        yield said("review.curves.word.now", figure=figure(metric, number), day=day)
    yield from back_said(course)
