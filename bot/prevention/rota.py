"""When somebody has to watch: the first hours after a publication, and weekends. Pure.

Called by the rules of campaigns.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone

from bot.crisis.events.monitoring import WatchReason
from bot.crisis.handbook_monitoring import Monitoring

_SATURDAY = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Turn:
    """A time in which somebody has the watch."""

    starts_at: datetime
    until: datetime
    reason: WatchReason


def next_turn(publications: Iterable[datetime], after: datetime, known: Monitoring) -> Turn | None:
    """Return the turn that comes first among those that begin after a moment."""
    turns = [*_publications(publications, known), *_weekend(after, known)]
    ahead = [one for one in turns if one.starts_at > after]
    return min(ahead, key=lambda one: (one.starts_at, one.until), default=None)


def _publications(publications: Iterable[datetime], known: Monitoring) -> Iterator[Turn]:
    for at in publications:
        yield Turn(at, at + timedelta(hours=known.watch_hours), "publication")


def _weekend(after: datetime, known: Monitoring) -> Iterator[Turn]:
    """Yield the days of this weekend and the next; each is a turn of its own."""
    zone = timezone(timedelta(hours=known.utc_offset))
    today = after.astimezone(zone).date()
    for ahead in range(9):
        day = today + ahead * _DAY
        if day.weekday() >= _SATURDAY:
            begins = datetime.combine(day, time(), zone)
            yield Turn(begins, begins + _DAY, "weekend")
