"""A decision as a card: what was decided, why, who sees to it, and what became of it.

Called by the projector. The handlers import the action ids from here.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType

from slack_sdk.models.blocks import Block, ButtonElement

from bot.crisis.ids import DecisionId
from bot.crisis.incident import Decision, Incident
from bot.crisis.playbook import DecisionField, DecisionKind, Text
from bot.crisis.statements import at_desk
from bot.crisis.words import Words, in_slack
from bot.locales.values import Anchor, Link, Mrkdwn, Quoted, Value
from bot.locales.voice import Voice
from bot.views.finish import Message, message
from bot.views.gate import approval_buttons, approvals
from bot.views.parts import actions, button, context, pack, section, shortened
from bot.views.statement import DRAFT, READ, format_name, value_of
from bot.views.talks import talks_button

CARRY_OUT = "decision.carry_out"
REPLACE = "decision.replace"

NOWHERE: Mapping[str, str] = MappingProxyType({})
TYPED = 500
"""How much of a typed text a card shows; the whole of it stands in the review."""
_MOST_NOTES = 10
_NOTE = 180


def decision_surface(decision: DecisionId) -> str:
    """Return the key of a decision's surface."""
    return f"decision.{decision}"


def decision_card(
    incident: Incident, decision: Decision, voice: Voice, at: Mapping[str, str] = NOWHERE
) -> Message:
    """Return a decision's card. One that was replaced shrinks to a pointer.

    ``at``: where other decisions' cards stand, as permalinks by surface key.
    """
    name = kind_name(incident, decision)
    head = voice.say("card.decision.head", kind=name)
    if decision.replaced_by is not None:
        blocks: list[Block] = [
            section(head, _replaced(incident, decision, voice, at)),
            context(_decided(decision, voice)),
        ]
    else:
        blocks = list(_standing(incident, decision, voice, at))
    text = voice.say("card.decision.text", kind=name)
    return message(text, blocks, surface=decision_surface(decision.id))


def kind_name(incident: Incident, decision: Decision) -> Text | str:
    """Return what a decision's kind is called; its id when the playbook lost it."""
    kind = incident.playbook.decision_by_id.get(decision.kind)
    return decision.kind if kind is None else kind.name


def _standing(
    incident: Incident, decision: Decision, voice: Voice, at: Mapping[str, str]
) -> Iterator[Block]:
    head = voice.say("card.decision.head", kind=kind_name(incident, decision))
    kind = incident.playbook.decision_by_id.get(decision.kind)
    if kind is not None and decision.further:
        yield section(head, *_notes(kind, decision, voice))
    else:
        yield section(head, *(_choices(kind, decision, voice) if kind else ()))
    for label, words in _typed(kind, decision) if kind else ():
        shown = voice.line_text(label)
        yield section(voice.say("card.decision.typed", label=shown, words=words))
    why = voice.line("card.decision.why")
    rationale = Quoted(_cut(decision.rationale))
    yield section(voice.say("card.decision.typed", label=why, words=rationale))
    yield section(
        _owner(decision, voice), *_outcome(decision, voice), _desk(incident, decision, voice)
    )
    known = tuple(approvals(incident, decision, voice))
    if known:
        yield section(*known)
    yield context(_decided(decision, voice), _replaces(incident, decision, voice, at))
    if not incident.closed or decision.carried_out_at is None:
        yield from _buttons(incident, decision, voice)


def _buttons(incident: Incident, decision: Decision, voice: Voice) -> Iterator[Block]:
    value = pack(incident.id, decision.id)
    carry_out = None if decision.carried_out_at else next_button(incident, decision, voice)
    change = None if incident.closed else button(voice.label("button.replace"), REPLACE, value)
    approve = () if incident.closed else approval_buttons(incident, decision, voice)
    known = decision.kind in incident.playbook.handbook.talks.decisions and not incident.closed
    talks = talks_button(incident, voice) if known else None
    draft = _draft_button(incident, decision, voice) if not incident.closed else None
    yield actions(draft, carry_out, change, talks, *approve)


def next_button(incident: Incident, decision: Decision, voice: Voice) -> ButtonElement:
    """Return what carries a decision out: its statement at the desk, else the form that says so."""
    found = at_desk(incident, decision.id)
    if found is not None and found.open:
        return button(voice.label("button.read_statement"), READ, value_of(incident, found))
    return button(voice.label("button.carry_out"), CARRY_OUT, pack(incident.id, decision.id))


def _draft_button(incident: Incident, decision: Decision, voice: Voice) -> ButtonElement | None:
    """Return the button that begins the statement that a decision calls for and has not."""
    kind = incident.playbook.decision_by_id.get(decision.kind)
    wanted = kind is not None and kind.drafts(decision.choices) is not None
    if not wanted or decision.carried_out_at or at_desk(incident, decision.id) is not None:
        return None
    return button(voice.label("button.statement"), DRAFT, pack(incident.id, decision.id))


