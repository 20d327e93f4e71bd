"""What may happen to a campaign: the rules. Pure; called through the campaign's kind of stream."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

from bot.crisis.events import Draft, Event, Recorded
from bot.crisis.events import monitoring as ev
from bot.crisis.handbook_monitoring import Monitoring
from bot.crisis.handbook_prevention import Prevention
from bot.crisis.ids import SlackUserId
from bot.crisis.intents import Refusal, TimePassed
from bot.prevention import monitoring as want
from bot.prevention.campaign import Alarm, Campaign, evolve_campaign, limits_of
from bot.prevention.figures import crossed, figures_of
from bot.prevention.monitoring import CampaignIntent
from bot.prevention.rights import Actor, may
from bot.prevention.rota import Turn, next_turn

MOST = 10**10
"""No count is larger."""
MOST_AT_ONCE = 100
OLDEST = timedelta(days=366)
SKEW = timedelta(minutes=5)
"""How far the clock of a source may be ahead of ours."""
_QUARTER = re.compile(r"[0-9]{4}-Q[1-4]")


def decide_campaign(
    campaign: Campaign | None,
    intent: CampaignIntent,
    now: datetime,
    actor: Actor,
    known: Prevention,
) -> tuple[Draft, ...] | Refusal:
    """Return the events that follow, or why there are none. ``known`` is the playbook's part."""
    if not may(actor, intent):
        return Refusal("refusal.prevention.forbidden", "forbidden")
    if isinstance(intent, want.AddCampaign):
        if campaign is not None:
            return Refusal("refusal.details.same", "already")
        wrong = _wrong_plan(intent.plan)
        return wrong or (Draft(ev.CampaignAdded(intent.plan), now),)
    if campaign is None:
        return Refusal("refusal.not_found", "forbidden")
    if not campaign.running and not isinstance(intent, TimePassed | want.RecordSpend):
        return Refusal("refusal.watch.ended", "closed")
    verdict = _judge(campaign, intent, now, actor, known)
    return verdict if isinstance(verdict, Refusal) else tuple(Draft(one, now) for one in verdict)


def _judge(
    campaign: Campaign, intent: CampaignIntent, now: datetime, actor: Actor, known: Prevention
) -> tuple[Event, ...] | Refusal:
    rules = known.monitoring
    match intent:
        case want.PublishNote():
            return _published(campaign, intent, now, rules)
        case want.TakeSignals():
            return _taken(campaign, intent, now, actor, rules)
        case want.DismissAlarm() | want.EscalateAlarm():
            return _answered(campaign, intent)
        case want.TuneThresholds():
            return _tuned(campaign, intent, rules)
        case want.HandOverWatch():
            return _handed_over(campaign, intent, now)
        case TimePassed():
            return tuple(_turned(campaign, now, rules))
        case _:
            return _kept(campaign, intent)


def _kept(
    campaign: Campaign,
    intent: want.AddCampaign | want.ChangeCampaign | want.EndCampaign | want.RecordSpend,
) -> tuple[Event, ...] | Refusal:
    """Return what follows for the campaign itself, whatever the time and the rules are."""
    match intent:
        case want.ChangeCampaign():
            return _changed(campaign, intent)
        case want.EndCampaign():
            return (ev.CampaignEnded(),)
        case want.RecordSpend():
            return _spent(campaign, intent)
        case want.AddCampaign():
            return Refusal("refusal.details.same", "already")


def _wrong_plan(plan: ev.CampaignPlan) -> Refusal | None:
    if not plan.name.text.strip():
        return Refusal("refusal.watch.name", "missing", field="name")
    if not plan.kols:
        return Refusal("refusal.watch.kols", "missing", field="kols")
    if not plan.channel:
        return Refusal("refusal.watch.channel", "missing", field="channel")
    if plan.usual is not None and not 0 < plan.usual <= MOST:
        return Refusal("refusal.watch.usual", "missing", field="usual")
    return None


def _changed(campaign: Campaign, intent: want.ChangeCampaign) -> tuple[Event, ...] | Refusal:
    wrong = _wrong_plan(intent.plan)
    if wrong is not None:
        return wrong
    if intent.plan == campaign.plan:
        return Refusal("refusal.details.same", "already")
    return (ev.CampaignChanged(intent.plan),)


