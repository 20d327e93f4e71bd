"""A campaign with one of everything in it, as it is shown. Used by the contract alone."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from bot.cli.contract.sample import USER, SampleRefused
from bot.crisis.events import Recorded
from bot.crisis.events.monitoring import CampaignPlan, Signal
from bot.crisis.events.table import TableRead
from bot.crisis.handbook_prevention import Prevention
from bot.crisis.ids import ChannelId, TeamId
from bot.crisis.intents import Refusal
from bot.crisis.words import Words
from bot.locales.voice import Voice
from bot.prevention.campaign import Campaign, evolve_campaign
from bot.prevention.kol import KolEntry
from bot.prevention.monitoring import (
    AddCampaign,
    CampaignIntent,
    PublishNote,
    RecordSpend,
    TakeSignals,
)
from bot.prevention.portfolio import lines_of
from bot.prevention.rights import Actor
from bot.prevention.watching import decide_campaign
from bot.views.finish import View
from bot.views.message import Message
from bot.views.prevention import alarm, portfolio, watch
from bot.views.prevention import watch_forms as forms

_TEAM = TeamId("T0WORKSPACE")
_AT = datetime(2026, 1, 1, 2, tzinfo=UTC)
_ACTOR = Actor(USER, "keeper")


def campaign_of(entry: KolEntry, known: Prevention) -> Campaign:
    """Return a campaign with an early warning, a watch that runs, and something spent."""
    name = Words("sample")
    plan = CampaignPlan(name, ChannelId("C0SAMPLE"), (entry.id,), usual=10, rota=(USER,))
    wanted: list[CampaignIntent] = [
        AddCampaign(plan),
        PublishNote(name, _AT),
        TakeSignals((Signal(_AT - timedelta(hours=1), "sample", 100, 1),)),
        TakeSignals((Signal(_AT, "sample", 500, 400),)),
        RecordSpend(entry.id, "2026-Q1", "1", 1),
    ]
    campaign: Campaign | None = None
    seq = 0
    for intent in wanted:
        verdict = decide_campaign(campaign, intent, _AT, _ACTOR, known)
        if isinstance(verdict, Refusal):
            raise SampleRefused(verdict.key)
        for draft in verdict:
            seq += 1
            recorded = Recorded(seq, draft.event, _AT, _AT, USER)
            campaign = evolve_campaign(campaign, recorded, _TEAM, "c000000000000")
    if campaign is None:
        raise SampleRefused("refusal.not_found")
    return campaign


def watching_modals(entry: KolEntry, known: Prevention, voice: Voice) -> Iterator[View]:
    """Yield every modal of monitoring and of the portfolio."""
    campaign, rules = campaign_of(entry, known), known.monitoring
    offered = ((entry.id, entry.name.text),)
    yield watch.list_modal([campaign], voice)
    yield watch.campaign_modal(campaign, [entry], rules, voice, _AT)
    yield forms.form_modal(campaign.plan, offered, voice, USER)
    yield forms.publish_modal(campaign, voice, _AT)
    yield forms.signal_modal(campaign, voice, _AT)
    yield forms.table_modal(campaign, voice)
    yield forms.table_read_modal(campaign, TableRead(1), voice)
    yield forms.tune_modal(campaign, [campaign], rules, voice)
    yield alarm.dismiss_modal(campaign, campaign.alarms[0], voice)
    lines = lines_of([campaign], {entry.id: entry})
    yield portfolio.portfolio_modal(lines, known, voice)
    yield portfolio.spend_modal(campaign, offered, "2026-Q1", voice)


def watching_cards(
    entry: KolEntry, known: Prevention, voice: Voice
) -> Iterator[tuple[str, Message]]:
    """Yield the early warning, and the letter to who has the watch."""
    campaign = campaign_of(entry, known)
    for one in campaign.alarms:
        yield "alarm.*", alarm.alarm_card(campaign, one, known.monitoring, USER, voice)
    for turn in campaign.watches:
        yield "letter.watch", alarm.watch_letter(campaign, turn, voice)
