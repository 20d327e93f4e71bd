"""Vetting an influencer: showing the checks, recording one, signing."""

from typing import cast

from bot.crisis.events import Finding
from bot.crisis.handbook_prevention import Prevention
from bot.crisis.intents import Refusal
from bot.crisis.words import Words
from bot.prevention.intents import CheckVetting, SignVetting
from bot.service.outcome import Refused
from bot.views.parts import unpack
from bot.views.prevention import vetting as views
from handlers.doors import Doors
from handlers.forms import Form
from handlers.prevention.standing import let_in, standing
from handlers.reply import Reply
from handlers.request import Request
from handlers.router import Router


def register(router: Router) -> None:
    """Serve vetting."""
    router.on("action", views.VETTING, open_vetting)
    router.on("action", views.CHECK, open_check)
    router.on("action", views.SIGN, sign)
    router.on("view", views.CHECK, record)


async def open_vetting(request: Request, reply: Reply, doors: Doors) -> None:
    """Show the checks."""
    if await let_in(request, reply, doors) is not None:
        kol_id, *_ = unpack(str(request.action.get("value", "")))
        await _show(request, reply, doors, kol_id)


async def open_check(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask what a check found."""
    if await let_in(request, reply, doors) is None:
        return
    kol_id, check_id, *_ = (*unpack(str(request.action.get("value", ""))), "")
    entry = await doors.kols.load(request.team, kol_id)
    check = _known(doors).check(check_id)
    if entry is not None and check is not None:
        reply.show_view(views.check_modal(entry, check, request.voice))


async def record(request: Request, reply: Reply, doors: Doors) -> None:
    """Record what a check found, and show the checks again."""
    form = Form(request.view)
    kol_id, check_id, *_ = (*unpack(form.metadata), "")
    verdict = await doors.kols.act(
        request.team,
        kol_id,
        CheckVetting(
            check_id,
            cast("Finding", form.option(views.FINDING) or "pass"),
            Words(form.text(views.SOURCE)),
            form.words(views.EVIDENCE),
            form.words(views.REASON),
        ),
        actor=await standing(request, doors),
        delivery=request.delivery,
    )
    if isinstance(verdict, Refusal) and verdict.key != "refusal.details.same":
        await reply.settle(Refused(verdict))
        return
    entry = await doors.kols.load(request.team, kol_id)
    if entry is None:
        await reply.clear()
        return
    known = _known(doors)
    await reply.update(views.vetting_modal(entry, known, request.voice, request.person))
    doors.background.start(doors.homes.opened(request.team, request.person))


async def sign(request: Request, reply: Reply, doors: Doors) -> None:
    """Sign the vetting as it stands."""
    kol_id, *_ = unpack(str(request.action.get("value", "")))
    verdict = await doors.kols.act(
        request.team,
        kol_id,
        SignVetting(),
        actor=await standing(request, doors),
        delivery=request.delivery,
    )
    await reply.ok()
    if isinstance(verdict, Refusal):
        reply.refuse_click(Refused(verdict))
        return
    await _show(request, reply, doors, kol_id)
    doors.background.start(doors.homes.opened(request.team, request.person))


async def _show(request: Request, reply: Reply, doors: Doors, kol_id: str) -> None:
    entry = await doors.kols.load(request.team, kol_id)
    if entry is not None:
        known = _known(doors)
        reply.show_view(views.vetting_modal(entry, known, request.voice, request.person))


def _known(doors: Doors) -> Prevention:
    return doors.shelf.current.handbook.prevention
