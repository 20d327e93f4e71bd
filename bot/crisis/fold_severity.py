"""How events change how bad it is. Used by the fold only."""

from bot.crisis import events as ev
from bot.crisis.changing import altered
from bot.crisis.conditions import after_reading
from bot.crisis.incident import Incident, Reading


def severity_read(incident: Incident, recorded: ev.Recorded, event: ev.SeverityRead) -> Incident:
    """Add a reading to the series; the time until the next one counts anew."""
    after = after_reading(incident, frozenset(event.begins), frozenset(event.ends))
    reading = Reading(
        id=event.reading,
        seq=recorded.seq,
        depth=event.depth,
        at=recorded.at,
        by=recorded.actor,
        answers=event.answers,
        points=event.points,
        numbers=event.numbers,
        conditions=after.conditions,
        low=event.low,
        high=event.high,
        level=event.level,
        highest=event.highest,
        confirmed=incident.level,
    )
    return altered(
        after,
        readings=(*after.readings, reading),
        watch_from=recorded.recorded_at,
        watch_seq=recorded.seq,
        reading_late=False,
    )


def level_confirmed(
    incident: Incident, recorded: ev.Recorded, event: ev.LevelConfirmed
) -> Incident:
    """Set the level; only a change lets the time until the next reading count anew."""
    if event.level == incident.level:
        return altered(incident, level_seq=recorded.seq)
    return altered(
        incident,
        level=event.level,
        level_seq=recorded.seq,
        level_since=recorded.recorded_at,
        watch_from=recorded.recorded_at,
        watch_seq=recorded.seq,
        reading_late=False,
    )


def reading_fell_due(incident: Incident, _: ev.Recorded, __: ev.ReadingFellDue) -> Incident:
    """Note that the next reading is late."""
    return altered(incident, reading_late=True)
