"""Receipts: what still spreads the content, paused by whom, looked at again, let run again."""

from bot.crisis.intents import AddSurface, AgreeToResume, Intent, ReportSurface, VerifySurface
from bot.crisis.surfaces import place_of
from bot.crisis.words import Person, Words, in_slack, outside
from bot.locales.typed_number import read_number, written
from bot.service.outcome import Outcome, Refused
from bot.views import surfaces
from bot.views.parts import unpack
from handlers.doors import Doors
from handlers.forms import Form
from handlers.found import clicked
from handlers.reply import Reply
from handlers.request import Request
from handlers.router import Router


def register(router: Router) -> None:
    """Serve everything about receipts."""
    router.on("action", surfaces.OPEN, open_receipts)
    router.on("action", surfaces.UPDATE, open_report)
    router.on("action", surfaces.ADD, open_add)
    router.on("view", surfaces.REPORT, submit_report)
    router.on("view", surfaces.ADD, submit_add)


async def open_receipts(request: Request, reply: Reply, doors: Doors) -> None:
    """Show every place with what became of it."""
    incident, _ = await clicked(request, reply, doors)
    if incident is not None:
        reply.show_view(surfaces.receipts_modal(incident, request.voice))


async def open_report(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask what is the case at one place."""
    incident, surface = await clicked(request, reply, doors)
    place = place_of(incident, surface) if incident is not None else None
    if incident is not None and place is not None:
        reply.show_view(surfaces.report_modal(incident, place, request.person, request.voice))


async def open_add(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask for the name of a further place."""
    incident, _ = await clicked(request, reply, doors)
    if incident is not None:
        reply.show_view(surfaces.add_modal(incident, request.voice))


async def submit_report(request: Request, reply: Reply, doors: Doors) -> None:
    """Record what is the case, and show all places again."""
    form = Form(request.view)
    incident_id, surface = (*unpack(form.metadata), "", "")[:2]
    typed = form.text(surfaces.SPEND)
    spend = read_number(typed) if typed else None
    if typed and spend is None:
        message = request.voice.label("refusal.reading.number")
        await reply.errors({surfaces.SPEND: message})
        return
    intent = _intent(form, surface, None if spend is None else written(spend))
    await _settle(request, reply, await doors.act(request, incident_id, intent))


async def submit_add(request: Request, reply: Reply, doors: Doors) -> None:
    """Record a further place, and show all of them."""
    form = Form(request.view)
    incident_id, *_ = unpack(form.metadata)
    intent = AddSurface(request.new_id("s"), Words(form.text(surfaces.NAME)))
    await _settle(request, reply, await doors.act(request, incident_id, intent))


def _intent(form: Form, surface: str, spend: str | None) -> Intent:
    state = form.option(surfaces.STATE)
    by, at = _person(form), form.moment(surfaces.AT)
    evidence = form.words(surfaces.EVIDENCE)
    if state == surfaces.RESUME:
        return AgreeToResume(surface, by)
    if state == surfaces.VERIFIED:
        return VerifySurface(surface, by, at, evidence, spend)
    if state == "paused":
        return ReportSurface(surface, "paused", by, at, evidence, spend)
    if state == "unused":
        return ReportSurface(surface, "unused", by, at, evidence, spend)
    return ReportSurface(surface, "running", by, at, evidence, spend)


def _person(form: Form) -> Person | None:
    name = form.text(surfaces.BY_OUTSIDE)
    if name:
        return outside(name)
    user = form.user(surfaces.BY)
    return in_slack(user) if user is not None else None


async def _settle(request: Request, reply: Reply, outcome: Outcome) -> None:
    if isinstance(outcome, Refused) or outcome.incident is None:
        await reply.settle(outcome)
        return
    await reply.update(surfaces.receipts_modal(outcome.incident, request.voice))
