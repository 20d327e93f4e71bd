"""Status updates: the form, from the command and from buttons."""

from bot.crisis.ids import UpdateId
from bot.crisis.intents import ShareUpdate
from bot.crisis.words import Words
from bot.views import update
from bot.views.parts import unpack
from handlers.doors import Doors
from handlers.forms import Form
from handlers.reply import Reply
from handlers.request import Request
from handlers.router import Router


def register(router: Router) -> None:
    """Serve everything about status updates."""
    router.on("action", update.SHARE, open_form)
    router.on("view", update.SHARE, submit)


async def update_from_command(request: Request, reply: Reply, doors: Doors) -> None:
    """Show the form for the incident of this channel."""
    incident = await doors.here(request)
    if incident is None:
        await reply.say(request.voice.say("refusal.not_here"))
        return
    await reply.ok()
    reply.open_view(update.update_modal(incident, request.voice, doors.clock.now()))


async def open_form(request: Request, reply: Reply, doors: Doors) -> None:
    """Show the form."""
    await reply.ok()
    incident_id, *_ = unpack(str(request.action.get("value", "")))
    incident = await doors.visible(request, incident_id)
    if incident is None:
        reply.beside(request.voice.say("refusal.not_found"))
        return
    reply.open_view(update.update_modal(incident, request.voice, doors.clock.now()))


async def submit(request: Request, reply: Reply, doors: Doors) -> None:
    """Share what was written."""
    form = Form(request.view)
    incident_id, *_ = unpack(form.metadata)
    intent = ShareUpdate(
        update=UpdateId(request.new_id("u")),
        audiences=form.options(update.AUDIENCES),
        known=Words(form.text(update.KNOWN)),
        doing=Words(form.text(update.DOING)),
        needed=form.words(update.NEEDED),
        next_at=form.moment(update.NEXT_AT),
    )
    await reply.settle(await doors.act(request, incident_id, intent))
