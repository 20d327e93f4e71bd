"""Community data: a file with many days, or the figures of one."""

from collections.abc import Mapping

from bot.crisis.community import day_of
from bot.crisis.events import DayFigures
from bot.crisis.handbook import Community
from bot.crisis.intents import AddCommunityFile, Intent, ReadCommunity
from bot.crisis.words import Words
from bot.locales.typed_number import read_number, written
from bot.views import community
from bot.views.parts import unpack
from handlers.doors import Doors
from handlers.forms import Form
from handlers.reply import Reply
from handlers.request import Request
from handlers.router import Router


def register(router: Router) -> None:
    """Serve everything about community data."""
    router.on("action", community.ADD, open_form)
    router.on("view", community.ADD, submit)


async def open_form(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask for figures or a file."""
    await reply.ok()
    incident_id, *_ = unpack(str(request.action.get("value", "")))
    incident = await doors.visible(request, incident_id)
    if incident is None:
        reply.beside(request.voice.say("refusal.not_found"))
        return
    reply.show_view(community.community_modal(incident, request.voice, doors.clock.now()))


async def submit(request: Request, reply: Reply, doors: Doors) -> None:
    """Record the figures; a file is read afterwards."""
    form = Form(request.view)
    incident_id, *_ = unpack(form.metadata)
    incident = await doors.visible(request, incident_id)
    known = incident.playbook.handbook.community if incident is not None else Community()
    figures, wrong = _figures(form, known)
    if wrong:
        message = request.voice.label("refusal.community.number")
        await reply.errors(dict.fromkeys(wrong, message))
        return
    files = _files(request, form)
    typed = _typed(request, doors, form, known, figures) if figures or not files else ()
    await reply.settle(
        await doors.act(request, incident_id, *typed, *files),
        lambda field: community.FILE if field == "figures" else field,
    )


def _typed(
    request: Request, doors: Doors, form: Form, known: Community, figures: Mapping[str, str]
) -> tuple[Intent, ...]:
    as_of = min(form.moment(community.AS_OF) or doors.clock.now(), doors.clock.now())
    day = DayFigures(
        day=day_of(as_of, known),
        as_of=as_of,
        source=Words(form.text(community.SOURCE)),
        figures=figures,
        estimated=form.option(community.KIND) == community.ESTIMATED,
    )
    return (ReadCommunity(_name(request), (day,) if figures else ()),)


def _files(request: Request, form: Form) -> tuple[Intent, ...]:
    return tuple(
        AddCommunityFile(
            reading=f"{_name(request)}.{number}",
            file=str(file.get("id", "")),
            name=Words(str(file.get("name") or "")),
        )
        for number, file in enumerate(form.files(community.FILE), start=1)
    )


def _figures(form: Form, known: Community) -> tuple[dict[str, str], list[str]]:
    """Return the numbers that were typed, and the inputs that hold none."""
    figures: dict[str, str] = {}
    wrong: list[str] = []
    for metric in known.metrics:
        block = f"{community.FIGURE}{metric.id}"
        typed = form.text(block)
        number = read_number(typed) if typed else None
        if number is not None:
            figures[metric.id] = written(number)
        elif typed:
            wrong.append(block)
    return figures, wrong


def _name(request: Request) -> str:
    return request.new_id("k")
