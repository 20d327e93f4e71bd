"""Opening a crisis: the command's word, the shortcuts, the form."""

from dataclasses import dataclass, replace
from typing import cast

from bot.crisis.events import Language, Visibility
from bot.crisis.house import at_opening, bring_in
from bot.crisis.ids import IncidentId
from bot.crisis.intents import OpenIncident
from bot.crisis.rights import sees
from bot.crisis.words import Words
from bot.gateway.text import as_typed
from bot.locales.values import Mrkdwn
from bot.service.outcome import Refused
from bot.service.service import incident_id_of
from bot.service.twins import likely_twins
from bot.views import details, opening
from bot.views.finish import View
from bot.views.help import OPEN
from bot.views.progress import under_way_modal
from handlers.doors import Doors
from handlers.forms import Form
from handlers.metadata import Origin
from handlers.opened import Waiting
from handlers.prevention.known import offered, options, with_chosen
from handlers.prevention.warning import warning_of, watched
from handlers.reply import Reply
from handlers.request import Request, message_of
from handlers.router import Router

SHORTCUT = "incident.open"
MESSAGE_SHORTCUT = "incident.open_from_message"


@dataclass(frozen=True, slots=True)
class Notice:
    """That the crisis may be open already. ``hidden``: the incident that the person cannot see."""

    text: Mrkdwn
    hidden: IncidentId | None


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
    text = as_typed(str(request.message.get("text") or ""))
    reply.open_view(_form(request, doors, text, Origin(message_of(request))))


async def show_details(request: Request, reply: Reply, doors: Doors) -> None:
    """Show all inputs; what was typed stays."""
    await reply.ok()
    form = Form(request.view)
    origin = Origin.read(form.metadata)
    reply.update_view(await _again(request, doors, form, origin, details=True))


async def submit(request: Request, reply: Reply, doors: Doors) -> None:
    """Open the crisis, unless it may be open already: then ask once, and keep what was typed."""
    form = Form(request.view)
    origin = Origin.read(form.metadata)
    intent = await _intent(form, request, doors, origin)
    if not await doors.may_lead(request, intent.lead):
        await reply.errors({opening.LEAD: request.voice.label("refusal.person.apart")})
        return
    view_id = str(request.view.get("root_view_id") or request.view.get("id"))
    incident_id = incident_id_of(request.team, view_id)
    # A form that is sent again is no twin of what it opened the first time.
    if not origin.anyway and await doors.service.load(request.team, incident_id) is None:
        notice = await _notice_of_twin(request, doors, intent, incident_id)
        if notice is not None:
            asked = replace(origin, anyway=True)
            await reply.update(await _again(request, doors, form, asked, notice=notice))
            return
    outcome = await doors.service.open(
        request.team,
        incident_id,
        intent,
        acting_user=request.person,
        delivery=request.delivery,
        anyway=origin.anyway,
    )
    if isinstance(outcome, Refused):
        await reply.settle(outcome)
        return
    await reply.update(under_way_modal(request.voice))
    doors.arrivals.expect(request.team, outcome.incident_id, Waiting(view_id, request.voice))


async def _notice_of_twin(
    request: Request, doors: Doors, intent: OpenIncident, own: IncidentId
) -> Notice | None:
    running = await doors.listing.open_for(request.team, None)
    # Sent twice at once, the first may have been recorded since we looked.
    others = [incident for incident in running if incident.id != own]
    twins = likely_twins(intent, others, doors.clock.now())
    if not twins:
        return None
    seen = next((twin for twin in twins if sees(twin, request.person)), None)
    # One that they may not see counts as long as none that they see is more alike.
    hidden = None if seen is twins[0] else twins[0].id
    channels = await doors.channels([seen] if seen is not None else [])
    channel = channels.get(seen.id) if seen is not None else None
    known = [opening.duplicate_notice(request.voice, seen, channel)] if seen is not None else []
    if hidden is not None:
        known.append(opening.duplicate_notice(request.voice, None, None))
    return Notice(Mrkdwn("\n".join(known)), hidden)


async def _again(
    request: Request,
    doors: Doors,
    form: Form,
    origin: Origin,
    *,
    details: bool = False,
    notice: Notice | None = None,
) -> View:
    """Return the form anew with what was typed."""
    shown = details or form.shows(opening.VISIBILITY)
    return opening.open_modal(
        request.voice,
        prefill_title=form.text(opening.TITLE),
        lead=form.user(opening.LEAD) or request.person,
        playbook=doors.shelf.current,
        private_metadata=origin.write(),
        details=shown,
        register=options(await offered(request, doors)) if shown else (),
        notice=notice.text if notice else None,
        ask_to_join=notice.hidden if notice else None,
    )


def _form(request: Request, doors: Doors, title: str, origin: Origin) -> View:
    return opening.open_modal(
        request.voice,
        prefill_title=title,
        lead=request.person,
        playbook=doors.shelf.current,
        private_metadata=origin.write(),
    )


async def _intent(form: Form, request: Request, doors: Doors, origin: Origin) -> OpenIncident:
    """Return what the form wants, with the roster's people where the form names nobody."""
    house = await doors.houses.load(request.team)
    brand = form.words(details.BRAND)
    typed = form.kols(details.KOL, details.NOTE_URL)
    kols, known = await with_chosen(request, doors, typed, form.option(opening.KNOWN_KOL))
    warning = await warning_of(request, doors, origin)
    known = await watched(request, doors, known, warning)
    return OpenIncident(
        title=Words(form.text(opening.TITLE)),
        lead=form.user(opening.LEAD) or request.person,
        language=cast("Language", form.option(details.LANGUAGE) or "both"),
        visibility=cast("Visibility", form.option(opening.VISIBILITY) or "private"),
        detected_at=form.moment(details.DETECTED_AT),
        kols=kols,
        campaign=form.words(details.CAMPAIGN),
        brand=brand,
        crisis_type=form.option(details.TYPE),
        roles={
            **at_opening(bring_in(house, brand), doors.shelf.current),
            **form.roles(details.ROLE),
        },
        origin=origin.source,
        announce_in=house.announce_in,
        recognised=known,
        warning=warning.source if warning is not None else None,
        numbers=warning.numbers if warning is not None else {},
    )
