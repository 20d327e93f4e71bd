"""Legal hold: who speaks for legal says that a record is kept, or need not be any longer."""

from bot.crisis.intents import LiftLegalHold, SetLegalHold
from bot.crisis.words import Words
from bot.views import keeping
from bot.views.parts import unpack
from handlers.doors import Doors
from handlers.forms import Form
from handlers.reply import Reply
from handlers.request import Request
from handlers.router import Router


def register(router: Router) -> None:
    """Serve the button and its form."""
    router.on("action", keeping.HOLD, open_form)
    router.on("view", keeping.HOLD, submit)


async def hold_from_command(request: Request, reply: Reply, doors: Doors, _: str) -> None:
    """Ask why, for the incident of this channel."""
    incident = await doors.here(request)
    if incident is None:
        await reply.say(request.voice.say("refusal.not_here"))
        return
    await reply.ok()
    reply.open_view(keeping.hold_modal(incident, request.voice))


async def open_form(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask why."""
    await reply.ok()
    incident_id, *_ = unpack(str(request.action.get("value", "")))
    incident = await doors.visible(request, incident_id)
    if incident is None:
        reply.beside(request.voice.say("refusal.not_found"))
        return
    reply.open_view(keeping.hold_modal(incident, request.voice))


async def submit(request: Request, reply: Reply, doors: Doors) -> None:
    """Set the hold, or lift it: as the form said that was sent."""
    form = Form(request.view)
    incident_id, mode = (*unpack(form.metadata), "", "")[:2]
    reason = Words(form.text(keeping.REASON))
    intent = LiftLegalHold(reason) if keeping.lifts(mode) else SetLegalHold(reason)
    await reply.settle(await doors.act(request, incident_id, intent))
