"""Decisions and contacts with the KOL, with their numbers and what became of them.

Used by ``bot.review.build``.
"""

from collections.abc import Iterator, Mapping, Sequence

from bot.crisis.events import DecisionCarriedOut, Recorded
from bot.crisis.ids import DecisionId
from bot.crisis.incident import Decision, Incident
from bot.crisis.playbook import DecisionField
from bot.crisis.words import Person, Words
from bot.review.names import kind_name, option_name, person
from bot.review.value import DecisionLine, Name

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
            chosen=tuple(_chosen(incident, decision)),
            typed=tuple(_typed(incident, decision)),
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


def _fields(incident: Incident, decision: Decision) -> Mapping[str, DecisionField]:
    kind = incident.playbook.decision_by_id.get(decision.kind)
    return {} if kind is None else {one.id: one for one in kind.fields}


def _chosen(incident: Incident, decision: Decision) -> Iterator[tuple[Name, Name]]:
    fields = _fields(incident, decision)
    for name, value in decision.choices.items():
        one = fields.get(name)
        label: Name = name if one is None else one.label
        yield label, option_name(() if one is None else one.options, value)


def _typed(incident: Incident, decision: Decision) -> Iterator[tuple[Name, Words]]:
    fields = _fields(incident, decision)
    for name, words in decision.answers.items():
        one = fields.get(name)
        yield (name if one is None else one.label), words
