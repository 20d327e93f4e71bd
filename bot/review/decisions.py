"""Decisions and contacts with the KOL, with their numbers and what became of them.

Used by ``bot.review.build``.
"""

from collections.abc import Iterator, Mapping, Sequence

from bot.crisis.events import DecisionCarriedOut, Recorded
from bot.crisis.ids import DecisionId
from bot.crisis.incident import Decision, Incident
from bot.crisis.words import Person, Words
from bot.review.names import chosen, chosen_by_note, kind_name, note_field, person, typed
from bot.review.value import DecisionLine, NoteLine
from bot.views.decision_card import decision_surface

CONTACT = "kol_contact"
"""The kind of decision that is a talk with a KOL or their agency: a section of its own."""


def numbers(incident: Incident) -> Mapping[DecisionId, int]:
    """Return the number of each decision, in the order in which they were made."""
    return {name: number for number, name in enumerate(incident.decisions, 1)}


def decision_lines(
    incident: Incident, record: Sequence[Recorded], at: Mapping[str, str]
) -> tuple[DecisionLine, ...]:
    """Return all decisions in the order in which they were made."""
    number, doers = numbers(incident), _doers(record)
    return tuple(
        DecisionLine(
            number=number[decision.id],
            decision=decision.id,
            kind=kind_name(incident.playbook, decision.kind),
            chosen=chosen_by_note(incident.playbook, decision.kind, decision.every_choice),
            typed=tuple(typed(incident.playbook, decision.kind, _answers(incident, decision))),
            notes=tuple(_notes(incident, decision)),
            permalink=at.get(decision_surface(decision.id)),
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


def _notes(incident: Incident, decision: Decision) -> Iterator[NoteLine]:
    """Yield each note of a decision about several, with what was chosen for it."""
    if not decision.further:
        return
    first = decision.answers.get(note_field(incident.playbook, decision.kind) or "") or Words("")
    notes = (first, *(one.note for one in decision.further))
    for note, choices in zip(notes, decision.every_choice, strict=True):
        made = chosen(incident.playbook, decision.kind, choices)
        yield NoteLine(note, tuple(value for _, value in made))


def _answers(incident: Incident, decision: Decision) -> Mapping[str, Words]:
    note = note_field(incident.playbook, decision.kind) if decision.further else None
    return {name: words for name, words in decision.answers.items() if name != note}


def _doers(record: Sequence[Recorded]) -> Mapping[DecisionId, Person | None]:
    return {
        recorded.event.decision: recorded.event.by or person(recorded.actor)
        for recorded in record
        if isinstance(recorded.event, DecisionCarriedOut)
    }
