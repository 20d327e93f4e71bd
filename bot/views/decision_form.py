"""The forms of a decision: recording one of any kind, and saying that it was carried out.

Called by the handlers. A kind's inputs come from the playbook: no kind is known here.
"""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, InputBlock

from bot.crisis.ids import DecisionId, SlackUserId
from bot.crisis.incident import Decision, Incident
from bot.crisis.playbook import DecisionField, DecisionKind
from bot.locales.voice import Voice
from bot.views.decision_card import kind_name
from bot.views.finish import View, modal
from bot.views.inputs import (
    person_input,
    radio_input,
    select_input,
    text_input,
    time_input,
)
from bot.views.parts import context, pack, section

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


def field_input(kind: str, field: str) -> str:
    """Return the block id of a kind's field.

    Each kind has its own, so that nothing typed for one turns up in another.
    """
    return f"{kind}.{field}"


def input_at_fault(kind: str, field: str | None) -> str:
    """Return the block id that a refusal's ``field`` means in the form of a kind."""
    if field == "replaces" or field is None:
        return KIND
    return field if field in {KIND, RATIONALE, OWNER, DUE} else field_input(kind, field)


def decision_modal(
    incident: Incident,
    voice: Voice,
    *,
    kind: str | None = None,
    owner: SlackUserId | None = None,
    replaces: DecisionId | None = None,
) -> View:
    """Return the form, with the fields of ``kind`` once it is chosen.

    ``private_metadata`` is ``incident`` or ``incident|replaced decision``.
    """
    earlier = incident.decisions.get(replaces) if replaces else None
    chosen = incident.playbook.decision_by_id.get(kind or "")
    blocks: list[Block] = [
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


def carry_out_modal(incident: Incident, decision: Decision, voice: Voice) -> View:
    """Return the form that says a decision has been carried out, with its evidence."""
    return modal(
        CALLBACK_CARRY_OUT,
        voice.label("carry_out.heading"),
        [
            section(voice.say("card.decision.head", kind=kind_name(incident, decision))),
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


def _replaced(incident: Incident, voice: Voice, earlier: Decision | None) -> Iterator[Block]:
    if earlier is not None:
        kind = kind_name(incident, earlier)
        yield context(voice.say("card.decision.replaces", kind=kind, time=earlier.decided_at))


def _of_kind(incident: Incident, voice: Voice, kind: DecisionKind) -> Iterator[Block]:
    yield context(voice.text(kind.guidance))
    for field in kind.fields:
        yield _field(incident, voice, kind, field)


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
