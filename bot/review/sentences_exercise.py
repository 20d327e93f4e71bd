"""Sentences about what happened to an exercise itself. Used by ``bot.review.timeline``."""

from collections.abc import Iterator

from bot.crisis import events as ev
from bot.locales.voice import Said, said
from bot.review.telling import Table, Telling


def _started(_: Telling, __: ev.Recorded, event: ev.DrillStarted) -> Iterator[Said]:
    """Say that nothing of this is true."""
    yield said("timeline.drill.started", title=event.script.title, speed=event.speed)


def _paced(_: Telling, __: ev.Recorded, event: ev.DrillPaced) -> Iterator[Said]:
    """Say how fast its clock runs from here on."""
    if event.speed:
        yield said("timeline.drill.paced", speed=event.speed)
    else:
        yield said("timeline.drill.paused")


def _skipped(_: Telling, __: ev.Recorded, event: ev.DrillSkipped) -> Iterator[Said]:
    """Say where its clock was put."""
    yield said("timeline.drill.skipped", minute=event.minute)


def _inject(telling: Telling, _: ev.Recorded, event: ev.InjectArrived) -> Iterator[Said]:
    """Say what came in; the bare id of what the script does not hold."""
    drill = telling.incident.drill
    injects = drill.script.injects if drill is not None else ()
    found = next((one for one in injects if one.id == event.inject), None)
    if found is None:
        yield said("timeline.drill.inject", source=event.inject, text="")
    else:
        yield said("timeline.drill.inject", source=found.source, text=found.text)


def _ended(_: Telling, __: ev.Recorded, ___: ev.DrillEnded) -> Iterator[Said]:
    """Say that it is over."""
    yield said("timeline.drill.ended")


EXERCISE: Table = {
    ev.DrillStarted: _started,
    ev.DrillPaced: _paced,
    ev.DrillSkipped: _skipped,
    ev.InjectArrived: _inject,
    ev.DrillEnded: _ended,
}
