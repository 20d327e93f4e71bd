"""The portfolio: what is spent with whom, its picture, and the form that records it."""

from functools import partial

from bot.crisis.intents import Refusal
from bot.locales.typed_number import read_number, written
from bot.prevention.monitoring import RecordSpend
from bot.prevention.portfolio import Line, chosen, lines_of
from bot.projector.closing import ALT_LIMIT
from bot.projector.document import Document
from bot.review.pictures.draw import to_svg
from bot.review.pictures.shares import Shares, shares
from bot.review.wording import Wording
from bot.service.outcome import Refused
from bot.views.finish import View
from bot.views.parts import unpack
from bot.views.prevention import portfolio as views
from handlers.doors import Doors
from handlers.forms import Form
from handlers.prevention.known import options
from handlers.prevention.sending import sent
from handlers.prevention.standing import let_in, show_to_who_may, standing
from handlers.prevention.watch import meant
from handlers.reply import Reply
from handlers.request import Request
from handlers.router import Router

_NO_NUMBER = -1
"""What is typed for the people reached and is no number; the rules refuse it."""


def register(router: Router) -> None:
    """Serve the portfolio."""
    router.on("action", views.PORTFOLIO, open_portfolio)
    router.on("action", views.DRAW, draw)
    router.on("action", views.SPEND, open_spend)
    router.on("view", views.PORTFOLIO, choose)
    router.on("view", views.SPEND, record)


async def portfolio_from_command(request: Request, reply: Reply, doors: Doors, _: str) -> None:
    """Show the portfolio."""
    await reply.ok()
    view = partial(_portfolio, request, doors, None, None)
    doors.background.start(show_to_who_may(request, reply, doors, view))


async def open_portfolio(request: Request, reply: Reply, doors: Doors) -> None:
    """Show the portfolio."""
    if await let_in(request, reply, doors) is not None:
        reply.show_view(await _portfolio(request, doors, None, None))


async def choose(request: Request, reply: Reply, doors: Doors) -> None:
    """Show the portfolio of a quarter and a campaign."""
    if not (await standing(request, doors)).sees:
        await reply.settle(Refused(Refusal("refusal.prevention.forbidden", "forbidden")))
        return
    form = Form(request.view)
    quarter, campaign = form.option(views.QUARTER), form.option(views.CAMPAIGN)
    await reply.update(await _portfolio(request, doors, _one(quarter), _one(campaign)))


async def draw(request: Request, reply: Reply, doors: Doors) -> None:
    """Send the picture to who asks for it."""
    if await let_in(request, reply, doors) is None:
        return
    quarter, campaign, *_ = (*unpack(str(request.action.get("value", ""))), "", "")
    lines = chosen(await _lines(request, doors), _one(quarter), _one(campaign))
    picture = shares(lines, doors.prevention.portfolio, Wording(request.voice, str))
    if picture is not None:
        doors.background.start(sent(request, reply, doors, _picture(picture)))


def _picture(picture: Shares) -> Document:
    words = (line for lines in (picture.note, *picture.words) for line in lines)
    return Document(
        key="portfolio",
        filename="portfolio.png",
        title=" ".join(picture.title),
        content=to_svg(picture),
        alt="\n".join(words)[:ALT_LIMIT],
        drawn=True,
    )


async def open_spend(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask what an influencer cost and reached."""
    campaign = await meant(request, reply, doors)
    if campaign is None:
        return
    every = {one.id: one for one in await doors.kols.all(request.team)}
    kols = options([every[kol] for kol in campaign.plan.kols if kol in every])
    now = doors.clock.now()
    quarter = f"{now.year}-Q{(now.month + 2) // 3}"
    reply.show_view(views.spend_modal(campaign, kols, quarter, request.voice))


async def record(request: Request, reply: Reply, doors: Doors) -> None:
    """Keep what an influencer cost and reached, and show the portfolio."""
    form = Form(request.view)
    spend, reach = form.text(views.AMOUNT), read_number(form.text(views.EXPOSURE))
    cost = read_number(spend)
    whole = reach is not None and reach == reach.to_integral_value()
    verdict = await doors.campaigns.act(
        request.team,
        unpack(form.metadata)[0],
        RecordSpend(
            kol=form.option(views.KOL) or "",
            quarter=form.text(views.QUARTER).upper(),
            spend=written(cost) if cost is not None else spend,
            exposure=int(reach) if reach is not None and whole else _NO_NUMBER,
        ),
        actor=await standing(request, doors),
        delivery=request.delivery,
    )
    if isinstance(verdict, Refusal) and verdict.key != "refusal.details.same":
        await reply.settle(Refused(verdict))
        return
    await reply.update(await _portfolio(request, doors, None, None))


async def _portfolio(
    request: Request, doors: Doors, quarter: str | None, campaign: str | None
) -> View:
    lines = await _lines(request, doors)
    return views.portfolio_modal(lines, doors.prevention, request.voice, quarter, campaign)


async def _lines(request: Request, doors: Doors) -> tuple[Line, ...]:
    kols = {one.id: one for one in await doors.kols.all(request.team)}
    return lines_of(await doors.campaigns.all(request.team), kols)


def _one(value: str | None) -> str | None:
    return None if value in {None, "", views.ALL} else value
