"""Words to be taken out of the record: proposed by one person, settled by another."""

from collections.abc import Sequence

from bot.crisis.incident import Incident
from bot.crisis.intents import ConfirmRedaction, DropRedaction, ProposeRedaction
from bot.crisis.redaction import Typed, roles_of, typed, typed_at
from bot.crisis.words import Words
from bot.service.reader import incident_key
from bot.views import redaction
from bot.views.parts import unpack
from handlers.doors import Doors
from handlers.forms import Form
from handlers.reply import Reply
from handlers.request import Request
from handlers.router import Router


def register(router: Router) -> None:
    """Serve the two forms, and the button on the card."""
    router.on("view", redaction.PROPOSE, submit)
    router.on("action", redaction.SETTLE, open_settle)
    router.on("view", redaction.SETTLE, submit_settle)


async def redact_from_command(request: Request, reply: Reply, doors: Doors, words: str) -> None:
    """Ask which words and why, for the incident of this channel."""
    incident = await doors.here(request)
    if incident is None:
        await reply.say(request.voice.say("refusal.not_here"))
        return
    await reply.ok()
    lines = await _typed(doors, incident)
    chosen = next((one for one in lines if _number(words) in one.seqs), None)
    reply.open_view(redaction.propose_modal(incident, lines, request.voice, chosen=chosen))


async def open_for_entry(
    request: Request, reply: Reply, doors: Doors, incident: Incident, entry_id: str
) -> None:
    """Ask why, for an entry of the timeline: all that it ever said goes together."""
    lines = await _typed(doors, incident)
    chosen = next((one for one in lines if getattr(one.last.event, "entry", "") == entry_id), None)
    reply.push_view(redaction.propose_modal(incident, lines, request.voice, chosen=chosen))


async def submit(request: Request, reply: Reply, doors: Doors) -> None:
    """Propose it."""
    form = Form(request.view)
    incident_id, *_ = unpack(form.metadata)
    incident = await doors.visible(request, incident_id)
    number = _number(form.text(redaction.NUMBER) or form.option(redaction.LINE) or "")
    found = None
    if incident is not None and number is not None:
        record = await doors.store.read(incident_key(incident.team, incident.id))
        found = typed_at(record, number)
    intent = ProposeRedaction(
        request.new_id("x"), found.seqs if found else (), Words(form.text(redaction.REASON))
    )
    await reply.settle(
        await doors.act(request, incident_id, intent),
        lambda field: redaction.NUMBER if field == redaction.LINE else field,
    )


async def open_settle(request: Request, reply: Reply, doors: Doors) -> None:
    """Show what is to go to whoever may read it once more, with the two answers."""
    await reply.ok()
    incident_id, name = (*unpack(str(request.action.get("value", ""))), "", "")[:2]
    incident = await doors.visible(request, incident_id)
    found = incident.redactions.get(name) if incident is not None else None
    if incident is None or found is None:
        reply.beside(request.voice.say("refusal.not_found"))
        return
    lines: Sequence[Typed] = ()
    if roles_of(incident, request.person):
        meant = set(found.seqs)
        lines = [one for one in await _typed(doors, incident) if meant & set(one.seqs)]
    reply.open_view(redaction.settle_modal(incident, found, lines, request.voice))


async def submit_settle(request: Request, reply: Reply, doors: Doors) -> None:
    """Take it out for good, or leave it."""
    form = Form(request.view)
    incident_id, name = (*unpack(form.metadata), "", "")[:2]
    takes = form.option(redaction.ANSWER) == redaction.TAKE_OUT
    intent = ConfirmRedaction(name) if takes else DropRedaction(name)
    await reply.settle(await doors.act(request, incident_id, intent))


async def _typed(doors: Doors, incident: Incident) -> Sequence[Typed]:
    """Return what can be taken out, the newest first."""
    return typed(await doors.store.read(incident_key(incident.team, incident.id)))


def _number(text: str) -> int | None:
    digits = text.strip().removeprefix("#").strip()
    return int(digits) if digits.isdecimal() and len(digits) < len("1000000000") else None
