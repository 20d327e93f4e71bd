"""Briefs: beginning one, writing its versions, and the influencer's acknowledgement."""

from dataclasses import replace
from functools import partial

from bot.crisis.events import Language
from bot.crisis.intents import Refusal
from bot.crisis.words import Words
from bot.locales.voice import voice_of_channel
from bot.prevention.brief import Brief
from bot.prevention.find import find
from bot.prevention.intents import (
    AcknowledgeBrief,
    ApproveBrief,
    BriefIntent,
    StartBrief,
    WriteBrief,
)
from bot.projector.document import Document
from bot.review.html import page
from bot.review.markdown import written
from bot.review.sheet import brief_sheet
from bot.service.briefs import brief_id_of
from bot.service.contents import contents_of
from bot.service.outcome import Refused
from bot.views.finish import View
from bot.views.parts import unpack
from bot.views.prevention import brief as views
from handlers.doors import Doors
from handlers.forms import Form
from handlers.prevention import carrying
from handlers.prevention.sending import sent
from handlers.prevention.standing import let_in, show_to_who_may, standing
from handlers.reply import Reply
from handlers.request import Request
from handlers.router import Router


def register(router: Router) -> None:
    """Serve briefs."""
    router.on("action", views.LIST, open_list)
    router.on("action", views.START, open_start)
    router.on("action", views.SHOW, show)
    router.on("action", views.WRITE, open_write)
    router.on("action", views.ACKNOWLEDGE, open_acknowledge)
    router.on("action", views.COPY, copy)
    router.on("action", views.APPROVE, approve)
    router.on("view", views.START, start)
    router.on("view", views.WRITE, write)
    router.on("view", views.ACKNOWLEDGE, acknowledge)
    router.on("view", views.COPY, send_copy)


async def brief_from_command(request: Request, reply: Reply, doors: Doors, words: str) -> None:
    """Show the latest briefs; with words after the command, of whom they name."""
    await reply.ok()
    view = partial(_list, request, doors, words)
    doors.background.start(show_to_who_may(request, reply, doors, view))


async def _list(request: Request, doors: Doors, words: str) -> View:
    names = {one.id: one.name for one in find(await doors.kols.all(request.team), words)}
    every = await doors.briefs.all(request.team)
    found = [(one, names[one.kol]) for one in reversed(every) if one.kol in names]
    known = doors.shelf.current.handbook.prevention
    return views.list_modal(found, known, request.voice)


async def open_list(request: Request, reply: Reply, doors: Doors) -> None:
    """Show the latest briefs."""
    if await let_in(request, reply, doors) is not None:
        reply.show_view(await _list(request, doors, ""))


