"""The part of the document that says what the community data comes to, and by which formulas.

Used by ``sections``. What cannot be told from the data says so.
"""

from collections.abc import Iterator
from decimal import Decimal

from bot.crisis.community import Course
from bot.crisis.events import DayFigures
from bot.locales.voice import said
from bot.review.document import Bullets, Figure, Part, Section, Table
from bot.review.pictures.curves import curves
from bot.review.pictures.tried import section_of
from bot.review.value import CommunityPart, Review
from bot.review.wording import DASH, Lines, Wording
from bot.views.community import back_said, figure

_COURSES = (
    "review.column.metric",
    "review.column.usual",
    "review.column.worst",
    "review.column.latest",
    "review.column.back",
    "review.column.recovery",
    "review.column.excess",
)
_DAYS = (
    "review.column.day",
    "review.column.figures",
    "review.column.source",
    "review.column.as_of",
    "review.column.kind",
)
_PERCENT = 100


def community_sections(review: Review, wording: Wording) -> Iterator[Section]:
    """Yield what the figures come to, how that is counted, and the figures themselves."""
    part = review.community
    if not part.days:
        return
    yield Section(wording.say("review.heading.community"), tuple(_parts(part, wording)))
    picture = section_of(lambda: _picture(review, wording), wording)
    if picture is not None:
        yield picture
    head = tuple(wording.say(key) for key in _DAYS)
    rows = tuple(_days(part, wording))
    yield Section(wording.say("review.heading.figures"), (Table(head, rows),), depth=3)


def _picture(review: Review, wording: Wording) -> Section | None:
    picture = curves(review, wording)
    if picture is None:
        return None
    summary = wording.say("review.picture.in_words")
    figures = Figure(picture, picture.note, summary, picture.words)
    return Section(picture.title, (figures,), depth=3)


def course_table(part: CommunityPart, wording: Wording) -> Table:
    """Return what each metric came to: numbers and the playbook's names alone."""
    head = tuple(wording.say(key) for key in _COURSES)
    return Table(head, tuple(_course(course, wording) for course in part.courses))


def _parts(part: CommunityPart, wording: Wording) -> Iterator[Part]:
    yield course_table(part, wording)
    rules = part.rules
    yield Bullets(
        (
            wording.say(
                "review.formula.baseline",
                first=abs(rules.first),
                last=abs(rules.last),
                least=rules.least,
            ),
            wording.say("review.formula.band", share=rules.share, deviations=rules.deviations),
            wording.say("review.formula.back", days=rules.running),
            wording.say("review.formula.recovery"),
            wording.say("review.formula.excess"),
        )
    )


def _course(course: Course, wording: Wording) -> tuple[Lines, ...]:
    metric = course.metric
    too_little = wording.say("review.community.too_little")
    usual = too_little
    if course.baseline is not None and course.band is not None:
        usual = (f"{figure(metric, course.baseline)} ± {figure(metric, course.band)}",)
    return (
        wording.name(metric.name),
        usual,
        _on_day(course, course.peak, wording),
        _on_day(course, course.now, wording),
        _back(course, wording),
        _recovery(course, wording),
        _excess(course, wording),
    )


def _on_day(course: Course, known: tuple[int, Decimal] | None, wording: Wording) -> Lines:
    if known is None:
        return DASH
    day, number = known
    return wording.say("review.community.on_day", figure=figure(course.metric, number), day=day)


def _back(course: Course, wording: Wording) -> Lines:
    if course.metric.worse is None:
        return DASH
    told = tuple(back_said(course))
    return wording.spoken(told) if told else wording.say("review.community.too_little")


def _recovery(course: Course, wording: Wording) -> Lines:
    if course.metric.worse is None or course.left is False:
        return DASH
    if course.recovery is None:
        return wording.say("review.community.too_little")
    return (f"{round(course.recovery * _PERCENT)}%",)


def _excess(course: Course, wording: Wording) -> Lines:
    if not course.metric.summed:
        return DASH
    if course.excess is None:
        return wording.say("review.community.too_little")
    total = figure(course.metric, course.excess)
    return wording.spoken([said("review.community.excess", figure=total, count=course.counted)])


def _days(part: CommunityPart, wording: Wording) -> Iterator[tuple[Lines, ...]]:
    known = {metric.id: metric for metric in part.rules.metrics}
    for one in part.days:
        figures = ((known[name], number) for name, number in one.figures.items() if name in known)
        yield (
            (one.day.isoformat(),),
            tuple(
                f"{' / '.join(wording.name(metric.name))} {number}"
                f"{'%' if metric.unit == 'percent' else ''}"
                for metric, number in figures
            ),
            wording.typed(one.source),
            wording.time(one.as_of),
            _kind(one, wording),
        )


def _kind(one: DayFigures, wording: Wording) -> Lines:
    if one.estimated:
        return wording.say("review.community.estimated")
    return wording.say("review.community.measured")
