"""What fits this type of crisis: shown on request, from the status card and from the decision."""

from bot.views import guidance
from bot.views.parts import unpack
from handlers.doors import Doors
from handlers.reply import Reply
from handlers.request import Request
from handlers.router import Router


def register(router: Router) -> None:
    """Serve the button."""
    router.on("action", guidance.SHOW, show)


async def show(request: Request, reply: Reply, doors: Doors) -> None:
    """Show what fits; on top of a form that was clicked in, so that nothing typed is lost."""
    await reply.ok()
    incident_id, *_ = unpack(str(request.action.get("value", "")))
    incident = await doors.visible(request, incident_id)
    kind = guidance.type_of(incident) if incident is not None else None
    if incident is None or kind is None:
        reply.beside(request.voice.say("refusal.not_found"))
        return
    view = guidance.guidance_modal(incident, kind, request.voice)
    if request.view.get("type") == "modal":
        reply.push_view(view)
    else:
        reply.open_view(view)
