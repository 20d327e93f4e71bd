"""What is promised for afterwards: a card that lists it, and the forms to add and to finish it.

Called by the projector and the handlers, which import the ids from here.
"""

from collections.abc import Mapping, Sequence

from slack_sdk.models.blocks import Block, ButtonElement, InputBlock

from bot.crisis.corrective import MOST_ACTIONS, chosen, process_name, proposals
from bot.crisis.events import Purpose
from bot.crisis.handbook import CorrectiveAction
from bot.crisis.ids import SlackUserId
from bot.crisis.incident import FollowUp, Incident
from bot.locales.values import Mrkdwn
from bot.locales.voice import Voice
from bot.views import limits
from bot.views.finish import Message, View, message, modal
from bot.views.inputs import person_input, radio_input, select_input, text_input, time_input
from bot.views.parts import actions, button, context, pack, section, shortened
from bot.views.prevention.change import PROPOSE

ADD = "follow_up.add"
"""The button, and the form that it opens."""
DONE = "follow_up.done"

PROPOSAL = "proposal"
TEXT = "text"
PURPOSE = "purpose"
TEST = "test"
OWNER = "owner"
OWNER_OUTSIDE = "owner_outside"
DUE = "due"
EVIDENCE = "evidence"

SURFACE = "follow_ups"
_PURPOSES: Mapping[Purpose, str] = {
    "prevent": "follow_up.prevent",
    "detect": "follow_up.detect",
    "mitigate": "follow_up.mitigate",
}
_AIMS: Mapping[Purpose, str] = {
    "prevent": "card.follow_ups.prevent",
    "detect": "card.follow_ups.detect",
    "mitigate": "card.follow_ups.mitigate",
}
_MOST = 30
_SHOWN = 300


def follow_ups_card(incident: Incident, voice: Voice) -> Message:
    """Return the card with every promise: what is open by its date, what is kept below."""
    items = sorted(incident.follow_ups.values(), key=lambda one: one.due)
    left = [one for one in items if one.done_at is None]
    kept = [one for one in items if one.done_at is not None]
    head = voice.say("card.follow_ups.head", done=len(kept), count=len(items))
    offered = len(proposals(incident)) if len(chosen(incident)) < MOST_ACTIONS else 0
    blocks: list[Block] = [section(head if items else voice.say("card.follow_ups.none"))]
    if offered:
        blocks.append(context(voice.say("card.follow_ups.proposed", count=offered)))
    for one in left[:_MOST]:
        blocks.append(
            section(_line(incident, one, voice), accessory=done_button(incident, one, voice))
        )
        if one.corrective is not None:
            about = pack(incident.id, one.id)
            blocks.append(actions(button(voice.label("button.change_propose"), PROPOSE, about)))
    if len(left) > _MOST:
        blocks.append(context(voice.say("list.more", count=len(left) - _MOST)))
    blocks += [context(_line(incident, one, voice)) for one in kept[-_MOST // 2 :]]
    blocks.append(actions(add_button(incident, voice)))
    return message(voice.say("card.follow_ups.text"), blocks, surface=SURFACE)


def add_button(incident: Incident, voice: Voice) -> ButtonElement:
    """Return the button that asks what is promised."""
    return button(voice.label("button.add_follow_up"), ADD, pack(incident.id))


def done_button(incident: Incident, item: FollowUp, voice: Voice) -> ButtonElement:
    """Return the button that says that a promise was kept."""
    return button(voice.label("button.done"), DONE, pack(incident.id, item.id))


def follow_up_modal(incident: Incident, voice: Voice, *, owner: SlackUserId | None = None) -> View:
    """Return the form: what will be done, by whom and until when."""
    offered = proposals(incident)
    room = len(chosen(incident)) < MOST_ACTIONS
    blocks = [
        *([_proposal_input(offered, voice)] if offered and room else []),
        text_input(
            TEXT,
            voice.label("follow_up.what"),
            hint=voice.label("follow_up.what_hint"),
            required=not (offered and room),
            multiline=True,
        ),
        person_input(OWNER, voice.label("follow_up.owner"), initial=owner),
        text_input(
            OWNER_OUTSIDE, voice.label("person.outside"), hint=voice.label("person.outside_hint")
        ),
        time_input(DUE, voice.label("decision.due"), hint=voice.label("follow_up.due_hint")),
        *(_corrective_inputs(voice) if incident.closed and room else []),
    ]
    return modal(
        ADD,
        voice.label("follow_up.heading"),
        blocks,
        submit=voice.label("modal.save"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(incident.id),
    )


def _proposal_input(offered: Sequence[CorrectiveAction], voice: Voice) -> InputBlock:
    """Return the choice among what the playbook proposes for what failed."""
    return select_input(
        PROPOSAL,
        voice.label("follow_up.proposal"),
        ((one.id, voice.label_text(one.text)) for one in offered[: limits.OPTIONS]),
        hint=voice.label("follow_up.proposal_hint"),
    )


def _corrective_inputs(voice: Voice) -> list[InputBlock]:
    """Return what makes a promise a corrective action: its purpose and its test."""
    names = ((one, voice.label(key)) for one, key in _PURPOSES.items())
    return [
        text_input(TEST, voice.label("follow_up.test"), hint=voice.label("follow_up.test_hint")),
        radio_input(
            PURPOSE, voice.label("follow_up.purpose"), names, hint=voice.label("follow_up.why_hint")
        ),
    ]


def follow_up_done_modal(incident: Incident, item: FollowUp, voice: Voice) -> View:
    """Return the form that says that a promise was kept, and what shows it."""
    blocks = [
        section(_line(incident, item, voice)),
        text_input(
            EVIDENCE,
            voice.label("carry_out.evidence"),
            hint=voice.label("evidence.hint"),
            required=item.corrective is not None,
            multiline=True,
        ),
    ]
    return modal(
        DONE,
        voice.label("follow_up.done_heading"),
        blocks,
        submit=voice.label("button.done"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(incident.id, item.id),
    )


def _line(incident: Incident, item: FollowUp, voice: Voice) -> Mrkdwn:
    text, about = shortened(item.text, _SHOWN), item.corrective
    if item.done_at is not None:
        return voice.say("card.follow_ups.done", text=text, time=item.done_at)
    line = voice.say("review.card.follow_up", text=text, person=item.owner, time=item.due)
    if about is None:
        return line
    test = voice.say(_AIMS[about.purpose], test=shortened(about.test, _SHOWN))
    lines = [line, test]
    if about.process:
        name = process_name(incident, about.process)
        lines.append(voice.say("review.action.answers", process=name))
    return Mrkdwn("\n".join(lines))
