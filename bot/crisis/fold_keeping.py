"""How events change what is kept and what goes. Used by the fold only.

What was taken out is not here any more: storage gives the events without it.
"""

from dataclasses import replace

from bot.crisis import events as ev
from bot.crisis.changing import altered
from bot.crisis.incident import Incident
from bot.crisis.keeping import LegalHold, Redaction


def held(incident: Incident, recorded: ev.Recorded, event: ev.LegalHoldSet) -> Incident:
    """Keep the record as it is."""
    return altered(incident, hold=LegalHold(recorded.at, recorded.actor, event.reason))


def not_held(incident: Incident, _: ev.Recorded, __: ev.LegalHoldLifted) -> Incident:
    """Let it have its time again."""
    return altered(incident, hold=None)


def redaction_proposed(
    incident: Incident, recorded: ev.Recorded, event: ev.RedactionProposed
) -> Incident:
    """Add what somebody wants out."""
    one = Redaction(
        id=event.redaction,
        seqs=event.seqs,
        reason=event.reason,
        roles=event.roles,
        proposed_at=recorded.at,
        proposed_by=recorded.actor,
    )
    return altered(incident, redactions={**incident.redactions, one.id: one})


def redaction_settled(
    incident: Incident, recorded: ev.Recorded, event: ev.RedactionDropped | ev.TextRedacted
) -> Incident:
    """Note what became of it, and by whom."""
    one = incident.redactions.get(event.redaction)
    if one is None:
        return incident
    settled = replace(
        one,
        status="done" if isinstance(event, ev.TextRedacted) else "dropped",
        settled_at=recorded.at,
        settled_by=recorded.actor,
    )
    return altered(incident, redactions={**incident.redactions, one.id: settled})
