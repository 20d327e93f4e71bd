"""What is said of gates that held somebody back. Used by ``timeline`` alone."""

from bot.crisis import events as ev
from bot.locales.voice import said
from bot.review.telling import Sentences, Table, Telling
from bot.views.held import held_said


def _held_back(telling: Telling, _: ev.Recorded, event: ev.GateHeldBack) -> Sentences:
    yield said("timeline.held_back")
    yield held_said(telling.incident, event)


GATES: Table = {ev.GateHeldBack: _held_back}
