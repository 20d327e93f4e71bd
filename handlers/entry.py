"""Entries of the timeline that are there already: shown, changed, taken back."""

from bot.crisis.ids import EntryId
from bot.crisis.incident import Entry, Incident
from bot.crisis.intents import AmendEntry, RetractEntry
from bot.service.outcome import Refused
from bot.views import timeline
from bot.views.drill.marked import marked_text
from bot.views.parts import unpack
from handlers.doors import Doors
from handlers.forms import Form
from handlers.redaction import open_for_entry
from handlers.reply import Reply
from handlers.request import Request
from handlers.router import Router


def register(router: Router) -> None:
    """Serve everything about entries that exist."""
    router.on("action", timeline.CHANGE, open_amend)
    router.on("action", timeline.RETRACT, retract)
    router.on("action", timeline.MENU, menu)
    router.on("view", timeline.AMEND, submit_amend)


async def open_amend(request: Request, reply: Reply, doors: Doors) -> None:
    """Show an entry's text and time, to correct."""
    await _amend(request, reply, doors, str(request.action.get("value", "")))


async def retract(request: Request, reply: Reply, doors: Doors) -> None:
    """Take an entry back; it stays visible as taken back."""
    await _retract(request, reply, doors, str(request.action.get("value", "")))


async def menu(request: Request, reply: Reply, doors: Doors) -> None:
    """Do what was chosen behind an entry's three dots."""
    option = request.action.get("selected_option")
    value = str(option.get("value", "")) if isinstance(option, dict) else ""
    incident_id, entry_id, verb = (*unpack(value), "", "", "")[:3]
    packed = f"{incident_id}|{entry_id}"
    if verb == "retract":
        await _retract(request, reply, doors, packed)
    elif verb == timeline.REDACT:
        await _redact(request, reply, doors, packed)
    else:
        await _amend(request, reply, doors, packed)


async def submit_amend(request: Request, reply: Reply, doors: Doors) -> None:
    """Record the correction."""
    form = Form(request.view)
    incident_id, entry_id = (*unpack(form.metadata), "", "")[:2]
    _, entry = await _found(request, doors, form.metadata)
    at = form.moment(timeline.AT)
    if entry is not None and at is not None and at == entry.at.replace(second=0, microsecond=0):
        at = None  # Slack's picker drops the seconds; that alone is no correction.
    intent = AmendEntry(EntryId(entry_id), form.words(timeline.TEXT), at)
    await reply.settle(
        await doors.act(request, incident_id, intent),
        lambda field: timeline.AT if field == "at" else field,
    )


async def _amend(request: Request, reply: Reply, doors: Doors, packed: str) -> None:
    await reply.ok()
    incident, entry = await _found(request, doors, packed)
    if incident is None or entry is None:
        reply.beside(request.voice.say("refusal.not_found"))
        return
    view = timeline.amend_modal(incident, entry, request.voice)
    if request.view:
        reply.push_view(view)
    else:
        reply.open_view(view)


async def _redact(request: Request, reply: Reply, doors: Doors, packed: str) -> None:
    await reply.ok()
    incident, entry = await _found(request, doors, packed)
    if incident is None or entry is None:
        reply.beside(request.voice.say("refusal.not_found"))
        return
    await open_for_entry(request, reply, doors, incident, entry.id)


async def _retract(request: Request, reply: Reply, doors: Doors, packed: str) -> None:
    incident_id, entry_id = (*unpack(packed), "", "")[:2]
    outcome = await doors.act(request, incident_id, RetractEntry(EntryId(entry_id)))
    await reply.ok()
    if request.view:
        incident = await doors.visible(request, incident_id)
        if incident is not None:
            reply.update_view(timeline.timeline_modal(incident, request.voice))
    elif isinstance(outcome, Refused):
        reply.refuse_click(outcome)
    else:
        reply.beside(marked_text(request.voice.say("note.retracted"), outcome.incident))


async def _found(
    request: Request, doors: Doors, packed: str
) -> tuple[Incident | None, Entry | None]:
    incident_id, entry_id = (*unpack(packed), "", "")[:2]
    incident = await doors.visible(request, incident_id)
    return incident, incident.entries.get(EntryId(entry_id)) if incident is not None else None
