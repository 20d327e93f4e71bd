"""What is promised for afterwards: added with an owner and a date, done with what proves it."""

from datetime import timedelta
from typing import get_args

from bot.crisis.events import Purpose
from bot.crisis.ids import FollowUpId
from bot.crisis.intents import AddFollowUp, FinishFollowUp
from bot.crisis.words import Words, in_slack, outside
from bot.views import follow_up
from bot.views.parts import unpack
from handlers.doors import Doors
from handlers.forms import Form
from handlers.reply import Reply
from handlers.request import Request
from handlers.router import Router

USUALLY = timedelta(days=14)
"""When a follow-up is due if nobody says."""


def register(router: Router) -> None:
    """Serve everything about follow-ups."""
    router.on("action", follow_up.ADD, open_form)
    router.on("action", follow_up.DONE, open_done)
    router.on("view", follow_up.ADD, submit)
    router.on("view", follow_up.DONE, submit_done)


async def open_form(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask what is promised, by whom and until when."""
    await reply.ok()
    incident_id, *_ = unpack(str(request.action.get("value", "")))
    incident = await doors.visible(request, incident_id)
    if incident is None:
        reply.beside(request.voice.say("refusal.not_found"))
        return
    reply.open_view(follow_up.follow_up_modal(incident, request.voice, owner=request.person))


async def open_done(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask what proves that it is done."""
    await reply.ok()
    incident_id, name = (*unpack(str(request.action.get("value", ""))), "", "")[:2]
    incident = await doors.visible(request, incident_id)
    item = incident.follow_ups.get(FollowUpId(name)) if incident is not None else None
    if incident is None or item is None:
        reply.beside(request.voice.say("refusal.not_found"))
        return
    reply.open_view(follow_up.follow_up_done_modal(incident, item, request.voice))


async def submit(request: Request, reply: Reply, doors: Doors) -> None:
    """Record the promise."""
    form = Form(request.view)
    incident_id, *_ = unpack(form.metadata)
    name = form.text(follow_up.OWNER_OUTSIDE)
    owner = outside(name) if name else in_slack(form.user(follow_up.OWNER) or request.person)
    intent = AddFollowUp(
        FollowUpId(request.new_id("f")),
        Words(form.text(follow_up.TEXT)),
        owner,
        form.moment(follow_up.DUE) or doors.clock.now() + USUALLY,
        _purpose(form.option(follow_up.PURPOSE)),
        form.words(follow_up.TEST),
        form.option(follow_up.PROPOSAL) or "",
    )
    await reply.settle(await doors.act(request, incident_id, intent))


def _purpose(value: str | None) -> Purpose | None:
    return next((one for one in get_args(Purpose) if one == value), None)


async def submit_done(request: Request, reply: Reply, doors: Doors) -> None:
    """Record that it is done."""
    form = Form(request.view)
    incident_id, name = (*unpack(form.metadata), "", "")[:2]
    intent = FinishFollowUp(FollowUpId(name), form.words(follow_up.EVIDENCE))
    await reply.settle(await doors.act(request, incident_id, intent))
