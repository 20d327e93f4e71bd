"""Reads what was filled into the form of a decision: the fields of its kind, note by note.

Called when the form is sent. It judges nothing: what is missing is said by the rules.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.crisis.events import NoteChoice
from bot.crisis.incident import Incident
from bot.crisis.links import normal_note_url
from bot.crisis.playbook import DecisionKind
from bot.crisis.words import Words
from bot.views import decision_form
from handlers.forms import Form


@dataclass(frozen=True, slots=True)
class Fields:
    """What was chosen and typed; ``further`` are the notes after the first."""

    choices: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Words] = field(default_factory=dict)
    further: tuple[NoteChoice, ...] = ()


def read_fields(form: Form, incident: Incident | None, kind: DecisionKind | None) -> Fields:
    """Return a kind's fields as they were filled."""
    if incident is None or kind is None:
        return Fields()
    choices, answers = _choices(form, kind), _answers(form, kind)
    if kind.note_field is None:
        return Fields(choices, answers)
    notes = _unique([*_listed(form, incident, kind), *_typed(form, kind, choices)])
    if not notes:
        return Fields(choices, answers)
    first, *further = notes
    return Fields(first.choices, {**answers, kind.note_field.id: first.note}, tuple(further))


def _listed(form: Form, incident: Incident, kind: DecisionKind) -> Iterator[NoteChoice]:
    """Yield the notes that the form asked about, with something chosen for them.

    One that is among the incident's notes no longer comes without its address: the rules refuse
    that, so that no choice is lost unseen.
    """
    known = decision_form.listed_notes(incident, kind)
    for mark in decision_form.marks_in(form.blocks, kind):
        chosen = {
            one.id: value
            for one in kind.fields
            if one.kind == "choice"
            and (value := form.option(decision_form.note_input(kind.id, one.id, mark)))
        }
        if chosen:
            _, url = known.get(mark, (None, Words("")))
            yield NoteChoice(url, chosen)


def _typed(form: Form, kind: DecisionKind, choices: Mapping[str, str]) -> Iterator[NoteChoice]:
    """Yield the notes that were typed, one a line; the same was chosen for all of them."""
    note = kind.note_field
    block = decision_form.field_input(kind.id, note.id if note is not None else "")
    for line in form.lines(block):
        yield NoteChoice(Words(line), choices)


def _unique(notes: list[NoteChoice]) -> list[NoteChoice]:
    """Return each note once, whatever its address carries; what was said of it first counts."""
    once: dict[str, NoteChoice] = {}
    for one in notes:
        once.setdefault(normal_note_url(one.note.text), one)
    return list(once.values())


def _choices(form: Form, kind: DecisionKind) -> Mapping[str, str]:
    chosen: dict[str, str] = {}
    for one in kind.fields:
        if one.kind != "choice":
            continue
        block = decision_form.field_input(kind.id, one.id)
        value = form.option(block)
        if value:
            chosen[one.id] = value
    return chosen


def _answers(form: Form, kind: DecisionKind) -> Mapping[str, Words]:
    typed: dict[str, Words] = {}
    for one in kind.fields:
        block = decision_form.field_input(kind.id, one.id)
        if one.kind == "time":
            at = form.moment(block)
            words = Words(at.isoformat()) if at is not None else None
        else:
            words = form.words(block) if one.kind != "choice" else None
        if words is not None:
            typed[one.id] = words
    return typed
