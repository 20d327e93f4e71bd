"""The timeline: notes by command, by message shortcut and from menus."""

from datetime import UTC, datetime

from bot.crisis.ids import EntryId
from bot.crisis.intents import AddNote
from bot.crisis.rules.timeline import entry_of
from bot.crisis.words import MessageRef, Words
from bot.gateway.text import as_typed
from bot.locales.typed_time.read import Typed, Unclear, read_time
from bot.projector.addresses import permalink
from bot.service.outcome import Refused
from bot.views import note
from bot.views.drill.marked import marked
from bot.views.parts import unpack
from bot.views.timeline import ADD, note_echo
from handlers.doors import Doors
from handlers.forms import Form
from handlers.metadata import About
from handlers.reply import Reply
from handlers.request import Request, message_of
from handlers.router import Router

MESSAGE_SHORTCUT = "timeline.add"


def register(router: Router) -> None:
    """Serve everything that writes into the timeline by hand."""
    router.on("shortcut", MESSAGE_SHORTCUT, open_from_message)
    router.on("view", note.CALLBACK, submit)
    router.on("action", ADD, open_from_timeline)


async def note_from_command(request: Request, reply: Reply, doors: Doors, words: str) -> None:
    """Record the words at once in the incident of this channel; elsewhere, ask which one."""
    incident = await doors.here(request)
    typed = read_time(words, doors.clock.now(), request.voice.zone)
    text = words if typed is None else typed.rest
    if incident is None or not text or isinstance(typed, Unclear):
        await reply.ok()
        about = About(incident.id if incident else "")
        await _open(request, reply, doors, about, text, typed)
        return
    entry_id = _entry_id(request)
    intent = AddNote(entry_id, Words(text), typed.at if typed is not None else None)
    outcome = await doors.act(request, incident.id, intent)
    if isinstance(outcome, Refused):
        await reply.say(reply.reason(outcome))
        return
    entry = outcome.incident.entries.get(entry_id) if outcome.incident is not None else None
    if outcome.incident is not None and entry is not None:
        echo = note_echo(outcome.incident, entry, request.voice)
        await reply.message(marked(echo, outcome.incident))
    else:
        await reply.ok()


async def open_note_form(request: Request, reply: Reply, doors: Doors, incident_id: str) -> None:
    """Show the form for one incident."""
    await reply.ok()
    incident = await doors.visible(request, incident_id)
    if incident is None:
        reply.beside(request.voice.say("refusal.not_found"))
        return
    await _open(request, reply, doors, About(incident.id), "")


async def open_from_timeline(request: Request, reply: Reply, doors: Doors) -> None:
    """Show the form on top of the timeline."""
    incident_id, *_ = unpack(str(request.action.get("value", "")))
    await open_note_form(request, reply, doors, incident_id)


async def open_from_message(request: Request, reply: Reply, doors: Doors) -> None:
    """Show the form with a message's text and time."""
    await reply.ok()
    source = message_of(request)
    here = await doors.here(request)
    if source is not None:
        address = permalink(doors.identity().url, source)
        source = MessageRef(source.channel, source.ts, address)
    text = as_typed(str(request.message.get("text") or ""))
    about = About(here.id if here else "", source=source)
    await _open(request, reply, doors, about, text)


async def submit(request: Request, reply: Reply, doors: Doors) -> None:
    """Write the entry."""
    form = Form(request.view)
    about = About.read(form.metadata)
    incident_id = about.incident or form.option(note.INCIDENT) or ""
    intent = AddNote(
        entry=entry_of(about.source) if about.source else _entry_id(request),
        text=Words(form.text(note.TEXT)),
        happened_at=_moment(form, about.source),
        source=about.source,
        followed=bool(about.incident and about.source),
    )
    await reply.settle(await doors.act(request, incident_id, intent))


async def _open(  # one form, opened from four places
    request: Request,
    reply: Reply,
    doors: Doors,
    about: About,
    text: str,
    typed: Typed | Unclear | None = None,
) -> None:
    among = () if about.incident else await doors.listing.open_for(request.team, request.person)
    if not about.incident and not among:
        reply.beside(request.voice.say("list.nothing"))
        return
    view = note.note_modal(
        request.voice,
        text=text,
        happened_at=typed.at if isinstance(typed, Typed) else _written_at(about.source),
        unclear=typed.typed if isinstance(typed, Unclear) else "",
        among=among,
        private_metadata=about.write(),
    )
    if request.view:
        reply.push_view(view)
    else:
        reply.open_view(view)


def _moment(form: Form, source: MessageRef | None) -> datetime | None:
    """Return the time that was chosen; a message's own is kept to the second."""
    chosen, written = form.moment(note.AT), _written_at(source)
    if chosen is None or written is None:
        return chosen
    # Slack's picker drops the seconds; that alone is no other time.
    return written if chosen.replace(second=0) == written.replace(second=0) else chosen


def _written_at(source: MessageRef | None) -> datetime | None:
    if source is None:
        return None
    try:
        return datetime.fromtimestamp(int(source.ts.split(".")[0]), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _entry_id(request: Request) -> EntryId:
    return EntryId(request.new_id("n"))
