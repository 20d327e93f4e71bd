"""Pieces of content on their way: beginning one, writing it, sending it through its stages."""

from collections.abc import Sequence
from functools import partial

from bot.crisis.events.content import ContentPiece, ContentSeat
from bot.crisis.handbook_prevention import Prevention
from bot.crisis.house import bring_in
from bot.crisis.ids import SlackUserId
from bot.crisis.words import Words
from bot.lint.report import Finding
from bot.prevention.content import Content, piece_texts
from bot.prevention.find import find
from bot.prevention.intents_content import (
    ContentIntent,
    PlanContent,
    StartContent,
    SubmitContent,
    WriteContent,
)
from bot.prevention.rights import actor_of
from bot.service.contents import blocks_of, content_id_of
from bot.views.finish import View
from bot.views.parts import unpack
from bot.views.prevention import content as views
from bot.views.prevention import content_forms as forms
from bot.views.prevention.brief import findings_in
from handlers.doors import Doors
from handlers.forms import Form
from handlers.prevention import carrying
from handlers.prevention.standing import let_in, show_to_who_may
from handlers.reply import Reply
from handlers.request import Request
from handlers.router import Router


def register(router: Router) -> None:
    """Serve content up to the moment it is sent; ``content_word`` serves the rest."""
    router.on("action", views.LIST, open_list)
    router.on("action", views.SHOW, show)
    router.on("action", views.START, open_start)
    router.on("action", views.WRITE, open_write)
    router.on("action", views.SUBMIT, open_submit)
    router.on("view", views.START, start)
    router.on("view", views.WRITE, write)
    router.on("view", views.SUBMIT, submit)


async def content_from_command(request: Request, reply: Reply, doors: Doors, words: str) -> None:
    """Show the latest pieces; with words after the command, of whom they name."""
    await reply.ok()
    view = partial(_list, request, doors, words)
    doors.background.start(show_to_who_may(request, reply, doors, view))


async def open_list(request: Request, reply: Reply, doors: Doors) -> None:
    """Show the latest pieces."""
    if await let_in(request, reply, doors) is not None:
        reply.show_view(await _list(request, doors, ""))


async def show(request: Request, reply: Reply, doors: Doors) -> None:
    """Show a piece."""
    content = await meant(request, reply, doors)
    if content is not None:
        reply.show_view(await shown(request, doors, content))


