"""Taking typed text out of the record: the form that proposes it, the card, the form that agrees.

Called by the projector and the handlers, which import the ids from here. A card never shows what is
to go; only those who may take it out read it once more, in their form.
"""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot.crisis.ids import SlackUserId
from bot.crisis.incident import Incident
from bot.crisis.keeping import Redaction
from bot.crisis.redaction import Typed, speakers, still_needed
from bot.crisis.words import Words, in_slack
from bot.locales.values import Mrkdwn, Quoted, Value
from bot.locales.voice import Voice
from bot.views.finish import Message, View, message, modal
from bot.views.inputs import name_input, radio_input, select_input, text_input
from bot.views.parts import actions, button, context, pack, section, shortened
from bot.views.roles import role_name

PROPOSE = "redaction.propose"
"""The form that proposes it."""
SETTLE = "redaction.settle"
"""The button on the card, and the form that it opens."""

LINE = "line"
NUMBER = "number"
REASON = "reason"
ANSWER = "answer"
TAKE_OUT = "take_out"
LEAVE = "leave"

_MOST = 100
_OPTION = 40
_REASON = 300
_NUMBERS = 10
_SHOWN = 600
_MOST_SHOWN = 12


def redaction_surface(name: str) -> str:
    """Return the key of a redaction's card."""
    return f"redaction.{name}"


def propose_modal(
    incident: Incident, lines: Sequence[Typed], voice: Voice, *, chosen: Typed | None = None
) -> View:
    """Return the form: which words, by the line of the record that they stand in, and why."""
    others = [one for one in lines if chosen is None or one.seqs != chosen.seqs]
    offered = [*([chosen] if chosen else []), *others][:_MOST]
    choice = [(str(one.last.seq), _option(one, voice)) for one in offered]
    blocks: list[Block] = [section(voice.say("redact.explain"))]
    if choice:
        blocks.append(
            select_input(
                LINE,
                voice.label("redact.line"),
                choice,
                initial=str(chosen.last.seq) if chosen else None,
                hint=voice.label("redact.line_hint"),
            )
        )
    blocks += [
        name_input(
            NUMBER,
            voice.label("redact.number"),
            hint=voice.label("redact.number_hint"),
            most=_NUMBERS,
        ),
        text_input(
            REASON,
            voice.label("redact.reason"),
            hint=voice.label("redact.reason_hint"),
            required=True,
            multiline=True,
        ),
        context(voice.say("redact.stays")),
    ]
    return modal(
        PROPOSE,
        voice.label("redact.heading"),
        blocks,
        submit=voice.label("redact.submit"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(incident.id),
    )


def settle_modal(
    incident: Incident, redaction: Redaction, lines: Sequence[Typed], voice: Voice
) -> View:
    """Return the form in which a second person reads what is to go, and says yes or no."""
    words = [one for line in lines for one in line.words][:_MOST_SHOWN]
    blocks: list[Block] = [
        section(_proposal(redaction, voice)),
        section(voice.say("redact.what_goes")),
        *(section(voice.show(Quoted(shortened(one, _SHOWN)))) for one in words),
        radio_input(
            ANSWER,
            voice.label("redact.answer"),
            [
                (TAKE_OUT, voice.label("redact.take_out")),
                (LEAVE, voice.label("redact.leave")),
            ],
            required=True,
        ),
        context(voice.say("redact.for_good"), voice.say("redact.stays")),
    ]
    return modal(
        SETTLE,
        voice.label("redact.settle_heading"),
        blocks,
        submit=voice.label("redact.settle"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(incident.id, redaction.id),
    )


def redaction_card(incident: Incident, redaction: Redaction, voice: Voice) -> Message:
    """Return what the channel reads: who proposed it, whom it waits for, what became of it."""
    surface = redaction_surface(redaction.id)
    if redaction.status == "proposed":
        text = voice.say("card.redaction.text")
        blocks: list[Block] = [
            section(_proposal(redaction, voice)),
            section(_waits(incident, redaction, voice)),
            actions(
                button(voice.label("button.redaction"), SETTLE, pack(incident.id, redaction.id))
            ),
        ]
        return message(text, blocks, surface=surface)
    done = redaction.status == "done"
    key = "card.redaction.done" if done else "card.redaction.dropped"
    at = redaction.settled_at or redaction.proposed_at
    head = voice.say(key, person=_who(redaction.settled_by), time=at, lines=_lines(redaction))
    return message(head, [section(head), context(_proposal(redaction, voice))], surface=surface)


def _proposal(redaction: Redaction, voice: Voice) -> Mrkdwn:
    return voice.say(
        "card.redaction.proposed",
        person=_who(redaction.proposed_by),
        time=redaction.proposed_at,
        lines=_lines(redaction),
        reason=shortened(redaction.reason, _REASON),
    )


def _waits(incident: Incident, redaction: Redaction, voice: Voice) -> Mrkdwn:
    roles = still_needed(incident, redaction)
    able = frozenset().union(*(speakers(incident, role) for role in roles))
    people = tuple(in_slack(user) for user in sorted(able) if user != redaction.proposed_by)
    if people:
        return voice.say("card.redaction.waits", people=people)
    names = tuple(role_name(incident, role) for role in roles)
    return voice.say("card.redaction.nobody", roles=names)


def _lines(redaction: Redaction) -> str:
    return ", ".join(f"#{seq}" for seq in redaction.seqs)


def _who(user: SlackUserId | None) -> Value:
    return "—" if user is None else in_slack(user)


def _option(line: Typed, voice: Voice) -> str:
    words = shortened(Words(" · ".join(one.text for one in line.words)), _OPTION)
    return voice.label("redact.option", number=line.last.seq, text=words)
