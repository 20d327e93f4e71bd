"""Campaigns that are watched: the list, one of them, signals by hand, limits, and the rota."""

from functools import partial
from typing import cast

from bot.crisis.events import Language
from bot.crisis.events.monitoring import CampaignPlan, Signal
from bot.crisis.ids import ChannelId, SlackUserId
from bot.crisis.intents import Refusal
from bot.crisis.words import Words, in_slack
from bot.locales.typed_number import read_number, written
from bot.prevention.campaign import Campaign
from bot.prevention.find import find
from bot.prevention.monitoring import (
    AddCampaign,
    CampaignIntent,
    ChangeCampaign,
    EndCampaign,
    HandOverWatch,
    PublishNote,
    TakeSignals,
    TuneThresholds,
)
from bot.service.campaigns import campaign_id_of
from bot.service.outcome import Refused
from bot.views.finish import View
from bot.views.parts import unpack
from bot.views.prevention import watch as views
from bot.views.prevention import watch_forms as forms
from bot.views.prevention.alarm import BY_HAND
from handlers.doors import Doors
from handlers.forms import Form
from handlers.prevention import carrying
from handlers.prevention.known import options
from handlers.prevention.standing import let_in, show_to_who_may, standing
from handlers.prevention.table import taken
from handlers.reply import Reply
from handlers.request import Request
from handlers.router import Router

_NO_NUMBER = -1
"""What is typed for a count and is no number; the rules refuse it."""


def register(router: Router) -> None:
    """Serve watching."""
    router.on("action", views.LIST, open_list)
    router.on("action", views.SHOW, show)
    router.on("action", views.SAVE, open_form)
    router.on("action", views.PUBLISH, open_publish)
    router.on("action", views.SIGNAL, open_signal)
    router.on("action", views.TABLE, open_table)
    router.on("action", views.TUNE, open_tune)
    router.on("action", views.END, end)
    router.on("action", views.HAND_OVER, hand_over)
    router.on("view", views.SAVE, save)
    router.on("view", views.PUBLISH, publish)
    router.on("view", views.SIGNAL, take)
    router.on("view", views.TABLE, read)
    router.on("view", views.TUNE, tune)


async def watch_from_command(request: Request, reply: Reply, doors: Doors, _: str) -> None:
    """Show the campaigns."""
    await reply.ok()
    view = partial(_list, request, doors)
    doors.background.start(show_to_who_may(request, reply, doors, view))


async def _list(request: Request, doors: Doors) -> View:
    return views.list_modal(await doors.campaigns.all(request.team), request.voice)


async def open_list(request: Request, reply: Reply, doors: Doors) -> None:
    """Show the campaigns."""
    if await let_in(request, reply, doors) is not None:
        reply.show_view(await _list(request, doors))


async def show(request: Request, reply: Reply, doors: Doors) -> None:
    """Show one campaign."""
    campaign = await meant(request, reply, doors)
    if campaign is not None:
        reply.show_view(await _shown(request, doors, campaign))