def _published(
    campaign: Campaign, intent: want.PublishNote, now: datetime, known: Monitoring
) -> tuple[Event, ...] | Refusal:
    if not intent.link.text.strip():
        return Refusal("refusal.watch.link", "missing", field="link")
    if abs(intent.published_at - now) > OLDEST:
        return Refusal("refusal.signal.at", "missing", field="published_at")
    if campaign.published.get(intent.link.text) == intent.published_at:
        return Refusal("refusal.details.same", "already")
    happened: list[Event] = [ev.CampaignNotePublished(intent.link, intent.published_at)]
    until = intent.published_at + timedelta(hours=known.watch_hours)
    soon = intent.published_at - timedelta(minutes=known.remind_minutes) <= now < until
    if soon and campaign.plan.rota:
        begins = max(now, intent.published_at)
        watcher = _after(campaign, _last_watcher(campaign))
        happened.append(ev.WatchAssigned(watcher, begins, until, "publication"))
    return tuple(happened)


def _last_watcher(campaign: Campaign) -> SlackUserId | None:
    return campaign.watch.watcher if campaign.watch is not None else None


def _after(campaign: Campaign, watcher: SlackUserId | None) -> SlackUserId:
    """Return whose turn it is after somebody's; the first of the rota after nobody's."""
    rota = campaign.plan.rota
    return rota[(rota.index(watcher) + 1) % len(rota)] if watcher in rota else rota[0]


def _turned(campaign: Campaign, now: datetime, known: Monitoring) -> Iterator[Event]:
    """Yield the watches that begin soon or run; what is over by now nags nobody."""
    if not campaign.running or not campaign.plan.rota:
        return
    after, watcher = campaign.turned_at or campaign.started_at, _last_watcher(campaign)
    missed: datetime | None = None
    while (turn := _ready(campaign, after, now, known)) is not None:
        after = turn.starts_at
        if turn.until <= now:
            missed = after
            continue
        missed, watcher = None, _after(campaign, watcher)
        yield ev.WatchAssigned(watcher, turn.starts_at, turn.until, turn.reason)
    if missed is not None:
        # Or the clock would find the same turns again and again.
        yield ev.WatchMissed(missed)


def _ready(campaign: Campaign, after: datetime, now: datetime, known: Monitoring) -> Turn | None:
    turn = next_turn(campaign.published.values(), after, known)
    ahead = timedelta(minutes=known.remind_minutes)
    return turn if turn is not None and turn.starts_at - ahead <= now else None


def _handed_over(
    campaign: Campaign, intent: want.HandOverWatch, now: datetime
) -> tuple[Event, ...] | Refusal:
    watch = campaign.watch
    if watch is None or watch.until <= now or not campaign.plan.rota:
        return Refusal("refusal.watch.nobody", "closed")
    if watch.watcher != intent.held_by:
        return Refusal("refusal.watch.handed_over", "already")
    to = intent.to or _after(campaign, watch.watcher)
    if to == watch.watcher:
        return Refusal("refusal.watch.alone", "closed")
    return (ev.WatchHandedOver(to),)


def _answered(
    campaign: Campaign, intent: want.DismissAlarm | want.EscalateAlarm
) -> tuple[Event, ...] | Refusal:
    alarm = campaign.alarm(intent.alarm)
    if alarm is None:
        return Refusal("refusal.not_found", "forbidden")
    if alarm.status != "open":
        return Refusal("refusal.watch.answered", "already")
    if isinstance(intent, want.EscalateAlarm):
        return (ev.AlarmBecameCrisis(intent.alarm, intent.incident),)
    if not intent.reason.text.strip():
        return Refusal("refusal.watch.reason", "missing", field="reason")
    return (ev.AlarmDismissed(intent.alarm, intent.reason),)


def _tuned(
    campaign: Campaign, intent: want.TuneThresholds, known: Monitoring
) -> tuple[Event, ...] | Refusal:
    kept: dict[str, str] = {}
    for rule in known.rules:
        typed = intent.limits.get(rule.id)
        if typed is None:
            continue
        limit = _number(typed)
        if limit is None or not 0 < limit <= MOST:
            return Refusal("refusal.watch.limit", "missing", field=f"limit.{rule.id}")
        if limit != rule.at_least:
            kept[rule.id] = f"{limit:f}"
    if kept == campaign.limits:
        return Refusal("refusal.details.same", "already")
    return (ev.ThresholdsTuned(kept),)


