"""The sentence about speaking in public: not due yet, due by when, or decided. Called by cards."""

from datetime import timedelta

from bot.crisis.due import later
from bot.crisis.incident import Incident
from bot.locales.voice import Said, said
from bot.views.task import when

_STATEMENT = "statement"
"""The kind of decision that settles it; a playbook without it keeps showing the time."""


def speaking_line(incident: Incident) -> Said:
    """Return what the team owes the public by now, as the confirmed level asks for it."""
    decided = any(
        decision.kind == _STATEMENT and decision.replaced_by is None
        for decision in incident.decisions.values()
    )
    decided |= any(one.published_at is not None for one in incident.statements.values())
    if decided:
        return said("card.status.spoken")
    level = incident.playbook.level_by_number.get(incident.level or 0)
    if level is None:
        return said("card.status.no_statement")
    spoken_by = timedelta(minutes=level.speak_by)
    by = later(incident, incident.opened_at, spoken_by) or incident.opened_at + spoken_by
    return said("card.status.speak_by", time=when(incident, by))
