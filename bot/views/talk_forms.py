"""The forms of the talks with influencers: what was asked or agreed, and what became of it.

Called by the handlers, which import the names of the inputs from here.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from slack_sdk.models.blocks import Block

from bot.crisis.events import TalkKind, TalkState
from bot.crisis.ids import SlackUserId
from bot.crisis.incident import Incident
from bot.crisis.talk import TalkItem
from bot.crisis.talks import STATES, items_of, kols, presets
from bot.locales.voice import Voice
from bot.views.finish import View, modal
from bot.views.inputs import checks_input, person_input, radio_input, text_input, time_input
from bot.views.parts import context, pack, section, shortened
from bot.views.talks import item_lines

NOTE = "talk.note"
REPLY = "talk.reply"

NAME = "name"
PRESET = "preset"
TEXT = "text"
AGREED = "agreed_by"
UNTIL = "until"
BY = "by"
BY_OUTSIDE = "by_outside"
AT = "at"
STATE = "state"
ANSWER = "answer"

_NAME = 75
_SHOWN: Final[Mapping[TalkKind, tuple[str, str, str, str]]] = {
    "fact": ("talk.ask_heading", "talk.which_asked", "talk.other_questions", "talk.asked_by"),
    "hold": ("talk.hold_heading", "talk.which_held", "talk.other_holds", "talk.agreed_with"),
    "step": ("talk.step_heading", "talk.which_held", "talk.step_text", "talk.step_by"),
}
"""Heading, what to tick, what to type, and who: the texts of each form."""
_STATES: Final[Mapping[TalkState, str]] = {
    "answered": "talk.state_answered",
    "declined": "talk.state_declined",
    "extended": "talk.state_extended",
    "ended": "talk.state_ended",
    "broken": "talk.state_broken",
    "done": "talk.state_done",
    "dropped": "talk.state_dropped",
}


def note_modal(
    incident: Incident, kind: TalkKind, kol: str | None, user: SlackUserId, voice: Voice
) -> View:
    """Return the form for a question, a hold or a next step; without ``kol`` it asks who."""
    heading, tick, other, by = _SHOWN[kind]
    blocks: list[Block] = []
    if kol is None:
        blocks.append(text_input(NAME, voice.label("talk.name"), required=True, focus=True))
    else:
        name = shortened(kols(incident)[kol], _NAME)
        blocks.append(section(voice.say("talk.kol", kol=name)))
    open_ones = {
        item.preset for item in items_of(incident, kol or "", kind) if item.open and item.preset
    }
    offered = [
        (line.id, voice.label_text(line.text))
        for line in presets(incident, kind)
        if line.id not in open_ones
    ]
    if offered:
        blocks.append(checks_input(PRESET, voice.label(tick), offered))
    blocks.append(
        text_input(TEXT, voice.label(other), required=kind == "step", multiline=kind != "step")
    )
    blocks += _terms(kind, voice)
    blocks += _who(voice.label(by), user, voice)
    if kind != "step":
        blocks.append(_at(voice))
    return modal(
        NOTE,
        voice.label(heading),
        blocks,
        submit=voice.label("modal.save"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(incident.id, kol or "", kind),
    )


def reply_modal(incident: Incident, item: TalkItem, user: SlackUserId, voice: Voice) -> View:
    """Return the form that says what became of an item."""
    states = STATES[item.kind]
    blocks: list[Block] = [
        section(*item_lines(incident, item, voice)),
        radio_input(
            STATE,
            voice.label("talk.state"),
            [(state, voice.label(_STATES[state])) for state in states],
            initial=None if item.kind == "hold" else states[0],
            required=True,
        ),
        text_input(
            ANSWER,
            voice.label("talk.answer" if item.kind == "fact" else "talk.remark"),
            hint=voice.label("talk.answer_hint") if item.kind == "fact" else None,
            multiline=True,
        ),
    ]
    if item.kind == "hold":
        blocks.append(time_input(UNTIL, voice.label("talk.until_again")))
    blocks += _who(voice.label("talk.heard_by"), user, voice)
    blocks.append(_at(voice))
    return modal(
        REPLY,
        voice.label("talk.reply_heading"),
        blocks,
        submit=voice.label("modal.save"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(incident.id, item.id),
    )


def _at(voice: Voice) -> Block:
    return time_input(AT, voice.label("receipt.at"), hint=voice.label("receipt.at_hint"))


def _terms(kind: TalkKind, voice: Voice) -> Iterator[Block]:
    """Yield who agreed and until when it holds, or until when a step is to be done."""
    if kind == "hold":
        hint = voice.label("talk.agreed_by_hint")
        yield text_input(AGREED, voice.label("talk.agreed_by"), hint=hint, required=True)
        yield time_input(UNTIL, voice.label("talk.until"), required=True)
        yield context(voice.say("talk.hold_explain"))
    elif kind == "step":
        yield time_input(UNTIL, voice.label("talk.step_until"))


def _who(label: str, user: SlackUserId, voice: Voice) -> Iterator[Block]:
    yield person_input(BY, label, initial=user)
    yield text_input(
        BY_OUTSIDE, voice.label("person.outside"), hint=voice.label("person.outside_hint")
    )