async def open_form(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask what a campaign is: a new one, or the corrected one."""
    if await let_in(request, reply, doors) is None:
        return
    campaign_id, *_ = unpack(str(request.action.get("value", "")))
    campaign = await doors.campaigns.load(request.team, campaign_id)
    every = find(await doors.kols.all(request.team), "")
    chosen = campaign.plan.kols if campaign is not None else ()
    # Those who are chosen already come first: a list shows a hundred at most.
    offered = sorted(every, key=lambda one: one.id not in chosen)
    plan, about = (campaign.plan, campaign.id) if campaign is not None else (None, "")
    reply.show_view(
        forms.form_modal(
            plan, options(offered), request.voice, request.person, private_metadata=about
        )
    )


async def open_publish(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask when a note goes out."""
    campaign = await meant(request, reply, doors)
    if campaign is not None:
        reply.show_view(forms.publish_modal(campaign, request.voice, doors.clock.now()))


async def open_signal(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask what somebody counted."""
    campaign = await meant(request, reply, doors)
    if campaign is not None:
        reply.show_view(forms.signal_modal(campaign, request.voice, doors.clock.now()))


async def open_table(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask for a table of signals."""
    campaign = await meant(request, reply, doors)
    if campaign is not None:
        reply.show_view(forms.table_modal(campaign, request.voice))


async def open_tune(request: Request, reply: Reply, doors: Doors) -> None:
    """Show the limits, with how often each was a false alarm."""
    campaign = await meant(request, reply, doors)
    if campaign is not None:
        every, known = await doors.campaigns.all(request.team), doors.monitoring
        reply.show_view(forms.tune_modal(campaign, every, known, request.voice))


async def save(request: Request, reply: Reply, doors: Doors) -> None:
    """Keep what a campaign is."""
    form = Form(request.view)
    view_id = str(request.view.get("root_view_id") or request.view.get("id"))
    name = f"{view_id}|{request.view.get('hash')}"
    plan = CampaignPlan(
        name=Words(form.text(forms.CAMPAIGN)),
        channel=ChannelId(form.conversation(forms.CHANNEL)),
        kols=form.options(forms.KOLS),
        language=cast("Language", form.option(forms.LANGUAGE) or "both"),
        usual=_count(form, forms.USUAL),
        notes=tuple(map(Words, form.lines(forms.NOTES))),
        rota=form.users(forms.ROTA),
    )
    wanted = ChangeCampaign(plan) if form.metadata else AddCampaign(plan)
    campaign_id = form.metadata or campaign_id_of(request.team, name)
    await _carry_out(request, reply, doors, campaign_id, wanted)


async def publish(request: Request, reply: Reply, doors: Doors) -> None:
    """Keep when a note goes out."""
    form = Form(request.view)
    at = form.moment(forms.PUBLISHED_AT) or doors.clock.now()
    wanted = PublishNote(Words(form.text(forms.LINK)), at)
    await _carry_out(request, reply, doors, unpack(form.metadata)[0], wanted)


async def take(request: Request, reply: Reply, doors: Doors) -> None:
    """Take what somebody counted."""
    form = Form(request.view)
    counts = {name: _count(form, name) for name in forms.COUNTS}
    typed = form.text(forms.SENTIMENT)
    mood = read_number(typed) if typed else None
    signal = Signal(
        at=form.moment(forms.AT) or doors.clock.now(),
        source=BY_HAND,
        mentions=counts["mentions"],
        negatives=counts["negatives"],
        saves=counts["saves"],
        likes=counts["likes"],
        rank=counts["rank"],
        sentiment=written(mood) if mood is not None else typed or None,
        context=form.words(forms.CONTEXT),
        link=form.words(forms.LINK),
        platform=form.text(forms.PLATFORM).lower() or None,
    )
    await _carry_out(request, reply, doors, unpack(form.metadata)[0], TakeSignals((signal,)))


async def read(request: Request, reply: Reply, doors: Doors) -> None:
    """Take a table of signals, and say which rows were left out."""
    campaign_id, *_ = unpack(Form(request.view).metadata)
    outcome = await taken(request, reply, doors, ("signals", campaign_id))
    if outcome is None:
        return
    campaign = await doors.campaigns.load(request.team, campaign_id)
    if campaign is None:
        await reply.clear()
        return
    await reply.update(forms.table_read_modal(campaign, outcome, request.voice))


async def tune(request: Request, reply: Reply, doors: Doors) -> None:
    """Keep a campaign's own limits."""
    form = Form(request.view)
    typed = {one.id: form.text(f"{forms.LIMIT}{one.id}") for one in doors.monitoring.rules}
    numbers = {name: read_number(text) for name, text in typed.items() if text}
    limits = {
        name: written(number) if number is not None else typed[name]
        for name, number in numbers.items()
    }
    await _carry_out(request, reply, doors, unpack(form.metadata)[0], TuneThresholds(limits))


async def end(request: Request, reply: Reply, doors: Doors) -> None:
    """Watch a campaign no longer."""
    campaign_id, *_ = unpack(str(request.action.get("value", "")))
    verdict = await _act(request, doors, campaign_id, EndCampaign())
    await _after_click(request, reply, doors, verdict)


async def hand_over(request: Request, reply: Reply, doors: Doors) -> None:
    """Give the watch to who comes next."""
    campaign_id, held_by, *_ = (*unpack(str(request.action.get("value", ""))), "")
    wanted = HandOverWatch(SlackUserId(held_by))
    verdict = await _act(request, doors, campaign_id, wanted)
    await _after_click(request, reply, doors, verdict)


async def _after_click(
    request: Request, reply: Reply, doors: Doors, verdict: Campaign | Refusal
) -> None:
    await reply.ok()
    if isinstance(verdict, Refusal):
        reply.refuse_click(Refused(verdict))
    elif request.view.get("type") == "modal":
        reply.update_view(await _shown(request, doors, verdict))
    elif verdict.watch is not None:
        person = in_slack(verdict.watch.watcher)
        reply.beside(request.voice.say("watch.handed_to", person=person))


async def _act(
    request: Request, doors: Doors, campaign_id: str, wanted: CampaignIntent
) -> Campaign | Refusal:
    return await doors.campaigns.act(
        request.team,
        campaign_id,
        wanted,
        actor=await standing(request, doors),
        delivery=request.delivery,
    )


async def _carry_out(
    request: Request, reply: Reply, doors: Doors, campaign_id: str, wanted: CampaignIntent
) -> None:
    about = (doors.campaigns, campaign_id)
    await carrying.carry_out(request, reply, doors, about, (wanted,), _shown)


async def meant(request: Request, reply: Reply, doors: Doors) -> Campaign | None:
    """Return the campaign of a click, if this person may see it; acknowledges."""
    if await let_in(request, reply, doors) is None:
        return None
    campaign_id, *_ = unpack(str(request.action.get("value", "")))
    return await doors.campaigns.load(request.team, campaign_id)


async def _shown(request: Request, doors: Doors, campaign: Campaign) -> View:
    every = {one.id: one for one in await doors.kols.all(request.team)}
    kols = [every[kol] for kol in campaign.plan.kols if kol in every]
    known, now = doors.monitoring, doors.clock.now()
    return views.campaign_modal(campaign, kols, known, request.voice, now)


def _count(form: Form, name: str) -> int | None:
    text = form.text(name)
    number = read_number(text) if text else None
    if not text:
        return None
    whole = number is not None and number == number.to_integral_value()
    return int(number) if number is not None and whole else _NO_NUMBER
