"""Decisions: recorded with an owner and a reason, carried out or replaced, never deleted."""

from collections.abc import Iterator, Mapping, Sequence

from bot.crisis.events import (
    DecisionCarriedOut,
    DecisionRecorded,
    Event,
    GateHeldBack,
    NoteChoice,
    PostReported,
    StatementDrafted,
    StatementDropped,
    TaskCompleted,
)
from bot.crisis.gates import holding, holding_back, made_of
from bot.crisis.ids import DecisionId, StatementId
from bot.crisis.incident import FINISHED, Decision, Incident
from bot.crisis.intents import CarryOutDecision, RecordDecision, Refusal
from bot.crisis.playbook import DecisionField, DecisionKind, Gate
from bot.crisis.posts import MOST_POSTS, post_id, posts, step_of
from bot.crisis.rules.context import Context, Verdict, blank, bring_in
from bot.crisis.rules.gates import held_back, passed
from bot.crisis.statements import at_desk


def record(context: Context, intent: RecordDecision) -> Verdict:
    """Record a decision of a kind the playbook knows, with the fields that kind asks for."""
    incident = context.incident
    kind = incident.playbook.decision_by_id.get(intent.kind)
    if kind is None:
        return Refusal("refusal.decision.kind_unknown", "missing", field="kind")
    if intent.decision in incident.decisions:
        return Refusal("refusal.decision.known", "already")
    if blank(intent.rationale.text):
        return Refusal("refusal.decision.rationale_missing", "missing", field="rationale")
    wrong = _missing(kind, intent) or _replaceable(context, intent.replaces)
    if wrong is not None:
        return wrong
    decided = DecisionRecorded(
        decision=intent.decision,
        kind=intent.kind,
        owner=intent.owner,
        rationale=intent.rationale,
        choices=intent.choices,
        answers={name: words for name, words in intent.answers.items() if words},
        due=intent.due,
        replaces=intent.replaces,
        further=intent.further,
    )
    shut = holding(incident, kind, "record", made_of(kind, intent), {})
    past = passed(context, shut, "record", intent.decision, intent.override)
    if isinstance(past, Refusal):
        return held_back(context, past, GateHeldBack("record", kind.id, _ids(shut)))
    done = _completed(context, kind)
    desk: tuple[Event, ...] = (*_kept_back(context, intent), *_drafted(kind, intent))
    return context.happened(decided, *past, *done, *desk, *bring_in(context, intent.owner))


def carry_out(context: Context, intent: CarryOutDecision) -> Verdict:
    """Mark a decision as carried out."""
    decision = context.incident.decisions.get(intent.decision)
    if decision is None:
        return Refusal("refusal.decision.unknown", "missing")
    if decision.replaced_by is not None:
        return Refusal("refusal.decision.replaced", "missing")
    if decision.carried_out_at is not None:
        return Refusal("refusal.decision.carried_out", "already")
    at = at_desk(context.incident, intent.decision)
    if at is not None:
        version = {"version": at.current.number}
        return Refusal("refusal.decision.at_desk", "missing", version, field="evidence")
    shut = holding_back(context.incident, decision)
    past = passed(context, shut, "carry_out", intent.decision, intent.override)
    if isinstance(past, Refusal):
        return held_back(context, past, GateHeldBack("carry_out", decision.id, _ids(shut)))
    done = DecisionCarriedOut(intent.decision, intent.evidence, intent.by)
    return context.happened(*past, done, *_reported(context.incident, decision, intent))


def _ids(gates: Sequence[Gate]) -> tuple[str, ...]:
    return tuple(gate.id for gate in gates)


