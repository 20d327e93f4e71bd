"""Proposing a change of the playbook from a corrective action. Nothing is changed by it."""

from typing import get_args

from bot.crisis.events.change import PlaybookChangeProposed
from bot.crisis.house import keeps_playbook
from bot.crisis.ids import FollowUpId
from bot.crisis.incident import FollowUp, Incident
from bot.crisis.intents import Refusal
from bot.crisis.words import Words
from bot.locales.typed_number import read_number
from bot.playbook.problems import PlaybookError
from bot.playbook.proposal import AddEntry, SetNumber, Target
from bot.prevention.intents_change import ProposeChange
from bot.service.changes import change_id_of, difference, thresholds
from bot.service.outcome import Refused
from bot.views.parts import unpack
from bot.views.prevention import change as views
from handlers.doors import Doors
from handlers.forms import Form
from handlers.prevention.standing import let_in, standing
from handlers.reply import Reply
from handlers.request import Request
from handlers.router import Router


def register(router: Router) -> None:
    """Serve proposals."""
    router.on("action", views.PROPOSE, open_form)
    router.on("view", views.PROPOSE, propose)


async def open_form(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask what should change, and who keeps the playbook; those the settings name, at first."""
    if await let_in(request, reply, doors) is None:
        return
    found = await _meant(request, doors, str(request.action.get("value", "")))
    if found is None:
        reply.beside(request.voice.say("refusal.not_found"))
        return
    keepers = keeps_playbook(await doors.houses.load(request.team)) or (request.person,)
    known = await thresholds(doors.playbook_path)
    reply.show_view(views.propose_modal(*found, known, keepers, request.voice))


async def propose(request: Request, reply: Reply, doors: Doors) -> None:
    """Keep the difference and have it sent; what does not read well is said, nothing is kept."""
    form = Form(request.view)
    found = await _meant(request, doors, form.metadata)
    actor = await standing(request, doors)
    if found is None or not actor.sees:
        await reply.settle(Refused(Refusal("refusal.not_found", "forbidden")))
        return
    wanted = _typed(form)
    if isinstance(wanted, Refusal):
        await reply.settle(Refused(wanted))
        return
    try:
        made = await difference(doors.playbook_path, wanted)
    except PlaybookError as wrong:
        text = request.voice.label("change.unreadable", problem=wrong.problems[0])
        await reply.errors({views.KIND: text})
        return
    incident, item = found
    users = form.users(views.TO)
    event = PlaybookChangeProposed(
        incident.id, item.id, item.text, made.file, Words(made.diff), users
    )
    name = change_id_of(request.team, f"{request.view.get('id')}|{request.view.get('hash')}")
    verdict = await doors.changes.act(
        request.team, name, ProposeChange(event), actor=actor, delivery=request.delivery
    )
    if isinstance(verdict, Refusal):
        await reply.settle(Refused(verdict))
        return
    await reply.update(views.proposed_modal(verdict, request.voice))


async def _meant(request: Request, doors: Doors, value: str) -> tuple[Incident, FollowUp] | None:
    incident_id, name, *_ = (*unpack(value), "", "")
    incident = await doors.visible(request, incident_id)
    item = incident.follow_ups.get(FollowUpId(name)) if incident is not None else None
    return None if incident is None or item is None else (incident, item)


def _typed(form: Form) -> AddEntry | SetNumber | Refusal:
    """Return the change that was typed, or what is missing for it."""
    kind = form.option(views.KIND) or ""
    target = next((one for one in get_args(Target) if one == kind), None)
    if target is None:
        where, number = form.option(views.WHERE), read_number(form.text(views.VALUE) or "-")
        if where is None:
            return Refusal("refusal.change.where", "missing", field=views.WHERE)
        if number is None or number != number.to_integral_value() or number < 0:
            return Refusal("refusal.change.value", "missing", field=views.VALUE)
        return SetNumber(where, int(number))
    typed = {name: form.text(name) for name in (views.NAME_EN, views.NAME_ZH)}
    how = {name: form.text(name) for name in (views.HOW_EN, views.HOW_ZH)}
    for name, text in {**typed, **({} if target == "clause" else how)}.items():
        if not text:
            return Refusal("refusal.change.both", "missing", field=name)
    return AddEntry(target, *typed.values(), *how.values())
