"""The buttons of an early warning: open a crisis with what it knows, or say why it is none."""

from bot.crisis.events import Kol
from bot.crisis.intents import Refusal
from bot.crisis.words import Words
from bot.prevention.campaign import Alarm, Campaign
from bot.prevention.monitoring import DismissAlarm
from bot.service.outcome import Refused
from bot.views import opening
from bot.views.details import Known
from bot.views.parts import unpack
from bot.views.prevention import alarm as views
from handlers.doors import Doors
from handlers.forms import Form
from handlers.metadata import Origin
from handlers.prevention.known import offered, options
from handlers.prevention.standing import let_in, standing
from handlers.reply import Reply
from handlers.request import Request
from handlers.router import Router


def register(router: Router) -> None:
    """Serve early warnings."""
    router.on("action", views.OPEN, open_crisis)
    router.on("action", views.DISMISS, open_dismiss)
    router.on("view", views.DISMISS, dismiss)


async def open_crisis(request: Request, reply: Reply, doors: Doors) -> None:
    """Show the opening form with everything that the early warning knows in it."""
    found = await _meant(request, reply, doors)
    if found is None:
        return
    campaign, alarm = found
    plan = campaign.plan
    kols = [await doors.kols.load(request.team, kol) for kol in plan.kols]
    notes = dict.fromkeys([*(one.text for one in plan.notes), *campaign.published])
    latest = views.during(campaign, alarm)
    if latest is not None and latest.link is not None:
        notes = dict.fromkeys([latest.link.text, *notes])
    named = [Kol(one.name) for one in kols if one is not None]
    urls = tuple(map(Words, notes))
    known = Known(
        kols=tuple(named[:-1]) + tuple(Kol(one.name, urls) for one in named[-1:]),
        campaign=plan.name.text,
        detected_at=alarm.first_at,
        language=plan.language,
    )
    title = views.crisis_title(campaign, alarm, doors.monitoring, request.voice)
    reply.open_view(
        opening.open_modal(
            request.voice,
            prefill_title=title,
            lead=request.person,
            playbook=doors.shelf.current,
            private_metadata=Origin(campaign=campaign.id, alarm=alarm.number).write(),
            details=True,
            register=options(await offered(request, doors)),
            known=known,
        )
    )


async def open_dismiss(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask why it is no crisis."""
    found = await _meant(request, reply, doors)
    if found is not None:
        reply.open_view(views.dismiss_modal(*found, request.voice))


async def dismiss(request: Request, reply: Reply, doors: Doors) -> None:
    """Record that an alarm is no crisis, and why."""
    form = Form(request.view)
    campaign_id, number, *_ = (*unpack(form.metadata), "")
    verdict = await doors.campaigns.act(
        request.team,
        campaign_id,
        DismissAlarm(_number(number), Words(form.text(views.REASON))),
        actor=await standing(request, doors),
        delivery=request.delivery,
    )
    if isinstance(verdict, Refusal):
        await reply.settle(Refused(verdict))
    else:
        await reply.clear()


async def _meant(request: Request, reply: Reply, doors: Doors) -> tuple[Campaign, Alarm] | None:
    """Return the alarm of a click while it wants an answer; whoever comes later is told so."""
    if await let_in(request, reply, doors) is None:
        return None
    campaign_id, number, *_ = (*unpack(str(request.action.get("value", ""))), "")
    campaign = await doors.campaigns.load(request.team, campaign_id)
    alarm = campaign.alarm(_number(number)) if campaign is not None else None
    if campaign is None or alarm is None:
        return None
    if alarm.status != "open":
        reply.refuse_click(Refused(Refusal("refusal.watch.answered", "already")))
        return None
    return campaign, alarm


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() else 0
