"""Exercises: starting one, and the view of whoever runs it."""

from typing import cast

from bot.crisis.events import Kol, Language
from bot.crisis.ids import IncidentId
from bot.crisis.incident import Incident
from bot.crisis.intents import EndDrill, Intent, OpenIncident, PaceDrill, ResumeDrill, SkipAhead
from bot.crisis.words import Words
from bot.scenario.value import Scenario
from bot.service.outcome import Refused
from bot.service.service import incident_id_of
from bot.views.drill import running, starting
from bot.views.drill.marked import marked
from bot.views.parts import unpack
from bot.views.progress import under_way_modal
from handlers.doors import Doors
from handlers.forms import Form
from handlers.opened import Waiting
from handlers.reply import Reply
from handlers.request import Request
from handlers.router import Router


def register(router: Router) -> None:
    """Serve the form, and everything that whoever runs an exercise touches."""
    router.on("view", starting.CALLBACK, start)
    router.on("action", running.VIEW, open_running)
    router.on("action", running.PAUSE, pause)
    router.on("action", running.RESUME, resume)
    router.on("action", running.SKIP, skip)
    router.on("action", running.END, end)
    router.on("action", running.SPEED, change_speed)
    router.on("action", running.LOOK, look)


async def drill_from_command(request: Request, reply: Reply, doors: Doors, _: str) -> None:
    """In an exercise's channel: show it to whoever runs it. Elsewhere: ask which one to start."""
    here = await doors.here(request)
    if here is not None and here.drill is not None:
        if here.drill.facilitator == request.person:
            await reply.ok()
            reply.open_view(running.running_modal(here, request.voice, doors.clock.now()))
        else:
            told = running.running_here(here.drill, request.voice, doors.clock.now())
            await reply.message(marked(told, here))
        return
    if not doors.scenarios:
        await reply.say(request.voice.say("refusal.drill.no_scenario"))
        return
    await reply.ok()
    scripts = [one.script for one in doors.scenarios]
    speed = doors.scenarios[0].speed
    reply.open_view(starting.start_modal(scripts, speed, request.person, request.voice))


async def start(request: Request, reply: Reply, doors: Doors) -> None:
    """Open the exercise: a crisis of its own, whose script stands in its record."""
    form = Form(request.view)
    chosen = form.option(starting.SCENARIO)
    scenario = next((one for one in doors.scenarios if one.script.id == chosen), None)
    if scenario is None:
        await reply.errors({starting.SCENARIO: request.voice.label("refusal.drill.scenario")})
        return
    lead = form.user(starting.LEAD) or request.person
    if not await doors.may_lead(request, lead):
        await reply.errors({starting.LEAD: request.voice.label("refusal.person.apart")})
        return
    view_id = str(request.view.get("id"))
    outcome = await doors.service.open(
        request.team,
        incident_id_of(request.team, view_id),
        _intent(form, scenario, request),
        acting_user=request.person,
        delivery=request.delivery,
        anyway=True,
    )
    if isinstance(outcome, Refused):
        await reply.settle(outcome)
        return
    await reply.update(under_way_modal(request.voice))
    doors.arrivals.expect(request.team, outcome.incident_id, Waiting(view_id, request.voice))


async def open_running(request: Request, reply: Reply, doors: Doors) -> None:
    """Show the exercise to whoever runs it; to nobody else, since it says what is expected."""
    await reply.ok()
    incident = await doors.visible(request, str(request.action.get("value", "")))
    if incident is None or incident.drill is None:
        reply.beside(request.voice.say("refusal.not_found"))
    elif incident.drill.facilitator == request.person:
        reply.open_view(running.running_modal(incident, request.voice, doors.clock.now()))


async def pause(request: Request, reply: Reply, doors: Doors) -> None:
    """Let its clock stand still."""
    await _drive(request, reply, doors, PaceDrill(0))


async def resume(request: Request, reply: Reply, doors: Doors) -> None:
    """Let its clock run on."""
    await _drive(request, reply, doors, ResumeDrill())


async def skip(request: Request, reply: Reply, doors: Doors) -> None:
    """Let the next inject come in now."""
    await _drive(request, reply, doors, SkipAhead())


async def end(request: Request, reply: Reply, doors: Doors) -> None:
    """End it; the hot wash follows in the channel."""
    await _drive(request, reply, doors, EndDrill())


async def change_speed(request: Request, reply: Reply, doors: Doors) -> None:
    """Let its clock run faster or slower."""
    option = request.action.get("selected_option")
    speed = str(option.get("value", "")) if isinstance(option, dict) else ""
    await _drive(request, reply, doors, PaceDrill(int(speed) if speed.isdecimal() else -1))


async def look(request: Request, reply: Reply, doors: Doors) -> None:
    """Show it as it is now."""
    await reply.ok()
    await _show(request, reply, doors)


async def _drive(request: Request, reply: Reply, doors: Doors, intent: Intent) -> None:
    """Do what whoever runs it wants. The view then says what became of it, refused or not."""
    await doors.act(request, _incident(request), intent)
    await reply.ok()
    await _show(request, reply, doors)


async def _show(request: Request, reply: Reply, doors: Doors) -> None:
    incident = await doors.visible(request, _incident(request))
    if incident is not None and _runs(incident, request):
        reply.update_view(running.running_modal(incident, request.voice, doors.clock.now()))


def _runs(incident: Incident, request: Request) -> bool:
    return incident.drill is not None and incident.drill.facilitator == request.person


def _incident(request: Request) -> IncidentId:
    first, *_ = unpack(str(request.view.get("private_metadata") or ""))
    return IncidentId(first)


def _intent(form: Form, scenario: Scenario, request: Request) -> OpenIncident:
    """Return the opening, with what is known at the beginning. No address: none may be held."""
    known, script = scenario.opening, scenario.script
    language = cast("Language", form.option(starting.LANGUAGE) or known.language)
    titles = {"en": script.title.en, "zh": script.title.zh}
    title = titles.get(language, f"{script.title.en} {script.title.zh}")
    speed = form.option(starting.SPEED) or ""
    return OpenIncident(
        title=Words(title),
        lead=form.user(starting.LEAD) or request.person,
        language=language,
        kols=(Kol(Words(known.kol)),) if known.kol else (),
        campaign=Words(known.campaign) if known.campaign else None,
        brand=Words(known.brand) if known.brand else None,
        crisis_type=known.crisis_type,
        drill=script,
        speed=int(speed) if speed.isdecimal() else 0,
        players=form.users(starting.PLAYERS),
    )