def _reported(
    incident: Incident, decision: Decision, intent: CarryOutDecision
) -> Iterator[PostReported]:
    """Yield where each note stands now that this was carried out, unless it is known already."""
    kind = incident.playbook.decision_by_id.get(decision.kind)
    if kind is None or kind.note_field is None:
        return
    known = {post.id: post for post in posts(incident)}
    for made in made_of(kind, decision):
        stage = next((one.reports for one in kind.chosen(made.choices) if one.reports), None)
        post = known.get(name := post_id(made.note.text))
        step = None if post is None else step_of(post)
        is_news = step is None or step.stage != stage
        if stage is None or blank(made.note.text) or not is_news:
            continue
        if post is None and len(known) >= MOST_POSTS:
            continue
        yield PostReported(
            post=name,
            stage=stage,
            address=made.note if step is None else None,
            kol=post.kol if post is not None and step is None else None,
            by=intent.by,
            proof=intent.evidence,
        )


def _drafted(kind: DecisionKind, intent: RecordDecision) -> Iterator[StatementDrafted]:
    """Yield the first version of the statement that this calls for, if its text was given."""
    form = kind.drafts(intent.choices)
    text = intent.answers.get(kind.draft_field or "")
    if form is not None and text is not None and not blank(text.text):
        yield StatementDrafted(
            statement=StatementId(f"s.{intent.decision}"),
            version=1,
            format=form,
            text=text,
            languages=intent.languages,
            decision=intent.decision,
        )


def _kept_back(context: Context, intent: RecordDecision) -> Iterator[StatementDropped]:
    """Yield that the statement of the decision that this replaces will not be published."""
    found = at_desk(context.incident, intent.replaces) if intent.replaces is not None else None
    if found is not None and found.open:
        yield StatementDropped(found.id, intent.rationale)


def required(one: DecisionField, choices: Mapping[str, str]) -> bool:
    """Whether a field must be filled, given what was chosen elsewhere in the form."""
    return one.required or any(
        choices.get(other) in values for other, values in one.required_when.items()
    )


def _missing(kind: DecisionKind, intent: RecordDecision) -> Refusal | None:
    made = (intent.choices, *(one.choices for one in intent.further))
    for one in kind.fields:
        if one.kind == "choice":
            wrong = _not_chosen(one, made)
        else:
            also = intent.further if one == kind.note_field else ()
            wrong = _not_filled(one, intent, made, also)
        if wrong is not None:
            return wrong
    return None


def _not_chosen(one: DecisionField, made: Sequence[Mapping[str, str]]) -> Refusal | None:
    """Return what is wrong with a choice: it is made for each note."""
    offered = {option.value: option.refused for option in one.options}
    for choices in made:
        chosen = choices.get(one.id)
        if chosen is None and required(one, choices):
            return Refusal("refusal.decision.field_missing", "missing", field=one.id)
        if chosen is not None and chosen not in offered:
            return Refusal("refusal.decision.option_unknown", "missing", field=one.id)
        never = offered[chosen] if chosen is not None else None
        if never is not None:
            reason = {"reason": never}
            return Refusal("refusal.decision.option_refused", "forbidden", reason, field=one.id)
    return None


def _not_filled(
    one: DecisionField,
    intent: RecordDecision,
    made: Sequence[Mapping[str, str]],
    further: Sequence[NoteChoice],
) -> Refusal | None:
    """Return what is missing of what is typed: of the note, that is each of them."""
    words = [intent.answers.get(one.id), *(more.note for more in further)]
    if not any(required(one, choices) for choices in made) or _instead(one, intent):
        return None
    if all(typed is not None and not blank(typed.text) for typed in words):
        return None
    return Refusal("refusal.decision.field_missing", "missing", field=one.id)


def _instead(one: DecisionField, intent: RecordDecision) -> bool:
    other = None if one.unless is None else intent.answers.get(one.unless)
    return other is not None and not blank(other.text)


def _replaceable(context: Context, replaces: DecisionId | None) -> Refusal | None:
    if replaces is None:
        return None
    earlier: Decision | None = context.incident.decisions.get(replaces)
    if earlier is None:
        return Refusal("refusal.decision.unknown", "missing", field="replaces")
    if earlier.replaced_by is not None:
        return Refusal("refusal.decision.replaced", "missing", field="replaces")
    return None


def _completed(context: Context, kind: DecisionKind) -> tuple[Event, ...]:
    return tuple(
        TaskCompleted(task)
        for task in kind.completes
        if context.incident.state(task).status not in FINISHED
    )