async def open_start(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask what it is called, and what it is about."""
    if await let_in(request, reply, doors) is None:
        return
    brief_id, *_ = unpack(str(request.action.get("value", "")))
    brief = await doors.briefs.load(request.team, brief_id)
    entry = await doors.kols.load(request.team, brief.kol) if brief is not None else None
    if brief is not None and entry is not None:
        category = entry.profile.category
        reply.show_view(
            forms.start_modal(brief.id, entry.name, category, known(doors), request.voice)
        )


async def open_write(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask for the next version."""
    content = await meant(request, reply, doors)
    if content is not None:
        reply.show_view(forms.write_modal(content, request.voice))


async def open_submit(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask who approves; the roster's people are proposed."""
    content = await meant(request, reply, doors)
    if content is not None:
        roster = bring_in(await doors.houses.load(request.team), None)
        found = found_in(doors, content)
        reply.show_view(forms.submit_modal(content, known(doors), roster, found, request.voice))


async def start(request: Request, reply: Reply, doors: Doors) -> None:
    """Begin a piece, unless the vetting advises against the influencer."""
    form = Form(request.view)
    brief_id, *_ = unpack(form.metadata)
    brief = await doors.briefs.load(request.team, brief_id)
    view_id = str(request.view.get("root_view_id") or request.view.get("id"))
    wanted = StartContent(
        brief.kol if brief is not None else "",
        brief_id,
        Words(form.text(forms.TITLE)),
        form.option(forms.CATEGORY) or "",
        form.moment(forms.PLANNED),
    )
    name = content_id_of(request.team, f"{view_id}|{request.view.get('hash')}")
    await carry_out(request, reply, doors, name, wanted)


async def write(request: Request, reply: Reply, doors: Doors) -> None:
    """Keep the next version, and when it is planned; each only if it was changed."""
    form = Form(request.view)
    content_id, version, *_ = (*unpack(form.metadata), "", "")
    before = await doors.contents.load(request.team, content_id)
    piece, planned = typed_piece(form), form.moment(forms.PLANNED)
    wanted: list[ContentIntent] = []
    if planned is not None and before is not None and planned != before.planned_at:
        wanted.append(PlanContent(planned))
    if not wanted or before is None or piece != before.piece:
        wanted.append(WriteContent(number(version), piece))
    await carry_out(request, reply, doors, content_id, *wanted)


async def submit(request: Request, reply: Reply, doors: Doors) -> None:
    """Send a version on its way through these people."""
    form = Form(request.view)
    content_id, version, *_ = (*unpack(form.metadata), "", "")
    content = await doors.contents.load(request.team, content_id)
    stages = known(doors).approval.stages
    chosen = [(one.id, form.user(f"{forms.SEAT}{one.id}")) for one in stages]
    seats = tuple(ContentSeat(stage, user) for stage, user in chosen if user is not None)
    backup, side = form.user(forms.BACKUP), form.user(forms.KOL_SIDE)
    client = form.user(forms.CLIENT)
    people = {*(one.user for one in seats), *(one for one in (backup, side, client) if one)}
    wanted = SubmitContent(
        number(version),
        seats,
        backup,
        side,
        client,
        len(found_in(doors, content)) if content is not None else 0,
        form.words(forms.REASON),
        strangers=await _strangers(request, doors, people),
    )
    await carry_out(request, reply, doors, content_id, wanted)


async def _strangers(
    request: Request, doors: Doors, people: set[SlackUserId]
) -> tuple[SlackUserId, ...]:
    """Return who of these would not be let in when they are asked."""
    house, found = await doors.houses.load(request.team), []
    for user in sorted(people):
        profile = await doors.directory.profile(request.team, user)
        is_admin = profile is not None and profile.is_admin
        if not actor_of(house, user, is_admin=is_admin).sees:
            found.append(user)
    return tuple(found)


async def carry_out(
    request: Request, reply: Reply, doors: Doors, content_id: str, *wanted: ContentIntent
) -> None:
    """Carry out what a form wants, and show the piece; or say what is missing."""
    await carrying.carry_out(request, reply, doors, (doors.contents, content_id), wanted, shown)


async def meant(request: Request, reply: Reply, doors: Doors) -> Content | None:
    """Return the piece that a button is about, for those who may see it."""
    if await let_in(request, reply, doors) is None:
        return None
    content_id, *_ = unpack(str(request.action.get("value", "")))
    return await doors.contents.load(request.team, content_id)


async def shown(request: Request, doors: Doors, content: Content) -> View:
    """Return a piece as it stands now."""
    entry = await doors.kols.load(request.team, content.kol)
    name = entry.name if entry is not None else Words(content.kol)
    held = await blocks(request, doors, content)
    found = found_in(doors, content)
    return views.content_modal(content, name, known(doors), request.voice, blocks=held, found=found)


async def blocks(request: Request, doors: Doors, content: Content) -> tuple[str, ...]:
    """Return what other streams say against it now."""
    entry = await doors.kols.load(request.team, content.kol)
    brief = await doors.briefs.load(request.team, content.brief)
    return blocks_of(entry, brief, doors.clock.now(), known(doors))


def found_in(doors: Doors, content: Content) -> Sequence[Finding]:
    """Return the absolute terms and medical wording in a piece."""
    texts = piece_texts(content.piece) if content.piece is not None else ()
    return list(findings_in(texts, doors.shelf.current.handbook))


def typed_piece(form: Form) -> ContentPiece:
    """Return the piece that stands in a form."""
    marks = form.text(forms.TAGS).replace("#", " ").replace("\uff03", " ")
    return ContentPiece(
        Words(form.text(forms.TEXT)),
        form.words(forms.COVER),
        tuple(Words(f"#{one}") for one in dict.fromkeys(marks.split())),
        form.words(forms.COMMENT),
    )


def number(text: str) -> int:
    """Return the version that a form was opened with; what is none fits no version."""
    return int(text) if text.isdecimal() else -1


def known(doors: Doors) -> Prevention:
    """Return what today's playbook says of prevention."""
    return doors.shelf.current.handbook.prevention


async def _list(request: Request, doors: Doors, words: str) -> View:
    names = {one.id: one.name for one in find(await doors.kols.all(request.team), words)}
    every = await doors.contents.all(request.team)
    found = [(one, names[one.kol]) for one in reversed(every) if one.kol in names]
    return views.list_modal(found, known(doors), request.voice)
