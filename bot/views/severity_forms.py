"""The forms of severity: the quick read, the full reading, confirming the colour.

Called by the handlers. Questions, factors and conditions come from the playbook: none is known
here. Everything may be left unknown.
"""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block

from bot.crisis.handbook import Factor
from bot.crisis.ids import SlackUserId
from bot.crisis.incident import Incident
from bot.crisis.playbook import Level
from bot.crisis.rights import LEADS, standing
from bot.crisis.severity import number_key
from bot.crisis.words import in_slack
from bot.locales.voice import Voice
from bot.views.finish import View, modal
from bot.views.inputs import checks_input, radio_input, select_input, text_input
from bot.views.parts import actions, button, context, pack, section
from bot.views.severity import READ, READ_QUICK, explained

LEVEL = "level.confirm"
QUICK = "reading.quick"
FULL = "reading.full"
COMMUNITY = "community.add"
"""Asks for community data; that form has a file of its own."""
NUMBERS = "reading.numbers"
"""The action id of the button that brings up the inputs for numbers."""

LEVEL_INPUT = "level"
REASON_INPUT = "reason"
CONDITIONS = "conditions"
_ANSWER = "answer."
_POINTS = "points."
_NUMBER = "number."


def answer_input(question: str) -> str:
    """Return the block id of a question of the quick read."""
    return f"{_ANSWER}{question}"


def points_input(factor: str) -> str:
    """Return the block id of a factor's answers."""
    return f"{_POINTS}{factor}"


def number_input(factor: str, measure: str) -> str:
    """Return the block id of a number."""
    return f"{_NUMBER}{number_key(factor, measure)}"


def input_at_fault(field: str | None) -> str | None:
    """Return the block id that a refusal's ``field`` means in the forms of a reading."""
    if field is not None and field.startswith("numbers."):
        return f"{_NUMBER}{field.removeprefix('numbers.')}"
    return field


def quick_modal(incident: Incident, voice: Voice) -> View:
    """Return the quick read: a handful of questions, each may stay unknown."""
    questions = (
        radio_input(
            answer_input(question.id),
            voice.label_text(question.ask),
            ((option.value, voice.label_text(option.name)) for option in question.options),
            hint=voice.label_text(question.hint),
        )
        for question in incident.playbook.quick_read
    )
    blocks: list[Block] = [context(voice.say("reading.quick_explain")), *questions]
    return _form(QUICK, voice.label("reading.quick_heading"), blocks, incident, voice)


def full_modal(incident: Incident, voice: Voice, *, numbers: bool = False) -> View:
    """Return the full reading; with ``numbers`` each factor also takes what it is counted from."""
    blocks: list[Block] = [context(voice.say("reading.full_explain"))]
    if not numbers:
        blocks.append(actions(button(voice.label("button.numbers"), NUMBERS, pack(incident.id))))
    for factor in incident.playbook.handbook.severity.factors:
        blocks.append(_points(factor, voice))
        if numbers:
            blocks += _numbers(factor, voice)
    blocks += _conditions(incident, voice)
    return _form(FULL, voice.label("reading.full_heading"), blocks, incident, voice)


def level_modal(incident: Incident, voice: Voice, user: SlackUserId | None = None) -> View:
    """Return the colour that the latest reading proposes, for whoever leads to confirm.

    ``user`` is who reads it: for others than those who lead it explains and asks for nothing.
    """
    leads = user is None or standing(incident, user) in LEADS
    blocks = [*_latest(incident, voice), _read_buttons(incident, voice)]
    if leads:
        blocks += _confirm(incident, voice)
    else:
        leader = in_slack(incident.commander)
        blocks.append(context(voice.say("level.confirms", person=leader)))
    return modal(
        LEVEL,
        voice.label("menu.level"),
        blocks,
        submit=voice.label("level.submit") if leads else None,
        close=voice.label("modal.cancel") if leads else voice.label("modal.close"),
        private_metadata=pack(incident.id),
    )


def _latest(incident: Incident, voice: Voice) -> Iterator[Block]:
    if incident.readings:
        yield section(*explained(incident, incident.readings[-1], voice))
    else:
        yield section(voice.say("level.no_reading"))


def _read_buttons(incident: Incident, voice: Voice) -> Block:
    value = pack(incident.id)
    return actions(
        button(voice.label("button.read_quick"), READ_QUICK, value)
        if incident.playbook.quick_read
        else None,
        button(voice.label("button.read_full"), READ, value),
        button(voice.label("button.community"), COMMUNITY, value)
        if incident.playbook.handbook.community.metrics
        else None,
    )


def _confirm(incident: Incident, voice: Voice) -> Sequence[Block]:
    shown = incident.proposed or incident.level
    return (
        section(voice.say("level.ask")),
        radio_input(
            LEVEL_INPUT,
            voice.label("level.label"),
            ((str(one.number), _name(voice, one)) for one in incident.playbook.levels),
            initial=None if shown is None else str(shown),
            required=True,
        ),
        text_input(
            REASON_INPUT,
            voice.label("level.reason"),
            hint=voice.label("level.reason_hint"),
            multiline=True,
        ),
    )


def _points(factor: Factor, voice: Voice) -> Block:
    answers = ((str(points), voice.label_text(text)) for points, text in enumerate(factor.answers))
    return select_input(points_input(factor.id), voice.label_text(factor.name), answers)


def _numbers(factor: Factor, voice: Voice) -> Iterator[Block]:
    for measure in factor.measures:
        yield text_input(number_input(factor.id, measure.id), voice.label_text(measure.name))


def _conditions(incident: Incident, voice: Voice) -> Iterator[Block]:
    by_hand = [one for one in incident.playbook.conditions if one.by_hand]
    if by_hand:
        yield checks_input(
            CONDITIONS,
            voice.label("reading.conditions"),
            ((one.id, voice.label_text(one.name)) for one in by_hand),
            initial=[one.id for one in by_hand if one.id in incident.conditions],
            hint=voice.label("reading.conditions_hint"),
        )


def _form(
    callback: str, title: str, blocks: Sequence[Block], incident: Incident, voice: Voice
) -> View:
    return modal(
        callback,
        title,
        blocks,
        submit=voice.label("reading.submit"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(incident.id),
    )


def _name(voice: Voice, level: Level) -> str:
    return voice.label("topic.level", emoji=level.emoji, level=level.name)
