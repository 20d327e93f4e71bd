"""Decisions and contacts with the KOL, with their numbers and what became of them.

Used by ``bot.review.build``.
"""

from collections.abc import Mapping, Sequence

from bot.crisis.events import DecisionCarriedOut, Recorded
from bot.crisis.ids import DecisionId
from bot.crisis.incident import Incident
from bot.crisis.words import Person
from bot.review.names import chosen, kind_name, person, typed
from bot.review.value import DecisionLine

CONTACT = "kol_contact"
"""The kind of decision that is a talk with a KOL or their agency: a section of its own."""


def numbers(incident: Incident) -> Mapping[DecisionId, int]:
    """Return the number of each decision, in the order in which they were made."""
    return {name: number for number, name in enumerate(incident.decisions, 1)}


def decision_lines(incident: Incident, record: Sequence[Recorded]) -> tuple[DecisionLine, ...]:
    """Return all decisions in the order in which they were made."""
    number, doers = numbers(incident), _doers(record)
    return tuple(
        DecisionLine(
            number=number[decision.id],
            decision=decision.id,
            kind=kind_name(incident.playbook, decision.kind),
            chosen=tuple(chosen(incident.playbook, decision.kind, decision.choices)),
            typed=tuple(typed(incident.playbook, decision.kind, decision.answers)),
            owner=decision.owner,
            rationale=decision.rationale,
            decided_at=decision.decided_at,
            decided_by=person(decision.decided_by),
            due=decision.due,
            carried_out_at=decision.carried_out_at,
            carried_out_by=doers.get(decision.id),
            evidence=decision.evidence,
            replaces=number.get(decision.replaces) if decision.replaces else None,
            replaced_by=number.get(decision.replaced_by) if decision.replaced_by else None,
        )
        for decision in incident.decisions.values()
    )


def _doers(record: Sequence[Recorded]) -> Mapping[DecisionId, Person | None]:
    return {
        recorded.event.decision: recorded.event.by or person(recorded.actor)
        for recorded in record
        if isinstance(recorded.event, DecisionCarriedOut)
    }
