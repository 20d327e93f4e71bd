"""Opening a crisis: the command's word, the shortcuts, the form."""

from typing import cast

from bot.crisis.events import Language, Visibility
from bot.crisis.ids import SlackUserId
from bot.crisis.intents import OpenIncident
from bot.crisis.words import Words
from bot.service.outcome import Refused
from bot.service.service import incident_id_of
from bot.views import details, opening
from bot.views.help import OPEN
from bot.views.progress import under_way_modal
from handlers.doors import Doors
from handlers.forms import Form
from handlers.metadata import Origin
from handlers.reply import Reply
from handlers.request import Request, message_of
from handlers.router import Router

SHORTCUT = "incident.open"
MESSAGE_SHORTCUT = "incident.open_from_message"


def register(router: Router) -> None:
    """Serve everything that opens a crisis."""
    router.on("shortcut", SHORTCUT, open_from_shortcut)
    router.on("shortcut", MESSAGE_SHORTCUT, open_from_message)
    router.on("action", OPEN, open_from_shortcut)
    router.on("action", opening.MORE, show_details)
    router.on("view", opening.CALLBACK, submit)


async def open_from_command(request: Request, reply: Reply, doors: Doors, words: str) -> None:
    """Show the form, with the words after the command as what happened."""
    await reply.ok()
    reply.open_view(_form(request, doors, words, Origin()))


async def open_from_shortcut(request: Request, reply: Reply, doors: Doors) -> None:
    """Show an empty form."""
    await reply.ok()
    reply.open_view(_form(request, doors, "", Origin()))


async def open_from_message(request: Request, reply: Reply, doors: Doors) -> None:
    """Show the form with a message's text; where it stands is kept with the crisis."""
    await reply.ok()
    text = str(request.message.get("text") or "")
    reply.open_view(_form(request, doors, text, Origin(message_of(request))))


async def show_details(request: Request, reply: Reply, doors: Doors) -> None:
    """Show all inputs; what was typed stays."""
    await reply.ok()
    form = Form(request.view)
    reply.update_view(
        opening.open_modal(
            request.voice,
            prefill_title=form.text(opening.TITLE),
            lead=form.user(opening.LEAD) or request.person,
            playbook=doors.shelf.current,
            private_metadata=form.metadata,
            details=True,
        ),
    )


async def submit(request: Request, reply: Reply, doors: Doors) -> None:
    """Open the crisis. The person sees at once that it is under way."""
    form = Form(request.view)
    origin = Origin.read(form.metadata)
    view_id = str(request.view.get("root_view_id") or request.view.get("id"))
    outcome = await doors.service.open(
        request.team,
        incident_id_of(request.team, view_id),
        _intent(form, request.person, origin),
        acting_user=request.person,
        delivery=request.delivery,
        anyway=origin.anyway,
    )
    if isinstance(outcome, Refused):
        await _refused(outcome, reply, form)
        return
    await reply.update(under_way_modal(request.voice))


async def _refused(refused: Refused, reply: Reply, form: Form) -> None:
    """Say it below the input at fault, or below the first one when that is not shown."""
    field = refused.refusal.field
    block = field if field is not None and form.shows(field) else opening.TITLE
    await reply.errors({block: reply.reason_label(refused)})


def _form(request: Request, doors: Doors, title: str, origin: Origin) -> dict[str, object]:
    return opening.open_modal(
        request.voice,
        prefill_title=title,
        lead=request.person,
        playbook=doors.shelf.current,
        private_metadata=origin.write(),
    )


def _intent(form: Form, opener: SlackUserId, origin: Origin) -> OpenIncident:
    return OpenIncident(
        title=Words(form.text(opening.TITLE)),
        lead=form.user(opening.LEAD) or opener,
        language=cast("Language", form.option(details.LANGUAGE) or "both"),
        visibility=cast("Visibility", form.option(opening.VISIBILITY) or "private"),
        detected_at=form.moment(details.DETECTED_AT),
        kols=form.kols(details.KOL, details.NOTE_URL),
        campaign=form.words(details.CAMPAIGN),
        brand=form.words(details.BRAND),
        crisis_type=form.option(details.TYPE),
        roles=form.roles(opening.ROLE),
        origin=origin.source,
    )
