"""Puts the parts of a typed time together, in whatever order they stand. Called by ``read``.

Before the clock any part may stand; after it English goes on (9pm last night) and Chinese does
not: there 今天 begins what happened. Nothing is a time without a clock.
"""

import re
from dataclasses import replace

from bot.locales.typed_time.clocks import read_bare_hour, read_clock
from bot.locales.typed_time.days import read_day
from bot.locales.typed_time.parts import OnDate, Period, Phrase
from bot.locales.typed_time.words import (
    DEEP_NIGHT,
    MORNING_EN,
    SMALL_HOURS,
    read_word,
)
from bot.locales.typed_time.zones import read_offset, read_own, read_zone

_ABOUT = r"(?P<loose>(?:around|about|approx\.?) |~ ?|大约|大概|约|差不多)?"
_BEFORE_A_CLOCK = re.compile(rf"(?: {{0,3}},)? {{0,3}}(?:(?P<at>at |@ ?)|on |在|于)?{_ABOUT}")
_AFTER_A_CLOCK = re.compile(r" {1,3}(?:on )?")
_BEFORE_A_ZONE = re.compile(r" {0,2}")
_MOST_PARTS = 8
# Said after a night they are part of it: 昨晚凌晨1点, last night at 1 in the morning.
_PARTS_OF_A_NIGHT = (SMALL_HOURS, DEEP_NIGHT, MORNING_EN)


def read_lead(head: str) -> Phrase:
    """Return what may stand before every time: at, about."""
    found = _BEFORE_A_CLOCK.match(head)
    if found is None:
        return Phrase(end=0)
    return Phrase(end=found.end(), at=found["at"] is not None, loose=found["loose"] is not None)


def read_phrase(head: str, typed: str, own_names: tuple[str, ...]) -> Phrase | None:
    """Return the time at the beginning of ``head``, None if there is no clock in it.

    ``typed`` is the head as it was typed, for the capitals of the typist's ``own_names`` of zones.
    """
    phrase = read_lead(head)
    for _ in range(_MOST_PARTS):
        longer = _before(head, phrase) if phrase.clock is None else _after(head, phrase)
        longer = longer or _own_zone(head, typed, phrase, own_names)
        if longer is None:
            break
        phrase = longer
    return phrase if phrase.clock else None


def _before(head: str, phrase: Phrase) -> Phrase | None:
    gap = _BEFORE_A_CLOCK.match(head, phrase.end)
    if gap is None:
        return None
    at = gap.end()
    said_at = gap["at"] is not None or (phrase.at and at == phrase.end)
    loose = phrase.loose or gap["loose"] is not None
    here = replace(phrase, end=at, at=said_at, loose=loose)
    if clock := read_clock(head, at):
        return replace(here, clock=clock[0], end=clock[1])
    longer = _day(head, here, after_clock=False) or _zone(head, here)
    if longer is None and said_at and (clock := read_bare_hour(head, at)):
        return replace(here, clock=clock[0], end=clock[1])
    return longer


def _after(head: str, phrase: Phrase) -> Phrase | None:
    if phrase.zone is None and (longer := _zone_after(head, phrase)):
        return longer
    gap = _AFTER_A_CLOCK.match(head, phrase.end)
    return _day(head, replace(phrase, end=gap.end()), after_clock=True) if gap else None


def _day(head: str, phrase: Phrase, *, after_clock: bool) -> Phrase | None:
    if day := read_day(head, phrase.end, after_clock=after_clock):
        return phrase.with_day(*day)
    word = read_word(head, phrase.end, after_clock=after_clock)
    if word is None:
        return None
    away, period, end = word
    longer = phrase.with_day(away, end) if away else replace(phrase, end=end)
    if longer is None or period is None:
        return longer
    return _with_period(longer, period)


def _with_period(phrase: Phrase, period: Period) -> Phrase | None:
    if phrase.period is None:
        return replace(phrase, period=period)
    return phrase if phrase.period.is_night and period in _PARTS_OF_A_NIGHT else None


def _zone(head: str, phrase: Phrase) -> Phrase | None:
    zone = read_zone(head, phrase.end) if phrase.zone is None else None
    return replace(phrase, zone=zone[0], end=zone[1]) if zone else None


def _zone_after(head: str, phrase: Phrase) -> Phrase | None:
    dated = isinstance(phrase.day, OnDate) and phrase.day.year is not None
    if offset := read_offset(head, phrase.end, dated=dated):
        return replace(phrase, zone=offset[0], end=offset[1])
    gap = _BEFORE_A_ZONE.match(head, phrase.end)
    return _zone(head, replace(phrase, end=gap.end())) if gap else None


def _own_zone(head: str, typed: str, phrase: Phrase, own_names: tuple[str, ...]) -> Phrase | None:
    gap = _BEFORE_A_ZONE.match(head, phrase.end)
    if gap is None or phrase.clock is None or phrase.zone is not None:
        return None
    zone = read_own(head, typed, gap.end(), own_names)
    return replace(phrase, zone=zone[0], end=zone[1]) if zone else None
