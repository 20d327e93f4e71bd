"""Finds the moment that a phrase means. Called by ``read``. Pure; it never answers with the future.

What was typed is said of the past: of the moments that it can mean, the latest that has passed.
An hour that the clocks went back over is the second one, once that has passed; an hour that they
skipped never was, and is not taken.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from dateutil.relativedelta import MO, relativedelta, weekday
from dateutil.tz import datetime_ambiguous, datetime_exists, resolve_imaginary

from bot.locales.typed_time.parts import Clock, DaysAway, OnDate, OnWeekday, Period, Phrase, Reason
from bot.locales.typed_time.words import DEEP_NIGHT
from bot.locales.typed_time.zones import zone_meant

_HALF_A_DAY = 12
_DAY = 24
# Until then people who are awake call the night before tonight.
_END_OF_THE_NIGHT = 6
# A date without a year that is farther back was meant otherwise: a plan, or a slip.
_RECENT = timedelta(days=183)
_CST_IN_CHINA = timedelta(hours=8)


def moment_of(phrase: Phrase, now: datetime, zone: tzinfo) -> datetime | Reason:
    """Return the moment in UTC, not later than ``now``, or why there is none."""
    if phrase.clock is None:
        return "time"
    hour = _hour_of_the_day(phrase, phrase.clock)
    if hour is None or not phrase.clock.is_on_a_clock:
        return "time"
    if phrase.zone is None:
        return _latest(phrase, hour, now, (zone, zone))
    stated = zone_meant(phrase.zone, zone, now)
    if stated is None:
        return "zone"
    found = _in_a_stated_zone(phrase, hour, now, (zone, stated))
    if phrase.zone == "cst":
        there = found if isinstance(found, datetime) else now
        return found if there.astimezone(zone).utcoffset() == _CST_IN_CHINA else "zone"
    return found


def _hour_of_the_day(phrase: Phrase, clock: Clock) -> int | None:
    """Return the hour, past 24 for a night that goes on; None for one that the words exclude."""
    if phrase.period is not None:
        return next((hour for hour in _hours(clock) if _within(hour, phrase.period)), None)
    if clock.bare and not clock.fixed:
        return None
    today = phrase.weekday is None and phrase.day in (None, DaysAway(0))
    return None if clock.midnight and not today else clock.hour


def _hours(clock: Clock) -> Iterator[int]:
    if clock.fixed:
        return iter((clock.hour, clock.hour + _DAY))
    return iter(range(clock.hour % _HALF_A_DAY, 2 * _DAY, _HALF_A_DAY))


def _within(hour: int, period: Period) -> bool:
    return period.start <= hour < period.end


def _in_a_stated_zone(
    phrase: Phrase, hour: int, now: datetime, zones: tuple[tzinfo, tzinfo]
) -> datetime | Reason:
    """Return the moment if the typist's calendar and the stated zone's agree on it.

    Yesterday in London may be today in Shanghai: where both have passed, nobody can tell.
    """
    own, stated = zones
    there = _latest(phrase, hour, now, (stated, stated))
    if not phrase.has_day:
        return there
    here = _latest(phrase, hour, now, (own, stated))
    if not isinstance(here, datetime):
        return there
    return here if not isinstance(there, datetime) or here == there else "zone"


def _latest(
    phrase: Phrase, hour: int, now: datetime, zones: tuple[tzinfo, tzinfo]
) -> datetime | Reason:
    """Return the latest moment that has passed, by one zone's calendar and the other's clocks."""
    calendar, clocks = zones
    clock = phrase.clock or Clock(hour)
    days = list(_days(phrase, now.astimezone(calendar)))
    if not days:
        return "time"
    for day in days:
        local = datetime.combine(
            day + timedelta(days=hour // _DAY), time(hour % _DAY, clock.minute, clock.second)
        )
        shown = local.replace(tzinfo=clocks)
        if not datetime_exists(shown) and resolve_imaginary(shown) <= now:
            return "time"
        for at in _moments(shown):
            if at <= now:
                return at
    return "future"


def _moments(shown: datetime) -> Iterator[datetime]:
    """Yield the moments at which the clocks show it, latest first: two in a repeated hour."""
    if datetime_exists(shown):
        for fold in (1, 0) if datetime_ambiguous(shown) else (0,):
            yield shown.replace(fold=fold).astimezone(UTC)


def _days(phrase: Phrase, now: datetime) -> Iterator[date]:
    """Yield the days that it may be of, the likeliest first; none if there is no such day."""
    if phrase.day is None and phrase.weekday is not None:
        return _days_of_week(phrase.weekday, now.date())
    days = (
        _on_date(phrase.day, now.date()) if isinstance(phrase.day, OnDate) else _away(phrase, now)
    )
    weekday = phrase.weekday
    return (day for day in days if weekday is None or day.weekday() == weekday.day)


def _days_of_week(said: OnWeekday, today: date) -> Iterator[date]:
    day = weekday(said.day)
    if said.weeks is not None:
        yield today + relativedelta(weekday=MO(-1), weeks=said.weeks) + relativedelta(weekday=day)
    elif said.last:
        yield today + relativedelta(days=-1, weekday=day(-1))
    else:
        yield today + relativedelta(weekday=day(-1))
        yield today + relativedelta(weekday=day(-2))


def _on_date(said: OnDate, today: date) -> Iterator[date]:
    if said.two_ways:
        return
    for year in [today.year, today.year - 1] if said.year is None else [said.year]:
        try:
            day = date(year, said.month, said.day)
        except ValueError:
            continue
        if said.year is not None or today - day <= _RECENT:
            yield day


def _away(phrase: Phrase, now: datetime) -> Iterator[date]:
    """Yield the day that is so many days away, and the one before where that may be meant too."""
    today = now.date()
    if not isinstance(phrase.day, DaysAway):
        yield from (today - timedelta(days=back) for back in range(3))
        return
    day = today + timedelta(days=phrase.day.days)
    yield day
    period = phrase.period
    awake = period is not None and period.is_night and now.hour < _END_OF_THE_NIGHT
    # 今天半夜2点 is the night that has just been, at whatever hour it is said.
    just_been = period == DEEP_NIGHT and phrase.day.days == 0
    if just_been or (awake and phrase.day.days >= -1):
        yield day - timedelta(days=1)
