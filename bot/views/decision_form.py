"""The forms of a decision: recording one of any kind, and saying that it was carried out.

Called by the handlers. A kind's inputs come from the playbook: no kind is known here.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from slack_sdk.models.blocks import Block, InputBlock

from bot.crisis.gates import holding_back
from bot.crisis.ids import DecisionId, SlackUserId
from bot.crisis.incident import Decision, Incident
from bot.crisis.links import normal_note_url
from bot.crisis.playbook import DecisionField, DecisionKind, Gate
from bot.crisis.words import Words
from bot.locales.values import flat
from bot.locales.voice import Voice
from bot.views.decision_card import kind_name
from bot.views.finish import View, modal
from bot.views.gate import OVERRIDE, held_back, never_lines
from bot.views.guidance import guidance_button
from bot.views.inputs import (
    person_input,
    radio_input,
    select_input,
    text_input,
    time_input,
)
from bot.views.parts import actions, context, pack, section

CALLBACK = "decision.record"
CALLBACK_CARRY_OUT = "decision.carry_out"
CHOOSE_KIND = "decision.kind"
"""The action id of the kind's select: the handler answers it by showing the form anew."""

KIND = "kind"
RATIONALE = "rationale"
OWNER = "owner"
OWNER_OUTSIDE = "owner_outside"
DUE = "due"
EVIDENCE = "evidence"

_SEVERAL = 2
_MOST_LISTED = 20
_MOST_ASKED = 60
"""A form holds a hundred blocks, and asks for more than what happens to each note."""
_TAIL = 24


def field_input(kind: str, field: str) -> str:
    """Return the block id of a kind's field.

    Each kind has its own, so that nothing typed for one turns up in another.
    """
    return f"{kind}.{field}"


def input_at_fault(kind: str, field: str | None) -> str:
    """Return the block id that a refusal's ``field`` means in the form of a kind."""
    if field == "replaces" or field is None:
        return KIND
    return field if field in {KIND, RATIONALE, OWNER, DUE, OVERRIDE} else field_input(kind, field)


