"""The incident that a click is about, for the listeners that show it or ask about it."""

from bot.crisis.incident import Incident
from bot.views.parts import unpack
from handlers.doors import Doors
from handlers.reply import Reply
from handlers.request import Request


async def clicked(request: Request, reply: Reply, doors: Doors) -> tuple[Incident | None, str]:
    """Acknowledge a click; return its incident and the thing in it that the button names.

    None for who may not see it, or when there is none: the person has been told so.
    """
    await reply.ok()
    incident_id, name = (*unpack(str(request.action.get("value", ""))), "", "")[:2]
    incident = await doors.visible(request, incident_id)
    if incident is None:
        reply.beside(request.voice.say("refusal.not_found"))
    return incident, name
