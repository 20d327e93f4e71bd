"""The forms at the end: closing a crisis, and the review's questions. Called by the handlers."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from slack_sdk.models.blocks import Block

from bot.crisis.hindsight import first_sign
from bot.crisis.incident import Incident
from bot.crisis.playbook import Question
from bot.locales.values import Mrkdwn
from bot.locales.voice import Voice
from bot.views.finish import View, modal
from bot.views.hindsight import draft_said, draft_text, draft_ticked
from bot.views.inputs import checks_input, radio_input, text_input, time_input
from bot.views.limits import INPUT, clip
from bot.views.parts import SEPARATOR, context, pack, section

CALLBACK = "incident.close"
CALLBACK_QUESTIONS = "review.answer"

OUTCOME = "outcome"
REMARK = "remark"
ANSWER = "answer."
"""What the block ids of typed answers begin with; the question's id follows."""
CHOICE = "choice."
"""The same for what was ticked."""
MOMENT = "moment."
"""The same for when it could first have been seen."""
CONFIRM = "confirm"
"""Which drafts are right as they stand, by question."""

_MARKED = ":"
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
    """Return the review's questions with the answers that stand, or with drafts of them.

    The form remembers what its drafts said, so that a draft that nobody touched is known as such
    when it comes back, whatever was recorded meanwhile.
    """
    drafts = drafted(incident, voice)
    about = voice.say("questions.draft") if drafts else None
    blocks: list[Block] = [section(voice.say("questions.explain"), about)]
    for question in incident.playbook.questions:
        blocks += _question(incident, voice, question)
    if drafts:
        asked = ((one.id, voice.label_text(one.ask)) for one in drafts)
        label, hint = voice.label("questions.confirm"), voice.label("questions.confirm_hint")
        blocks.append(checks_input(CONFIRM, label, asked, hint=hint))
    marks = (f"{one.id}{_MARKED}{mark}" for one, mark in drafts.items())
    return modal(
        CALLBACK_QUESTIONS,
        voice.label("questions.heading"),
        blocks,
        submit=voice.label("modal.save"),
        close=voice.label("modal.cancel"),
        private_metadata=SEPARATOR.join((incident.id, *marks)),
    )


def drafted(incident: Incident, voice: Voice) -> dict[Question, str]:
    """Return the questions that are shown with a draft, each with the mark of what it says."""
    found = {}
    for question in incident.playbook.questions:
        if question.id not in incident.answers:
            text, ticked = _drafted(incident, question, voice)
            if text or ticked:
                found[question] = mark_of(text, ticked, _moment(incident, question))
    return found


def _drafted(incident: Incident, question: Question, voice: Voice) -> tuple[str, tuple[str, ...]]:
    """Return what stands in the inputs before anybody wrote: words, or what is ticked.

    Where there is something to tick, the words are the reasons for it and stand beside: who ticks
    something else must not find them among their own.
    """
    if question.options:
        return "", draft_ticked(incident, question)
    return clip(draft_text(incident, question, voice), INPUT), ()


def mark_of(text: str, ticked: Sequence[str], at: datetime | None) -> str:
    """Return a short mark of what an answer says: equal answers have equal marks."""
    moment = "" if at is None else str(int(at.timestamp()))
    said = "\n".join((" ".join(text.split()), *sorted(ticked), moment))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def marks_of(parts: Iterable[str]) -> dict[str, str]:
    """Return the marks of the drafts that a form was shown with, by question."""
    pairs = (part.partition(_MARKED) for part in parts)
    return {question: mark for question, _, mark in pairs}


def _moment(incident: Incident, question: Question) -> datetime | None:
    if not question.moment:
        return None
    known = incident.answers.get(question.id)
    return known.moment if known is not None else first_sign(incident)


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
    draft, ticked = ("", ()) if known else _drafted(incident, question, voice)
    asked = voice.label_text(question.ask)
    label = (
        voice.label("questions.draft_label", question=question.ask) if draft or ticked else asked
    )
    if question.options:
        reasons = () if known else draft_said(incident, question)
        if reasons:
            yield context(*map(voice.together, reasons))
        choose = ((one.value, voice.label_text(one.name)) for one in question.options)
        if question.several:
            chosen = known.choices if known else ticked
            yield checks_input(f"{CHOICE}{question.id}", label, choose, initial=chosen)
        else:
            one = next(iter(known.choices), None) if known else None
            yield radio_input(f"{CHOICE}{question.id}", label, choose, initial=one)
    more = bool(question.options)
    yield text_input(
        f"{ANSWER}{question.id}",
        voice.label("questions.in_words") if more else label,
        initial=known.text.text if known else draft,
        hint=voice.label_text(question.hint),
        multiline=True,
    )
    if question.moment:
        yield time_input(
            f"{MOMENT}{question.id}",
            voice.label("questions.moment"),
            initial=_moment(incident, question),
            hint=voice.label("questions.moment_hint"),
        )