def _desk(incident: Incident, decision: Decision, voice: Voice) -> Mrkdwn | None:
    """Return where a decision's statement is on its way, until it is published."""
    found = at_desk(incident, decision.id)
    if found is None or not found.open:
        return None
    form, version = format_name(incident, found), found.current.number
    return voice.say("card.decision.at_desk", format=form, version=version)


def _choices(kind: DecisionKind, decision: Decision, voice: Voice) -> Iterator[Mrkdwn]:
    for label, name in chosen_of(kind, decision.choices):
        yield voice.say("card.decision.choice", label=label, value=name)


def _notes(kind: DecisionKind, decision: Decision, voice: Voice) -> Iterator[Mrkdwn]:
    """Yield a line for each note: which, and what happens to it."""
    notes = notes_of(kind, decision)
    for note, chosen in notes[:_MOST_NOTES]:
        value = Mrkdwn(" · ".join(voice.line_text(name) for name in chosen))
        yield voice.say("card.decision.note", note=Link(shortened(note, _NOTE)), value=value)
    if len(notes) > _MOST_NOTES:
        yield voice.say("card.decision.more_notes", count=len(notes) - _MOST_NOTES)


def notes_of(kind: DecisionKind, decision: Decision) -> tuple[tuple[Words, tuple[Text, ...]], ...]:
    """Return each note that a decision is about, and what was chosen for it."""
    first = decision.answers.get(kind.note_field.id) if kind.note_field is not None else None
    notes = (first or Words(""), *(one.note for one in decision.further))
    return tuple(
        (note, tuple(name for _, name in chosen_of(kind, choices)))
        for note, choices in zip(notes, decision.every_choice, strict=True)
    )


def chosen_of(kind: DecisionKind, choices: Mapping[str, str]) -> Iterator[tuple[Text, Text]]:
    """Yield label and option of what was chosen, in the order of the form."""
    for one in kind.fields:
        chosen = choices.get(one.id)
        for option in one.options:
            if option.value == chosen:
                yield one.label, option.name


def _typed(kind: DecisionKind, decision: Decision) -> Iterator[tuple[Text, Value]]:
    for one in kind.fields:
        if one.kind == "note" and decision.further:
            continue
        words = decision.answers.get(one.id)
        if words:
            yield one.label, _as_typed(one, words)


def _as_typed(one: DecisionField, words: Words) -> Value:
    if one.kind == "time" and (at := _moment(words.text)) is not None:
        return at
    single = " " not in words.text.strip() and "\n" not in words.text.strip()
    return Link(words) if single and one.kind in {"link", "note"} else Quoted(_cut(words))


def _moment(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo is not None else None


def _cut(words: Words) -> Words:
    """Return words short enough for a card; short ones keep their lines."""
    return words if len(words.text) <= TYPED else shortened(words, TYPED)


def _owner(decision: Decision, voice: Voice) -> Mrkdwn:
    if decision.due is None or decision.carried_out_at is not None:
        return voice.say("card.decision.owner", person=decision.owner)
    return voice.say("card.decision.owner_until", person=decision.owner, time=decision.due)


def _outcome(decision: Decision, voice: Voice) -> Iterator[Mrkdwn]:
    if decision.carried_out_at is not None:
        yield voice.say("card.decision.carried_out", time=decision.carried_out_at)
    if decision.evidence:
        label = voice.line("card.decision.evidence")
        words = Quoted(_cut(decision.evidence))
        yield voice.say("card.decision.typed", label=label, words=words)


def _decided(decision: Decision, voice: Voice) -> Mrkdwn:
    if decision.decided_by is None:
        return voice.say("card.decision.decided", time=decision.decided_at)
    person = in_slack(decision.decided_by)
    return voice.say("card.decision.decided_by", person=person, time=decision.decided_at)


def _replaces(
    incident: Incident, decision: Decision, voice: Voice, at: Mapping[str, str]
) -> Mrkdwn | None:
    earlier = incident.decisions.get(decision.replaces) if decision.replaces else None
    if earlier is None:
        return None
    kind = _anchor(incident, earlier, at)
    return voice.say("card.decision.replaces", kind=kind, time=earlier.decided_at)


def _replaced(
    incident: Incident, decision: Decision, voice: Voice, at: Mapping[str, str]
) -> Mrkdwn | None:
    later = incident.decisions.get(decision.replaced_by) if decision.replaced_by else None
    if later is None:
        return None
    kind = _anchor(incident, later, at)
    return voice.say("card.decision.replaced", kind=kind, time=later.decided_at)


def _anchor(incident: Incident, decision: Decision, at: Mapping[str, str]) -> Anchor:
    return Anchor(kind_name(incident, decision), at.get(decision_surface(decision.id), ""))
