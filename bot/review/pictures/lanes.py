"""The crisis as lanes: what each step did when, decisions, and the colour, on one axis of time.

Made from a review alone; ``draw`` makes SVG of it. Every mark also stands in ``words``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.locales.voice import Said, said
from bot.review.pictures.scale import CHECKPOINTS, Scale, scale
from bot.review.value import DecisionLine, Review, StepPart, TaskLine, Verdict
from bot.review.wording import Lines, Wording

WIDTH = 960.0
_LEFT, _RIGHT = 168.0, 936.0
_TOP = 44.0
_ROW = 24.0
_PADDING = 10.0
_APART = 34.0
"""Least distance of two marks in one row, so that their names can be read."""
_LEGEND = 34.0
_NEXT_LINE = 15.0
_FIRST_WIDE = "\u2e80"

Shape = Literal["on_time", "late", "open", "decision", "replaced", "seen"]

_SHAPES: dict[Verdict, Shape] = {
    "on_time": "on_time",
    "done": "on_time",
    "late": "late",
    "not_done": "open",
    "overdue": "open",
    "blocked": "open",
}
"""What stands in the picture. A task that did not apply or was never called for has no moment."""
_LEGENDS: dict[Shape, str] = {
    "on_time": "review.picture.legend.on_time",
    "late": "review.picture.legend.late",
    "open": "review.picture.legend.open",
    "decision": "review.picture.legend.decision",
    "replaced": "review.picture.legend.replaced",
}
_WORDS: dict[Shape, str] = {
    "on_time": "review.picture.word.on_time",
    "late": "review.picture.word.late",
    "open": "review.picture.word.open",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing at its moment: a task where it was done, or where it was due if it was not."""

    x: float
    y: float
    shape: Shape
    name: str


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of time with one colour of the crisis; level 0: none was confirmed yet."""

    x: float
    width: float
    y: float
    level: int
    name: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of the picture; ``y`` and ``height`` frame it."""

    name: Lines
    y: float
    height: float
    marks: tuple[Mark, ...] = ()
    bands: tuple[Band, ...] = ()

    @property
    def middle(self) -> float:
        """The height at which its name stands."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Tick:
    """A line down the picture. ``strong``: one of the guide's checkpoints."""

    x: float
    name: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Lanes:
    """The whole picture, laid out. ``words`` say the same, a line for each lane."""

    title: Lines
    note: Lines
    height: float
    bottom: float
    """Where the lanes end and the legend begins."""
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    legend: tuple[tuple[Shape, Lines], ...]
    words: tuple[Lines, ...]


def lanes(review: Review, wording: Wording) -> Lanes:
    """Return the picture of a review."""
    axis = scale(review.times.opened_at, tuple(_moments(review)), _LEFT, _RIGHT)
    rows = tuple(_rows(review, axis, wording))
    end = rows[-1].y + rows[-1].height
    return Lanes(
        title=wording.say("review.picture.title"),
        note=wording.say("review.picture.note"),
        height=end + _LEGEND + _NEXT_LINE * (len(wording.voice.languages) - 1),
        bottom=end,
        ticks=tuple(_ticks(review, axis, wording)),
        lanes=rows,
        legend=tuple(_legend(wording)),
        words=tuple(_words(review, wording)),
    )


def _moments(review: Review) -> Iterator[datetime]:
    times = review.times
    yield from (times.detected_at, times.opened_at)
    if times.detectable_at is not None:
        yield times.detectable_at
    if times.closed_at is not None:
        yield times.closed_at
    for step in review.steps:
        yield from (at for line in step.tasks if (at := _moment(line)) is not None)
    yield from (line.decided_at for line in _decisions(review))
    yield from (change.at for change in review.levels)


def _moment(line: TaskLine) -> datetime | None:
    return (line.done_at or line.due) if line.verdict in _SHAPES else None


def _decisions(review: Review) -> tuple[DecisionLine, ...]:
    both = (*review.decisions, *review.contacts)
    return tuple(sorted(both, key=lambda line: line.number))