async def open_start(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask for which campaign."""
    if await let_in(request, reply, doors) is None:
        return
    kol_id, *_ = unpack(str(request.action.get("value", "")))
    entry = await doors.kols.load(request.team, kol_id)
    if entry is not None:
        reply.show_view(views.start_modal(entry.id, entry.name, request.voice))


async def show(request: Request, reply: Reply, doors: Doors) -> None:
    """Show a brief."""
    brief = await _meant(request, reply, doors)
    if brief is not None:
        reply.show_view(await _shown(request, doors, brief))


async def open_write(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask for the next version."""
    brief = await _meant(request, reply, doors)
    if brief is not None:
        known = doors.shelf.current.handbook.prevention
        reply.show_view(views.write_modal(brief, known, request.voice))


async def open_acknowledge(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask what shows that the influencer acknowledged it."""
    brief = await _meant(request, reply, doors)
    if brief is not None:
        reply.show_view(views.acknowledge_modal(brief, request.voice))


async def approve(request: Request, reply: Reply, doors: Doors) -> None:
    """Approve a brief as it stands in front."""
    brief_id, version, *_ = (*unpack(str(request.action.get("value", ""))), "")
    verdict = await doors.briefs.act(
        request.team,
        brief_id,
        ApproveBrief(_number(version)),
        actor=await standing(request, doors),
        delivery=request.delivery,
    )
    await reply.ok()
    if isinstance(verdict, Refusal):
        reply.refuse_click(Refused(verdict))
    else:
        reply.show_view(await _shown(request, doors, verdict))


async def copy(request: Request, reply: Reply, doors: Doors) -> None:
    """Show a brief as Markdown, its headings in both languages; it can be had as a file, too."""
    brief = await _meant(request, reply, doors)
    if brief is None:
        return
    both = replace(request.voice, languages=("zh", "en"))
    known = doors.shelf.current.handbook.prevention
    text = views.brief_markdown(brief, await _name(request, doors, brief), known, both)
    reply.show_view(views.copy_modal(brief, text, request.voice))


async def send_copy(request: Request, reply: Reply, doors: Doors) -> None:
    """Send a brief as a file to who asks for it; what stands in the form is not kept."""
    if not (await standing(request, doors)).sees:
        await reply.settle(Refused(Refusal("refusal.prevention.forbidden", "forbidden")))
        return
    form = Form(request.view)
    brief = await doors.briefs.load(request.team, unpack(form.metadata)[0])
    if brief is None or not brief.version:
        await reply.clear()
        return
    await reply.update(await _shown(request, doors, brief))
    language, ending = form.option(views.LANGUAGE), form.option(views.FORMAT)
    spoken: Language = language if language in {"en", "zh"} else "both"  # type: ignore[assignment]  # membership does not narrow a string
    voice = voice_of_channel(spoken, request.voice.zone)
    name = await _name(request, doors, brief)
    sheet = brief_sheet(brief, name, doors.shelf.current.handbook.prevention, voice)
    draft, is_page = brief.approved_at is None, ending != views.MARKDOWN
    document = Document(
        key="brief",
        filename=f"brief-{brief.id}-v{brief.version}-{spoken}.{'html' if is_page else 'md'}",
        title=" / ".join(sheet.title),
        content=page(sheet, draft=draft, front=False) if is_page else written(sheet),
    )
    doors.background.start(sent(request, reply, doors, document))


async def start(request: Request, reply: Reply, doors: Doors) -> None:
    """Begin a brief, unless the vetting advises against the influencer."""
    form = Form(request.view)
    kol_id, *_ = unpack(form.metadata)
    view_id = str(request.view.get("root_view_id") or request.view.get("id"))
    wanted = StartBrief(kol_id, Words(form.text(views.CAMPAIGN)))
    name = f"{view_id}|{request.view.get('hash')}"
    await _carry_out(request, reply, doors, brief_id_of(request.team, name), wanted)


async def write(request: Request, reply: Reply, doors: Doors) -> None:
    """Keep the next version."""
    form = Form(request.view)
    brief_id, version, *_ = (*unpack(form.metadata), "", "")
    known = doors.shelf.current.handbook.prevention
    typed = ((one.id, form.words(f"{views.SECTION}{one.id}")) for one in known.sections)
    wanted = WriteBrief(
        _number(version),
        {name: words for name, words in typed if words is not None},
        views.read_claims(form.lines(views.CLAIMS)),
        form.options(views.CLAUSES),
    )
    await _carry_out(request, reply, doors, brief_id, wanted)


async def acknowledge(request: Request, reply: Reply, doors: Doors) -> None:
    """Record the acknowledgement."""
    form = Form(request.view)
    brief_id, version, *_ = (*unpack(form.metadata), "", "")
    by, evidence = Words(form.text(views.BY)), Words(form.text(views.EVIDENCE))
    wanted = AcknowledgeBrief(_number(version), by, evidence)
    await _carry_out(request, reply, doors, brief_id, wanted)


async def _carry_out(
    request: Request, reply: Reply, doors: Doors, brief_id: str, wanted: BriefIntent
) -> None:
    await carrying.carry_out(request, reply, doors, (doors.briefs, brief_id), (wanted,), _shown)


async def _meant(request: Request, reply: Reply, doors: Doors) -> Brief | None:
    if await let_in(request, reply, doors) is None:
        return None
    brief_id, *_ = unpack(str(request.action.get("value", "")))
    return await doors.briefs.load(request.team, brief_id)


async def _name(request: Request, doors: Doors, brief: Brief) -> Words:
    entry = await doors.kols.load(request.team, brief.kol)
    return entry.name if entry is not None else Words(brief.kol)


async def _shown(request: Request, doors: Doors, brief: Brief) -> View:
    name = await _name(request, doors, brief)
    pieces = await contents_of(doors.contents, request.team, brief.kol)
    own = [one for one in pieces if one.brief == brief.id]
    return views.brief_modal(brief, name, doors.shelf.current.handbook, request.voice, own)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else -1
