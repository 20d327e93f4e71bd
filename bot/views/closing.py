"""The forms at the end: closing a crisis, and the review's questions. Called by the handlers."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block

from bot.crisis.incident import Incident
from bot.crisis.playbook import Question
from bot.locales.values import Mrkdwn
from bot.locales.voice import Voice
from bot.views.finish import View, modal
from bot.views.inputs import checks_input, radio_input, text_input
from bot.views.parts import pack, section

CALLBACK = "incident.close"
CALLBACK_QUESTIONS = "review.answer"

OUTCOME = "outcome"
REMARK = "remark"
ANSWER = "answer."
"""What the block ids of typed answers begin with; the question's id follows."""
CHOICE = "choice."
"""The same for what was ticked."""

_MOST_OPEN = 10


def close_modal(incident: Incident, voice: Voice) -> View:
    """Return the form that shows what is still open and asks how it ended."""
    outcomes = ((one.value, voice.label_text(one.name)) for one in incident.playbook.outcomes)
    return modal(
        CALLBACK,
        voice.label("close.heading"),
        [
            section(*_open(incident, voice)),
            radio_input(OUTCOME, voice.label("close.outcome"), outcomes, required=True),
            text_input(
                REMARK,
                voice.label("close.remark"),
                hint=voice.label("close.remark_hint"),
                multiline=True,
            ),
        ],
        submit=voice.label("close.submit"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(incident.id),
    )


def questions_modal(incident: Incident, voice: Voice) -> View:
    """Return the review's questions with the answers that stand; any may stay empty."""
    blocks: list[Block] = [section(voice.say("questions.explain"))]
    for question in incident.playbook.questions:
        blocks += _question(incident, voice, question)
    return modal(
        CALLBACK_QUESTIONS,
        voice.label("questions.heading"),
        blocks,
        submit=voice.label("modal.save"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(incident.id),
    )


def _open(incident: Incident, voice: Voice) -> Iterator[Mrkdwn]:
    left = incident.open_tasks()
    if not left:
        yield voice.say("card.checkpoint.complete")
    else:
        yield voice.say("close.still_open", count=len(left))
        for task in left[:_MOST_OPEN]:
            yield voice.say("close.task", task=task.title)
        if len(left) > _MOST_OPEN:
            yield voice.say("close.more", count=len(left) - _MOST_OPEN)
    pending = [
        one
        for one in incident.decisions.values()
        if one.due is not None and one.carried_out_at is None and one.replaced_by is None
    ]
    if pending:
        yield voice.say("close.pending", count=len(pending))


def _question(incident: Incident, voice: Voice, question: Question) -> Iterator[Block]:
    known = incident.answers.get(question.id)
    if question.options:
        choose = ((one.value, voice.label_text(one.name)) for one in question.options)
        label = voice.label_text(question.ask)
        if question.several:
            chosen = known.choices if known else ()
            yield checks_input(f"{CHOICE}{question.id}", label, choose, initial=chosen)
        else:
            one = next(iter(known.choices), None) if known else None
            yield radio_input(f"{CHOICE}{question.id}", label, choose, initial=one)
    more = bool(question.options)
    yield text_input(
        f"{ANSWER}{question.id}",
        voice.label("questions.in_words") if more else voice.label_text(question.ask),
        initial=known.text.text if known else "",
        hint=voice.label_text(question.hint),
        multiline=True,
    )
