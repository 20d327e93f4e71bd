"""The register of influencers: finding, showing, adding, changing, and reading a table."""

from functools import partial

from bot.crisis.events import KolProfile
from bot.crisis.handbook_prevention import Prevention
from bot.crisis.intents import Refusal
from bot.crisis.words import Words
from bot.locales.typed_number import read_number
from bot.prevention.find import find
from bot.prevention.intents import AddKol, ChangeKol
from bot.prevention.kol import KolEntry
from bot.service.briefs import briefs_of
from bot.service.campaigns import campaigns_of
from bot.service.contents import contents_of
from bot.service.kols import crises_of, kol_id_of
from bot.service.outcome import Refused
from bot.views.finish import View
from bot.views.parts import unpack
from bot.views.prevention import kol as views
from handlers.doors import Doors
from handlers.forms import Form
from handlers.prevention.carrying import carry_out
from handlers.prevention.standing import let_in, show_to_who_may, standing
from handlers.prevention.table import taken
from handlers.reply import Reply
from handlers.request import Request
from handlers.router import Router

_NO_NUMBER = -1
"""What is typed for followers and is no number; the rules refuse it."""


def register(router: Router) -> None:
    """Serve the register."""
    router.on("action", views.FIND, open_register)
    router.on("action", views.SHOW, show)
    router.on("action", views.SAVE, open_form)
    router.on("action", views.IMPORT, open_import)
    router.on("view", views.FIND, look_for)
    router.on("view", views.SAVE, save)
    router.on("view", views.IMPORT, read)


async def kol_from_command(request: Request, reply: Reply, doors: Doors, words: str) -> None:
    """Show the register, with whom the words after the command name."""
    await reply.ok()
    view = partial(_register, request, doors, words)
    doors.background.start(show_to_who_may(request, reply, doors, view))


async def open_register(request: Request, reply: Reply, doors: Doors) -> None:
    """Show the register, those that were added last first."""
    if await let_in(request, reply, doors) is not None:
        reply.show_view(await _register(request, doors, ""))


async def show(request: Request, reply: Reply, doors: Doors) -> None:
    """Show one profile, with the crises that this person may see."""
    if await let_in(request, reply, doors) is None:
        return
    kol_id, *_ = unpack(str(request.action.get("value", "")))
    entry = await doors.kols.load(request.team, kol_id)
    if entry is not None:
        reply.show_view(await _profile(request, doors, entry))


async def open_form(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask for a profile: a new one, or the corrected one."""
    if await let_in(request, reply, doors) is None:
        return
    kol_id, *_ = unpack(str(request.action.get("value", "")))
    entry = await doors.kols.load(request.team, kol_id)
    profile, about = (entry.profile, entry.id) if entry is not None else (None, "")
    known = _known(doors)
    reply.show_view(views.form_modal(profile, known, request.voice, private_metadata=about))


async def open_import(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask for a table."""
    if await let_in(request, reply, doors) is not None:
        reply.show_view(views.import_modal(request.voice))


async def look_for(request: Request, reply: Reply, doors: Doors) -> None:
    """Show who goes by what was typed."""
    if not (await standing(request, doors)).sees:
        await reply.settle(Refused(Refusal("refusal.prevention.forbidden", "forbidden")))
        return
    await reply.update(await _register(request, doors, Form(request.view).text(views.WORDS)))


async def save(request: Request, reply: Reply, doors: Doors) -> None:
    """Keep a profile and show it."""
    form = Form(request.view)
    view_id = str(request.view.get("root_view_id") or request.view.get("id"))
    kol_id = form.metadata or kol_id_of(request.team, view_id)
    profile = _typed(form)
    wanted = ChangeKol(profile) if form.metadata else AddKol(profile)
    await carry_out(request, reply, doors, (doors.kols, kol_id), (wanted,), _profile)


async def read(request: Request, reply: Reply, doors: Doors) -> None:
    """Take in a table: what can be read is kept in one commit, the rest is named by its line."""
    outcome = await taken(request, reply, doors, ("kols", ""))
    if outcome is not None:
        await reply.update(views.imported_modal(outcome, request.voice))
        doors.background.start(doors.homes.opened(request.team, request.person))


async def _register(request: Request, doors: Doors, words: str) -> View:
    found = find(await doors.kols.all(request.team), words)
    return views.register_modal(found, _known(doors), request.voice, words)


async def _profile(request: Request, doors: Doors, entry: KolEntry) -> View:
    seen = await doors.listing.all_for(request.team, request.person)
    team = request.team
    belonging = views.Belonging(
        crises=crises_of(entry, seen),
        briefs=await briefs_of(doors.briefs, team, entry.id),
        contents=await contents_of(doors.contents, team, entry.id),
        campaigns=await campaigns_of(doors.campaigns, team, entry.id),
    )
    return views.profile_modal(entry, belonging, _known(doors), request.voice)


def _known(doors: Doors) -> Prevention:
    return doors.shelf.current.handbook.prevention


def _typed(form: Form) -> KolProfile:
    followers = form.text(views.FOLLOWERS)
    number = read_number(followers) if followers else None
    return KolProfile(
        names=tuple(map(Words, form.lines(views.NAMES))),
        accounts=tuple(map(Words, form.lines(views.ACCOUNTS))),
        mcn=form.words(views.MCN),
        tier=form.option(views.TIER),
        category=form.option(views.CATEGORY),
        followers=None if not followers else _NO_NUMBER if number is None else int(number),
        contact=form.words(views.CONTACT),
    )
