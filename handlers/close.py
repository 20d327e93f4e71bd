"""The end of a crisis: closing, the review's questions, the signature, taking it up again."""

from datetime import datetime

from bot.crisis.incident import Incident
from bot.crisis.intents import (
    AnswerQuestion,
    CloseIncident,
    ReopenIncident,
    RequestArchive,
    SignReview,
)
from bot.crisis.words import Words
from bot.service.outcome import Refused
from bot.views import closed, closing, status_card
from bot.views.parts import unpack
from handlers.doors import Doors
from handlers.forms import Form
from handlers.reply import Reply
from handlers.request import Request
from handlers.router import Router


def register(router: Router) -> None:
    """Serve everything about the end."""
    router.on("action", status_card.CLOSE, open_close_form)
    router.on("action", closed.ANSWER, open_questions)
    router.on("action", closed.SIGN, sign)
    router.on("action", closed.REOPEN, reopen)
    router.on("action", closed.ARCHIVE, archive)
    router.on("view", closing.CALLBACK, submit_close)
    router.on("view", closing.CALLBACK_QUESTIONS, submit_answers)


async def close_from_command(request: Request, reply: Reply, doors: Doors) -> None:
    """Show what is still open in the incident of this channel, and ask how it ended."""
    incident = await doors.here(request)
    if incident is None:
        await reply.say(request.voice.say("refusal.not_here"))
        return
    await reply.ok()
    reply.open_view(closing.close_modal(incident, request.voice))


async def review_from_command(request: Request, reply: Reply, doors: Doors) -> None:
    """Show the review's questions for the incident of this channel."""
    incident = await doors.here(request)
    if incident is None:
        await reply.say(request.voice.say("refusal.not_here"))
    elif not incident.closed:
        await reply.say(request.voice.say("refusal.review.not_closed"))
    else:
        await reply.ok()
        reply.open_view(closing.questions_modal(incident, request.voice))


async def open_close_form(request: Request, reply: Reply, doors: Doors) -> None:
    """Show what is still open, and ask how it ended."""
    await reply.ok()
    incident = await _clicked(request, reply, doors)
    if incident is not None:
        reply.open_view(closing.close_modal(incident, request.voice))


async def submit_close(request: Request, reply: Reply, doors: Doors) -> None:
    """Close the crisis. The review follows by itself."""
    form = Form(request.view)
    incident_id, *_ = unpack(form.metadata)
    intent = CloseIncident(form.option(closing.OUTCOME) or "", form.words(closing.REMARK))
    await reply.settle(await doors.act(request, incident_id, intent))


async def open_questions(request: Request, reply: Reply, doors: Doors) -> None:
    """Show the review's questions with the answers that stand."""
    await reply.ok()
    incident = await _clicked(request, reply, doors)
    if incident is not None:
        reply.open_view(closing.questions_modal(incident, request.voice))


async def submit_answers(request: Request, reply: Reply, doors: Doors) -> None:
    """Record all answers together; what stayed empty stays open, and a draft stays a draft.

    A draft is confirmed by whoever changes it, or says that it is right.
    """
    form = Form(request.view)
    incident_id, *drafts = unpack(form.metadata)
    incident = await doors.visible(request, incident_id)
    questions = incident.playbook.questions if incident is not None else ()
    marks, confirmed = closing.marks_of(drafts), form.options(closing.CONFIRM)
    given = [_answer(form, question.id) for question in questions]
    answers = [
        one
        for one in given
        if (one.answer.text.strip() or one.choices)
        and (one.question in confirmed or closing.mark_of(*_said(one)) != marks.get(one.question))
    ]
    if marks and not answers:
        told = request.voice.label("refusal.review.not_confirmed")
        await reply.errors({closing.CONFIRM: told})
        return
    await reply.settle(await doors.act(request, incident_id, *answers))


async def sign(request: Request, reply: Reply, doors: Doors) -> None:
    """Stand by the review as it is."""
    incident_id, *_ = unpack(str(request.action.get("value", "")))
    outcome = await doors.act(request, incident_id, SignReview())
    await reply.ok()
    if isinstance(outcome, Refused):
        reply.refuse_click(outcome)


async def archive(request: Request, reply: Reply, doors: Doors) -> None:
    """Have the channel archived, after everything in it is up to date."""
    incident_id, *_ = unpack(str(request.action.get("value", "")))
    outcome = await doors.act(request, incident_id, RequestArchive())
    await reply.ok()
    if isinstance(outcome, Refused):
        reply.refuse_click(outcome)


async def reopen(request: Request, reply: Reply, doors: Doors) -> None:
    """Take the crisis up again."""
    incident_id, *_ = unpack(str(request.action.get("value", "")))
    before = await doors.visible(request, incident_id)
    outcome = await doors.act(request, incident_id, ReopenIncident())
    await reply.ok()
    if isinstance(outcome, Refused):
        reply.refuse_click(outcome)
    elif before is not None and before.archive_requested:
        reply.beside(request.voice.say("incident.reopened_archived"))


def _answer(form: Form, question: str) -> AnswerQuestion:
    return AnswerQuestion(
        question,
        Words(form.text(f"{closing.ANSWER}{question}")),
        _ticked(form, question),
        form.moment(f"{closing.MOMENT}{question}"),
    )


def _said(answer: AnswerQuestion) -> tuple[str, tuple[str, ...], datetime | None]:
    return answer.answer.text, answer.choices, answer.moment


def _ticked(form: Form, question: str) -> tuple[str, ...]:
    block = f"{closing.CHOICE}{question}"
    one = form.option(block)
    return form.options(block) or ((one,) if one else ())


async def _clicked(request: Request, reply: Reply, doors: Doors) -> Incident | None:
    incident_id, *_ = unpack(str(request.action.get("value", "")))
    incident = await doors.visible(request, incident_id)
    if incident is None:
        reply.beside(request.voice.say("refusal.not_found"))
    return incident
