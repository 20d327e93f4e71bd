"""What is said about a reading of severity. Used by the timeline of the review."""

from bot.crisis import events as ev
from bot.locales.voice import said
from bot.review import names
from bot.review.telling import Sentences, Table, Telling


def _read(telling: Telling, _: ev.Recorded, event: ev.SeverityRead) -> Sentences:
    """Yield what a reading came to, and what it began and ended."""
    playbook = telling.playbook
    emoji, level = names.level_name(playbook, event.level)
    if event.depth == "quick":
        yield said("timeline.read_quick", emoji=emoji, level=level)
    elif event.low == event.high:
        yield said("timeline.read_full", count=event.low, emoji=emoji, level=level)
    else:
        yield said(
            "timeline.read_between", low=event.low, high=event.high, emoji=emoji, level=level
        )
    known = {one.id: one.name for one in playbook.conditions}
    if event.begins:
        begins = tuple(known.get(one, one) for one in event.begins)
        yield said("timeline.read_begins", conditions=begins)
    if event.ends:
        ends = tuple(known.get(one, one) for one in event.ends)
        yield said("timeline.read_ends", conditions=ends)


def _fell_due(_: Telling, __: ev.Recorded, ___: ev.ReadingFellDue) -> Sentences:
    """Yield that it was time to look again."""
    yield said("timeline.reading_due")


READINGS: Table = {
    ev.SeverityRead: _read,
    ev.ReadingFellDue: _fell_due,
}
