"""What stands on the status card beside the tasks: details, lead, and its menu."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import cast, get_args

from bot.crisis.events import Kol, Language
from bot.crisis.house import brand_people
from bot.crisis.ids import RoleId
from bot.crisis.incident import Incident
from bot.crisis.intents import ChangeDetails, HandOverCommand, TakeCommand
from bot.crisis.words import Person, Words
from bot.service.outcome import Refused
from bot.views import checklist, copying, details, leading, severity_forms, status_card, timeline
from bot.views.parts import unpack
from handlers.doors import Doors
from handlers.forms import Form
from handlers.note import open_note_form
from handlers.prevention.known import with_chosen
from handlers.reply import Reply
from handlers.request import Request
from handlers.router import Router

LANGUAGES = get_args(Language)


def register(router: Router) -> None:
    """Serve the status card's buttons, its menu and their forms."""
    router.on("action", status_card.DETAILS, open_details)
    router.on("action", status_card.MENU, menu)
    router.on("view", copying.CALLBACK, close_copy)
    router.on("view", details.CALLBACK, submit_details)
    router.on("view", leading.HAND_OVER, submit_hand_over)


async def open_details(request: Request, reply: Reply, doors: Doors) -> None:
    """Show the details that are known, to add or correct."""
    await reply.ok()
    incident = await _found(request, reply, doors, str(request.action.get("value", "")))
    if incident is not None:
        reply.open_view(details.details_modal(incident, request.voice))


async def menu(request: Request, reply: Reply, doors: Doors) -> None:
    """Do, or ask for, what was chosen behind the three dots."""
    option = request.action.get("selected_option")
    value = str(option.get("value", "")) if isinstance(option, dict) else ""
    incident_id, verb = (*unpack(value), "", "")[:2]
    if verb == "take_command":
        outcome = await doors.act(request, incident_id, TakeCommand())
        await reply.ok()
        if isinstance(outcome, Refused):
            reply.refuse_click(outcome)
        return
    if verb == "note":
        await open_note_form(request, reply, doors, incident_id)
        return
    await reply.ok()
    incident = await _found(request, reply, doors, incident_id)
    if incident is None:
        return
    if verb == "copy":
        names = await doors.directory.names(request.team, incident.people() | incident.members)
        reply.open_view(copying.copy_modal(incident, request.voice, names))
    else:
        _show(verb, incident, request, reply)


async def close_copy(_: Request, reply: Reply, __: Doors) -> None:
    """Close what was copied from; nothing of it is kept."""
    await reply.clear()


async def submit_details(request: Request, reply: Reply, doors: Doors) -> None:
    """Record what changed."""
    form = Form(request.view)
    incident_id, *_ = unpack(form.metadata)
    incident = await doors.visible(request, incident_id)
    if form.text(details.OUTSIDE_NAMES) and form.option(details.OUTSIDE_ROLE) is None:
        message = request.voice.label("details.outside_role_missing")
        await reply.errors({details.OUTSIDE_ROLE: message})
        return
    house = await doors.houses.load(request.team)
    wanted = replace(
        _changes(form, incident),
        roles=_roles(form, incident),
        roster=brand_people(house, form.words(details.BRAND)),
    )
    _, known = await with_chosen(request, doors, wanted.kols or (), None)
    await reply.settle(await doors.act(request, incident_id, wanted, *known))


async def submit_hand_over(request: Request, reply: Reply, doors: Doors) -> None:
    """Give the lead to somebody else."""
    form = Form(request.view)
    incident_id, *_ = unpack(form.metadata)
    to = form.user(leading.TO_INPUT)
    if to is None:
        await reply.errors({leading.TO_INPUT: request.voice.label("refusal.person_missing")})
        return
    if not await doors.may_lead(request, to):
        await reply.errors({leading.TO_INPUT: request.voice.label("refusal.person.apart")})
        return
    await reply.settle(
        await doors.act(request, incident_id, HandOverCommand(to)),
        lambda field: leading.TO_INPUT if field == "to" else field,
    )


def _show(verb: str, incident: Incident, request: Request, reply: Reply) -> None:
    if verb == "show_all":
        reply.open_view(checklist.checklist_modal(incident, request.voice))
    elif verb == "level":
        reply.open_view(severity_forms.level_modal(incident, request.voice, request.person))
    elif verb == "hand_over":
        reply.open_view(leading.hand_over_modal(incident, request.voice))
    elif verb == "timeline":
        reply.open_view(timeline.timeline_modal(incident, request.voice))


def _changes(form: Form, incident: Incident | None) -> ChangeDetails:
    kols: tuple[Kol, ...] = form.kols(details.KOL, details.NOTE_URL)
    language = form.option(details.LANGUAGE)
    return ChangeDetails(
        title=Words(form.text(details.TITLE)),
        detected_at=_moment(form, incident),
        kols=kols if kols or (incident and incident.kols) else None,
        campaign=form.words(details.CAMPAIGN),
        brand=form.words(details.BRAND),
        crisis_type=form.option(details.TYPE),
        language=cast("Language", language) if language in LANGUAGES else None,
    )


def _roles(form: Form, incident: Incident | None) -> Mapping[RoleId, tuple[Person, ...]]:
    if incident is None:
        return {}
    names = (role.id for role in incident.playbook.roles)
    wanted = form.roles_among(details.ROLE, incident.roles, names)
    named = form.option(details.OUTSIDE_ROLE)
    if named is not None:
        role = RoleId(named)
        inside = tuple(one for one in wanted.get(role, ()) if one.slack is not None)
        wanted[role] = (*inside, *form.names(details.OUTSIDE_NAMES))
    return wanted


def _moment(form: Form, incident: Incident | None) -> datetime | None:
    """Return T0 if it was moved: Slack's picker drops the seconds, which is no change."""
    at = form.moment(details.DETECTED_AT)
    if at is None or incident is None:
        return at
    same = int(incident.detected_at.timestamp()) // 60 == int(at.timestamp()) // 60
    return None if same else at


async def _found(request: Request, reply: Reply, doors: Doors, incident_id: str) -> Incident | None:
    incident = await doors.visible(request, incident_id)
    if incident is None:
        reply.beside(request.voice.say("refusal.not_found"))
    return incident