def _rows(review: Review, axis: Scale, wording: Wording) -> Iterator[Lane]:
    y = _TOP
    colour = Lane(
        wording.say("review.picture.colour"),
        y,
        _ROW + _PADDING,
        bands=tuple(_bands(review, axis, y + _PADDING / 2, wording)),
    )
    yield colour
    y += colour.height
    if review.times.detectable_at is not None:
        at = review.times.detectable_at
        when = wording.time(at)[0]
        sign = packed(wording.say("review.picture.first_lane"), y, ((axis.x(at), "seen", when),))
        yield sign
        y += sign.height
    for step in review.steps:
        made = packed(wording.name(step.title), y, tuple(_tasks(step, axis)))
        if made.marks:
            yield made
            y += made.height
    made = packed(wording.say("review.picture.decisions"), y, tuple(_diamonds(review, axis)))
    if made.marks:
        yield made


def _tasks(step: StepPart, axis: Scale) -> Iterator[tuple[float, Shape, str]]:
    for line in step.tasks:
        at = _moment(line)
        if at is not None:
            yield axis.x(at), _SHAPES[line.verdict], str(line.task)


def _diamonds(review: Review, axis: Scale) -> Iterator[tuple[float, Shape, str]]:
    for line in _decisions(review):
        shape: Shape = "decision" if line.replaced_by is None else "replaced"
        yield axis.x(line.decided_at), shape, str(line.number)


def packed(name: Lines, y: float, things: Sequence[tuple[float, Shape, str]]) -> Lane:
    """Return a lane in which no mark covers another: each goes into the first row with room."""
    ends: list[float] = []
    marks = []
    for x, shape, called in sorted(things):
        row = next((number for number, end in enumerate(ends) if end <= x), len(ends))
        ends[row : row + 1] = [x + _APART]
        marks.append(Mark(x, y + _PADDING / 2 + _ROW * (row + 0.5), shape, called))
    return Lane(name, y, max(len(ends), 1) * _ROW + _PADDING, tuple(marks))


def _bands(review: Review, axis: Scale, y: float, wording: Wording) -> Iterator[Band]:
    first, last = axis.knots[0].x, axis.knots[-1].x
    starts = [(first, 0, wording.say("review.no_level"))]
    starts += [
        (axis.x(change.at), change.number, wording.name(change.level)) for change in review.levels
    ]
    ends = [x for x, _, _ in starts[1:]] + [last]
    for (x, level, name), end in zip(starts, ends, strict=True):
        if end > x:
            yield Band(x, end - x, y, level, _fitting(name, end - x))


def _fitting(name: Lines, width: float) -> str:
    """Return a band's name as far as it has room: wide signs count twice."""
    for text in (" / ".join(name), name[0]):
        if sum(12 if sign >= _FIRST_WIDE else 7 for sign in text) <= width:
            return text
    return ""


def _ticks(review: Review, axis: Scale, wording: Wording) -> Iterator[Tick]:
    opened_at = review.times.opened_at
    for knot in axis.knots:
        if knot.hours is not None:
            name = wording.spoken([_hours(knot.hours)])
        elif knot.at < review.times.detected_at:
            name = wording.say("review.picture.first_sign")
        elif knot.at < opened_at:
            name = wording.say("review.picture.before")
        else:
            name = wording.say("review.picture.after")
        yield Tick(knot.x, name[0], knot.hours in CHECKPOINTS)


def _hours(hours: float) -> Said:
    if hours == 0:
        return said("review.picture.opening")
    if hours < 1:
        return said("review.picture.minutes", minutes=round(hours * 60))
    return said("review.picture.hours", hours=round(hours))


def _legend(wording: Wording) -> Iterator[tuple[Shape, Lines]]:
    for shape, key in _LEGENDS.items():
        yield shape, wording.say(key)


def _words(review: Review, wording: Wording) -> Iterator[Lines]:
    """Say every mark of the picture, in its order: the tasks of each step, then decisions."""
    if review.times.detectable_at is not None:
        time = wording.time(review.times.detectable_at)[0]
        yield wording.say("review.picture.word.seen", time=time)
    for change in review.levels:
        yield wording.say(
            "review.picture.word.level", level=change.level, time=wording.time(change.at)[0]
        )
    for step in review.steps:
        for line in step.tasks:
            at = _moment(line)
            if at is not None:
                time = wording.time(at)[0]
                yield wording.say(_WORDS[_SHAPES[line.verdict]], task=line.title, time=time)
    for decision in _decisions(review):
        yield wording.say(
            "review.picture.word.decision",
            number=decision.number,
            kind=decision.kind,
            time=wording.time(decision.decided_at)[0],
        )
