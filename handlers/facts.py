"""What the review's first page says and only people know; and a copy that can be shared."""

from bot.crisis.aftermath import Fact
from bot.crisis.intents import AskForCopy, StateFact
from bot.locales.typed_number import read_number, written
from bot.service.outcome import Refused
from bot.views import facts
from bot.views.parts import unpack
from handlers.doors import Doors
from handlers.forms import Form
from handlers.reply import Reply
from handlers.request import Request
from handlers.router import Router


def register(router: Router) -> None:
    """Serve everything about the first page."""
    router.on("action", facts.FACTS, open_form)
    router.on("action", facts.COPY, ask_for_copy)
    router.on("view", facts.FACTS, submit)


async def open_form(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask for what only people know."""
    await reply.ok()
    incident_id, *_ = unpack(str(request.action.get("value", "")))
    incident = await doors.visible(request, incident_id)
    if incident is None:
        reply.beside(request.voice.say("refusal.not_found"))
        return
    reply.open_view(facts.facts_modal(incident, request.voice))


async def submit(request: Request, reply: Reply, doors: Doors) -> None:
    """Record what was filled in; what is no number is named at its input."""
    form = Form(request.view)
    incident_id, *_ = unpack(form.metadata)
    incident = await doors.visible(request, incident_id)
    asked = () if incident is None else facts.facts_asked(incident)
    stated = [_stated(form, one) for one in asked]
    wrong = [
        f"{facts.FACT}{one.fact}"
        for one, fact in zip(stated, asked, strict=True)
        if fact.kind == "number" and one.number is None and form.text(f"{facts.FACT}{fact.id}")
    ]
    if wrong:
        await reply.errors(dict.fromkeys(wrong, request.voice.label("refusal.community.number")))
        return
    await reply.settle(
        await doors.act(request, incident_id, *stated),
        lambda field: f"{facts.FACT}{field}" if field else field,
    )


async def ask_for_copy(request: Request, reply: Reply, doors: Doors) -> None:
    """Have a copy made that can be shared."""
    incident_id, *_ = unpack(str(request.action.get("value", "")))
    outcome = await doors.act(request, incident_id, AskForCopy())
    await reply.ok()
    if isinstance(outcome, Refused):
        reply.refuse_click(outcome)


def _stated(form: Form, fact: Fact) -> StateFact:
    block = f"{facts.FACT}{fact.id}"
    if fact.kind == "text":
        return StateFact(fact.id, text=form.words(block))
    number = read_number(form.text(block))
    return StateFact(fact.id, None if number is None else written(number))
