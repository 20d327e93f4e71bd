"""The campaigns that are watched: their kind of stream, and what others ask of them."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import TypeAlias

from bot.clock.sources import Clock
from bot.crisis.events import PreventionFact
from bot.crisis.handbook_monitoring import Monitoring
from bot.crisis.ids import SlackUserId, TeamId
from bot.crisis.incident import Incident
from bot.crisis.intents import RecogniseKol, Refusal, TimePassed
from bot.crisis.links import normal_note_url
from bot.prevention.campaign import (
    Alarm,
    Campaign,
    campaign_due,
    evolve_campaign,
    monitoring_facts,
)
from bot.prevention.content import Content
from bot.prevention.figures import figures_of
from bot.prevention.monitoring import CampaignIntent, EscalateAlarm, PublishNote
from bot.prevention.rights import THE_BOT, Actor
from bot.prevention.watching import decide_campaign
from bot.service.shelf import Shelf
from bot.service.streams import Kind, Streams
from storage.store import Store
from storage.values import StreamKey

KIND = "campaign"

CampaignStreams: TypeAlias = Streams[Campaign, CampaignIntent]


def campaign_id_of(team: TeamId, view_id: str) -> str:
    """Return the id of the campaign that this form makes, however often it is sent."""
    return f"c{hashlib.sha256(f'{team}|campaign|{view_id}'.encode()).hexdigest()[:12]}"


def campaign_streams(
    store: Store, clock: Clock, shelf: Shelf, wake: Callable[[StreamKey], None] = lambda _: None
) -> CampaignStreams:
    """Return the campaigns. The playbook of today says what is an alarm."""
    known = shelf.current.handbook.prevention
    kind = Kind(
        name=KIND,
        evolve=evolve_campaign,
        decide=partial(decide_campaign, known=known),
        due=partial(campaign_due, known=known.monitoring),
        claims=lambda _: frozenset(),
        taken=Refusal("refusal.details.same", "already"),
    )
    return Streams(store, clock, kind, wake)


async def let_pass(streams: CampaignStreams, key: StreamKey) -> None:
    """Let time pass for one campaign: somebody's watch begins."""
    await streams.act(TeamId(key.team), key.id, TimePassed(), actor=THE_BOT, delivery=None)


async def campaigns_of(streams: CampaignStreams, team: TeamId, kol: str) -> tuple[Campaign, ...]:
    """Return the campaigns of an influencer: those that run first, then the latest."""
    own = [one for one in await streams.all(team) if kol in one.plan.kols]
    return tuple(sorted(own, key=lambda one: (one.running, one.started_at, one.id), reverse=True))


async def answer_alarm(streams: CampaignStreams, incident: Incident) -> None:
    """Record that a crisis came from an early warning, as done by whoever opened it.

    Called by the projector, each time it looks: the crisis remembers where it came from, so a
    process that ends in between owes nothing. Whoever opened it was judged then. One that somebody
    has answered, or whose campaign is over, stays as it is.
    """
    source = incident.warning
    if source is None:
        return
    campaign = await streams.load(incident.team, source.campaign)
    alarm = campaign.alarm(source.alarm) if campaign is not None else None
    if alarm is not None and alarm.status == "open":
        await streams.act(
            incident.team,
            source.campaign,
            EscalateAlarm(source.alarm, incident.id),
            actor=Actor(incident.opened_by, "team"),
            delivery=None,
        )


async def begin_watch(
    streams: CampaignStreams, content: Content, now: datetime, known: Monitoring
) -> None:
    """Have the first hours of a note that went out watched, by the influencer's campaign.

    Called by the projector, each time it looks at a piece, until those hours are over: what some
    campaign knows already stays as it is. Where no campaign of the influencer runs, nobody can be
    asked to watch.
    """
    at, published = content.published_at, content.published
    if at is None or published is None or now >= at + timedelta(hours=known.watch_hours):
        return
    note = normal_note_url(published.note_url.text)
    own = [one for one in await streams.all(content.team) if content.kol in one.plan.kols]
    if any(normal_note_url(link) == note for one in own for link in one.published):
        return

    def fits(one: Campaign) -> tuple[bool, datetime, str]:
        planned = any(normal_note_url(link.text) == note for link in one.plan.notes)
        return planned, one.started_at, one.id

    campaign = max((one for one in own if one.running), key=fits, default=None)
    if campaign is not None:
        wanted = PublishNote(published.note_url, at)
        actor = Actor(content.published_by, "team")
        await streams.act(content.team, campaign.id, wanted, actor=actor, delivery=None)


def first_numbers(campaign: Campaign, alarm: Alarm, known: Monitoring) -> dict[str, str]:
    """Return the numbers of a crisis' first reading: the latest signal of the alarm it comes from.

    By the playbook's measures of severity.
    """
    during = [one for one in campaign.signals if alarm.first_at <= one.at <= alarm.last_at]
    if not during:
        return {}
    latest = during[-1]
    usual = campaign.usual(latest, known)
    figures = figures_of(latest, campaign.signals, usual, known)
    measures = known.first_reading
    return {measures[name]: f"{number:f}" for name, number in figures.items() if name in measures}


def with_monitoring(
    known: Sequence[RecogniseKol], campaigns: Sequence[Campaign], rules: Monitoring
) -> tuple[RecogniseKol, ...]:
    """Return what is known of a crisis' influencers, with how their campaigns were watched."""

    def facts(one: RecogniseKol) -> tuple[PreventionFact, ...]:
        return (*one.facts, *monitoring_facts(campaigns, one.kol, rules))

    return tuple(replace(one, facts=facts(one)) for one in known)


def as_answered(campaign: Campaign, number: int, at: datetime, by: SlackUserId) -> Campaign:
    """Return a campaign as it will be once a crisis was opened from an alarm."""
    alarms = tuple(
        replace(one, status="crisis", answered_at=at, answered_by=by)
        if one.number == number and one.status == "open"
        else one
        for one in campaign.alarms
    )
    return replace(campaign, alarms=alarms)
