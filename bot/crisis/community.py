"""What community data comes to: baseline, band, return, recovery, excess. Pure and exact.

Called by the rules, the review and the views. A figure of a day is what was recorded last for it.
Days are counted from the day of T0, which is 0. What cannot be told from the data is None.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from statistics import median

from bot.crisis.events import DayFigures
from bot.crisis.handbook import Community, Metric

LONGEST_FILE = 400
"""A file of more lines than a year has days is not a reading a day."""
LARGEST = Decimal(10) ** 12
_PERCENT = 100

Series = Mapping[int, Decimal]
"""A metric's figures by day."""


@dataclass(frozen=True, slots=True)
class Course:
    """How one metric went.

    ``band`` is how far from the baseline is still usual. ``peak`` is the worst since T0, ``now``
    the latest. ``back`` is the day on which it was usual again for good, ``left`` whether it ever
    was unusual; ``recovery`` is the part of the way back, ``excess`` what was above the baseline
    on ``counted`` days.
    """

    metric: Metric
    baseline: Decimal | None
    band: Decimal | None
    peak: tuple[int, Decimal] | None
    now: tuple[int, Decimal] | None
    left: bool | None
    back: int | None
    recovery: Decimal | None
    excess: Decimal | None
    counted: int


def day_of(at: datetime, community: Community) -> date:
    """Return the day of the platform that a moment belongs to."""
    return at.astimezone(timezone(timedelta(hours=community.utc_offset))).date()


def courses(
    days: Iterable[DayFigures], detected_at: datetime, community: Community
) -> tuple[Course, ...]:
    """Return the course of every metric that has any figure, in the playbook's order."""
    known = series_of(days, day_of(detected_at, community))
    return tuple(
        course(metric, known[metric.id], community)
        for metric in community.metrics
        if metric.id in known
    )


def series_of(days: Iterable[DayFigures], zero: date) -> dict[str, dict[int, Decimal]]:
    """Return each metric's figures by day; of several for one day the last one counts."""
    found: dict[str, dict[int, Decimal]] = {}
    for one in days:
        for name, figure in one.figures.items():
            found.setdefault(name, {})[(one.day - zero).days] = Decimal(figure)
    return found


def course(metric: Metric, series: Series, community: Community) -> Course:
    """Return what one metric's figures come to."""
    middle, width = baseline(series, community), band(series, community)
    left = has_left(metric, series, middle, width)
    worst = peak(metric, series)
    latest = max(series, default=None)
    now = None if latest is None or latest < 0 else (latest, series[latest])
    return Course(
        metric=metric,
        baseline=middle,
        band=width,
        peak=worst,
        now=now,
        left=left,
        back=back_on(metric, series, community) if left else None,
        recovery=recovery(metric, middle, worst, now),
        excess=excess(series, middle) if metric.summed else None,
        counted=sum(day >= 0 for day in series),
    )


def baseline(series: Series, community: Community) -> Decimal | None:
    """Return the median of the days before; None if there are too few of them."""
    before = _before(series, community)
    return median(before) if len(before) >= community.least else None


def band(series: Series, community: Community) -> Decimal | None:
    """Return how far from the baseline is usual: a share of it, or so many median deviations."""
    middle = baseline(series, community)
    if middle is None:
        return None
    deviation = median([abs(figure - middle) for figure in _before(series, community)])
    return max(middle * community.share / _PERCENT, deviation * community.deviations)


def usual(metric: Metric, figure: Decimal, middle: Decimal, width: Decimal) -> bool:
    """Whether a figure lies within the band, or beyond it on the good side."""
    return figure <= middle + width if metric.worse == "up" else figure >= middle - width


def has_left(
    metric: Metric, series: Series, middle: Decimal | None, width: Decimal | None
) -> bool | None:
    """Whether the metric was out of its band on any day since T0."""
    since = [figure for day, figure in series.items() if day >= 0]
    if metric.worse is None or middle is None or width is None or not since:
        return None
    return not all(usual(metric, figure, middle, width) for figure in since)


def peak(metric: Metric, series: Series) -> tuple[int, Decimal] | None:
    """Return the first of the worst days since T0, with its figure."""
    since = sorted(day for day in series if day >= 0)
    if metric.worse is None or not since:
        return None
    sign = -1 if metric.worse == "up" else 1
    worst = min(since, key=lambda day: sign * series[day])
    return worst, series[worst]


def back_on(metric: Metric, series: Series, community: Community) -> int | None:
    """Return the first of so many usual days running after the worst; None: not yet.

    A day without a figure interrupts the run: nobody knows how it was.
    """
    middle, width = baseline(series, community), band(series, community)
    worst = peak(metric, series)
    if middle is None or width is None or worst is None:
        return None
    run = 0
    for day in range(worst[0], max(series) + 1):
        fine = day in series and usual(metric, series[day], middle, width)
        run = run + 1 if fine else 0
        if run == community.running:
            return day - run + 1
    return None


def recovery(
    metric: Metric,
    middle: Decimal | None,
    worst: tuple[int, Decimal] | None,
    now: tuple[int, Decimal] | None,
) -> Decimal | None:
    """Return the part of the way from the worst back to the baseline; None if it never got worse.

    More than 1 is better than before.
    """
    if middle is None or worst is None or now is None:
        return None
    way = worst[1] - middle
    got_worse = way > 0 if metric.worse == "up" else way < 0
    return (worst[1] - now[1]) / way if got_worse else None


def excess(series: Series, middle: Decimal | None) -> Decimal | None:
    """Return what was above the baseline since T0, added up over the days that were read."""
    since = [figure for day, figure in series.items() if day >= 0]
    if middle is None or not since:
        return None
    return sum((max(Decimal(0), figure - middle) for figure in since), Decimal(0))


def _before(series: Series, community: Community) -> Sequence[Decimal]:
    return [figure for day, figure in series.items() if community.first <= day <= community.last]