def _spent(campaign: Campaign, intent: want.RecordSpend) -> tuple[Event, ...] | Refusal:
    if intent.kol not in campaign.plan.kols:
        return Refusal("refusal.watch.kols", "missing", field="kol")
    if _QUARTER.fullmatch(intent.quarter) is None:
        return Refusal("refusal.spend.quarter", "missing", field="quarter")
    spend = _number(intent.spend)
    if spend is None or not 0 <= spend <= MOST:
        return Refusal("refusal.spend.spend", "missing", field="spend")
    if not 0 <= intent.exposure <= MOST:
        return Refusal("refusal.spend.exposure", "missing", field="exposure")
    event = ev.SpendRecorded(intent.kol, intent.quarter, f"{spend:f}", intent.exposure)
    if campaign.spends.get((intent.kol, intent.quarter)) == event:
        return Refusal("refusal.details.same", "already")
    return (event,)


def _number(typed: str) -> Decimal | None:
    try:
        number = Decimal(typed)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def wrong_signal(signal: ev.Signal, now: datetime) -> Refusal | None:
    """Return what is wrong with a signal, naming its field."""
    counts = {
        "mentions": signal.mentions,
        "negatives": signal.negatives,
        "saves": signal.saves,
        "likes": signal.likes,
    }
    for name, count in counts.items():
        if count is not None and not 0 <= count <= MOST:
            return Refusal("refusal.signal.count", "missing", field=name)
    if signal.rank is not None and not 1 <= signal.rank <= MOST:
        return Refusal("refusal.signal.rank", "missing", field="rank")
    mood = None if signal.sentiment is None else _number(signal.sentiment)
    if signal.sentiment is not None and (mood is None or not -1 <= mood <= 1):
        return Refusal("refusal.signal.sentiment", "missing", field="sentiment")
    if signal.negatives is not None and signal.mentions is None:
        return Refusal("refusal.signal.mentions", "missing", field="mentions")
    if (signal.negatives or 0) > (signal.mentions or 0):
        return Refusal("refusal.signal.negatives", "missing", field="negatives")
    if not now - OLDEST <= signal.at <= now + SKEW:
        return Refusal("refusal.signal.at", "missing", field="at")
    if all(one is None for one in (*counts.values(), signal.rank, mood, signal.context)):
        return Refusal("refusal.signal.empty", "missing", field="mentions")
    return None


def _taken(
    campaign: Campaign,
    intent: want.TakeSignals,
    now: datetime,
    actor: Actor,
    known: Monitoring,
) -> tuple[Event, ...] | Refusal:
    if not 1 <= len(intent.signals) <= MOST_AT_ONCE:
        return Refusal("refusal.signal.many", "missing", {"limit": MOST_AT_ONCE}, field="signals")
    for nr, signal in enumerate(intent.signals):
        wrong = wrong_signal(signal, now)
        if wrong is not None:
            return replace(wrong, values={**wrong.values, "nr": nr})
    happened: list[Event] = []
    for signal in sorted(intent.signals, key=lambda one: one.at):
        for event in _seen(campaign, signal, now, known):
            happened.append(event)
            recorded = Recorded(campaign.seq + 1, event, now, now, actor.user)
            campaign = evolve_campaign(campaign, recorded, campaign.team, campaign.id) or campaign
    return tuple(happened)


def _seen(
    campaign: Campaign, signal: ev.Signal, now: datetime, known: Monitoring
) -> tuple[Event, ...]:
    """Return that a signal was taken, and the alarm that it is a part of."""
    taken = ev.SignalTaken(signal)
    if signal.at < now - timedelta(hours=known.fresh_hours):
        return (taken,)
    figures = figures_of(signal, campaign.signals, campaign.usual(signal, known), known)
    crossings = crossed(figures, limits_of(campaign, known), known)
    if not crossings:
        return (taken,)
    last = campaign.alarms[-1] if campaign.alarms else None
    if last is None or _is_over(last, signal, crossings, known):
        number = last.number + 1 if last is not None else 1
        return (taken, ev.AlarmRaised(number, signal.at, crossings))
    if last.status == "dismissed":
        return (taken,)
    return (taken, ev.AlarmRepeated(last.number, signal.at, crossings))


def _is_over(
    alarm: Alarm, signal: ev.Signal, crossings: tuple[ev.Crossing, ...], known: Monitoring
) -> bool:
    """Whether what a signal crosses is no longer the same alarm.

    One that nobody answered stands. A crisis' alarm goes on as long as signals keep coming; what
    was dismissed stays dismissed for a while, unless another threshold is crossed as well.
    """
    calm = timedelta(hours=known.calm_hours)
    if alarm.status == "open":
        return False
    if alarm.status == "crisis":
        return signal.at > alarm.last_at + calm
    answered_at = alarm.answered_at or alarm.last_at
    return signal.at > answered_at + calm or any(one.rule not in alarm.rules for one in crossings)