def decision_modal(
    incident: Incident,
    voice: Voice,
    *,
    kind: str | None = None,
    owner: SlackUserId | None = None,
    replaces: DecisionId | None = None,
    held: Sequence[Gate] = (),
    commands: bool = False,
) -> View:
    """Return the form, with the fields of ``kind`` once it is chosen.

    ``held``: what must come first; whoever ``commands`` may go on all the same, with a reason.

    ``private_metadata`` is ``incident`` or ``incident|replaced decision``.
    """
    earlier = incident.decisions.get(replaces) if replaces else None
    chosen = incident.playbook.decision_by_id.get(kind or "")
    blocks: list[Block] = [
        *held_back(incident, held, voice, commands=commands),
        *_guidance(incident, voice),
        *_replaced(incident, voice, earlier),
        select_input(
            KIND,
            voice.label("decision.kind"),
            ((one.id, voice.label_text(one.name)) for one in incident.playbook.decisions),
            initial=kind,
            required=True,
            reports_as=CHOOSE_KIND,
        ),
        *(_of_kind(incident, voice, chosen) if chosen else ()),
        *_always(voice, owner),
    ]
    return modal(
        CALLBACK,
        voice.label("decision.heading"),
        blocks,
        submit=voice.label("decision.submit"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(incident.id, *([replaces] if replaces else [])),
    )


def carry_out_modal(
    incident: Incident, decision: Decision, voice: Voice, *, commands: bool = False
) -> View:
    """Return the form that says a decision has been carried out, with its evidence.

    What must come first is said at once: nobody should find out by being refused.
    """
    return modal(
        CALLBACK_CARRY_OUT,
        voice.label("carry_out.heading"),
        [
            section(voice.say("card.decision.head", kind=kind_name(incident, decision))),
            *held_back(incident, holding_back(incident, decision), voice, commands=commands),
            text_input(
                EVIDENCE,
                voice.label("carry_out.evidence"),
                hint=voice.label("evidence.hint"),
                multiline=True,
            ),
        ],
        submit=voice.label("button.carry_out"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(incident.id, decision.id),
    )


def _guidance(incident: Incident, voice: Voice) -> Iterator[Block]:
    shown = guidance_button(incident, voice)
    if shown is not None:
        yield actions(shown)


def _replaced(incident: Incident, voice: Voice, earlier: Decision | None) -> Iterator[Block]:
    if earlier is not None:
        kind = kind_name(incident, earlier)
        yield context(voice.say("card.decision.replaces", kind=kind, time=earlier.decided_at))


def _of_kind(incident: Incident, voice: Voice, kind: DecisionKind) -> Iterator[Block]:
    yield context(voice.text(kind.guidance))
    yield from never_lines(incident, kind, voice)
    listed = listed_notes(incident, kind)
    for field in kind.fields:
        if listed and field == kind.note_field:
            yield from _each_note(voice, kind, listed)
            yield _other_notes(voice, kind, field)
        elif listed and field.kind == "choice":
            yield _for_others(voice, kind, field)
        else:
            yield _field(incident, voice, kind, field)


def listed_notes(incident: Incident, kind: DecisionKind) -> Mapping[str, tuple[Words, Words]]:
    """Return the notes that the form asks about one by one: by a mark, the KOL and the address.

    There are none when the kind is not about notes, or when a single note is all that is known.
    """
    if kind.note_field is None:
        return {}
    notes: dict[str, tuple[Words, Words]] = {}
    for kol in incident.kols:
        for url in kol.note_urls:
            notes.setdefault(normal_note_url(url.text), (kol.name, url))
    if len(notes) < _SEVERAL:
        return {}
    asked = sum(one.kind == "choice" for one in kind.fields)
    most = min(_MOST_LISTED, _MOST_ASKED // max(asked, 1))
    return {_mark(url): notes[url] for url in list(notes)[:most]}


def note_input(kind: str, field: str, mark: str) -> str:
    """Return the block id of what is chosen for one of the notes that are listed."""
    return f"{field_input(kind, field)}.{mark}"


def marks_in(blocks: Iterable[Mapping[str, object]], kind: DecisionKind) -> tuple[str, ...]:
    """Return the marks of the notes that a form asked about, in its order, each once."""
    prefixes = [f"{field_input(kind.id, one.id)}." for one in kind.fields if one.kind == "choice"]
    ids = [str(block.get("block_id", "")) for block in blocks]
    found = (one.removeprefix(p) for one in ids for p in prefixes if one.startswith(p))
    return tuple(dict.fromkeys(found))


def _mark(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()[:10]


def _each_note(
    voice: Voice, kind: DecisionKind, listed: Mapping[str, tuple[Words, Words]]
) -> Iterator[Block]:
    for mark, (kol, url) in listed.items():
        for field in kind.fields:
            if field.kind == "choice":
                yield select_input(
                    note_input(kind.id, field.id, mark),
                    _for_note(voice, kol, url, voice.label_text(field.label)),
                    [(one.value, voice.label_text(one.name)) for one in field.options],
                )


def _for_note(voice: Voice, kol: Words, url: Words, what: str) -> str:
    if kol:
        return voice.label("decision.for_note", kol=kol, note=_tail(url), what=what)
    return voice.label("decision.for_unnamed_note", note=_tail(url), what=what)


def _other_notes(voice: Voice, kind: DecisionKind, field: DecisionField) -> InputBlock:
    return text_input(
        field_input(kind.id, field.id),
        voice.label("decision.other_notes"),
        hint=voice.label("decision.other_notes_hint"),
        multiline=True,
    )


def _for_others(voice: Voice, kind: DecisionKind, field: DecisionField) -> InputBlock:
    offered = [(option.value, voice.label_text(option.name)) for option in field.options]
    what = voice.label_text(field.label)
    label = voice.label("decision.for_others", what=what)
    return select_input(field_input(kind.id, field.id), label, offered)


def _tail(url: Words) -> Words:
    """Return the end of a note's address, by which people tell two notes apart."""
    address = flat(url.text).partition("?")[0].rstrip("/")
    return replace(url, text=f"…{address[-_TAIL:]}" if len(address) > _TAIL else address)


def _always(voice: Voice, owner: SlackUserId | None) -> Iterator[Block]:
    yield text_input(
        RATIONALE,
        voice.label("decision.rationale"),
        hint=voice.label("decision.rationale_hint"),
        required=True,
        multiline=True,
    )
    yield person_input(OWNER, voice.label("decision.owner"), initial=owner)
    yield text_input(
        OWNER_OUTSIDE, voice.label("person.outside"), hint=voice.label("person.outside_hint")
    )
    yield time_input(DUE, voice.label("decision.due"))


def _field(
    incident: Incident, voice: Voice, kind: DecisionKind, field: DecisionField
) -> InputBlock:
    block_id = field_input(kind.id, field.id)
    label = voice.label_text(field.label)
    hint = voice.label_text(field.hint) if field.hint else None
    if field.kind == "choice":
        offered = [(option.value, voice.label_text(option.name)) for option in field.options]
        return radio_input(block_id, label, offered, hint=hint, required=field.required)
    if field.kind == "time":
        return time_input(block_id, label, hint=hint, required=field.required)
    return text_input(
        block_id,
        label,
        initial=_only_note(incident) if field.kind == "note" else "",
        hint=hint,
        required=field.required and field.unless is None,
        multiline=field.multiline,
    )


def _only_note(incident: Incident) -> str:
    urls = [url.text for kol in incident.kols for url in kol.note_urls]
    return urls[0] if len(urls) == 1 else ""
