"""A campaign that is watched: what its events fold into, and what follows from that. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Literal, TypeAlias

from bot.crisis.events import PreventionFact, Recorded
from bot.crisis.events import monitoring as ev
from bot.crisis.handbook_monitoring import ANSWERED, CROSSED, ROTA, USUAL, WATCHED, Monitoring
from bot.crisis.ids import IncidentId, SlackUserId, TeamId
from bot.crisis.words import Words
from bot.prevention.figures import usual_of
from bot.prevention.rota import next_turn

MOST_SIGNALS = 1000
"""Signals kept at hand, the latest; the record keeps them all."""
MOST_WATCHES = 20

AlarmStatus = Literal["open", "dismissed", "crisis", "ended"]
"""``ended``: the campaign was over before anybody answered."""
_AboutAlarm: TypeAlias = ev.AlarmRepeated | ev.AlarmDismissed | ev.AlarmBecameCrisis


@dataclass(frozen=True, slots=True)
class Alarm:
    """Thresholds that were crossed. ``first_at`` is the moment of the first signal that did."""

    number: int
    first_at: datetime
    last_at: datetime
    crossings: tuple[ev.Crossing, ...]
    rules: frozenset[str]
    signals: int = 1
    status: AlarmStatus = "open"
    reason: Words | None = None
    answered_at: datetime | None = None
    answered_by: SlackUserId | None = None
    incident: IncidentId | None = None


@dataclass(frozen=True, slots=True)
class Watch:
    """Somebody's time to watch. ``number`` counts who was told: a hand-over tells anew."""

    number: int
    watcher: SlackUserId
    starts_at: datetime
    until: datetime
    reason: ev.WatchReason
    handed_over: bool = False


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign as of event ``seq``. ``signals`` are in the order of their moments."""

    team: TeamId
    id: str
    seq: int
    plan: ev.CampaignPlan
    started_at: datetime
    started_by: SlackUserId | None
    ended_at: datetime | None = None
    published: Mapping[str, datetime] = field(default_factory=dict)
    signals: tuple[ev.Signal, ...] = ()
    taken: int = 0
    alarms: tuple[Alarm, ...] = ()
    limits: Mapping[str, str] = field(default_factory=dict)
    watches: tuple[Watch, ...] = ()
    turned_at: datetime | None = None
    """Up to where turns were handed out."""
    spends: Mapping[tuple[str, str], ev.SpendRecorded] = field(default_factory=dict)

    @property
    def running(self) -> bool:
        """Whether it is still watched."""
        return self.ended_at is None

    @property
    def watch(self) -> Watch | None:
        """The watch that was given last; it may be over."""
        return self.watches[-1] if self.watches else None

    @property
    def open_alarm(self) -> Alarm | None:
        """The alarm that nobody has answered."""
        return next((one for one in self.alarms if one.status == "open"), None)

    def alarm(self, number: int) -> Alarm | None:
        """Return the alarm of this number."""
        return next((one for one in self.alarms if one.number == number), None)

    def quiet(self) -> tuple[ev.Signal, ...]:
        """Return the signals outside alarms: what is usual is worked out of them."""
        return tuple(
            one
            for one in self.signals
            if not any(alarm.first_at <= one.at <= alarm.last_at for alarm in self.alarms)
        )

    def usual(self, latest: ev.Signal, known: Monitoring) -> Decimal | None:
        """Return how many mentions an hour are usual, as of a signal."""
        if self.plan.usual is not None:
            return Decimal(self.plan.usual)
        return usual_of(self.quiet(), latest, known)

    def holder(self, now: datetime) -> SlackUserId | None:
        """Return who has the watch now: of several, who got it last."""
        return next((one.watcher for one in reversed(self.watches) if one.until > now), None)


def evolve_campaign(
    campaign: Campaign | None, recorded: Recorded, team: TeamId, campaign_id: str
) -> Campaign | None:
    """Apply one event; what is not known changes nothing but the position."""
    event = recorded.event
    if campaign is None:
        if not isinstance(event, ev.CampaignAdded):
            return None
        at, by = recorded.at, recorded.actor
        return Campaign(team, campaign_id, recorded.seq, event.plan, at, by)
    campaign = replace(campaign, seq=recorded.seq)
    match event:
        case ev.SignalTaken():
            return _with_signal(campaign, event.signal)
        case ev.WatchAssigned() | ev.WatchHandedOver():
            return _watched(campaign, event)
        case ev.AlarmRaised() | ev.AlarmRepeated() | ev.AlarmDismissed() | ev.AlarmBecameCrisis():
            return _alarmed(campaign, event, recorded)
        case _:
            return _changed(campaign, recorded)


def _changed(campaign: Campaign, recorded: Recorded) -> Campaign:
    """Apply what changes one thing of a campaign."""
    event = recorded.event
    match event:
        case ev.CampaignChanged():
            return replace(campaign, plan=event.plan)
        case ev.CampaignEnded():
            return _over(campaign, recorded)
        case ev.CampaignNotePublished():
            published = {**campaign.published, event.link.text: event.published_at}
            return replace(campaign, published=published)
        case ev.ThresholdsTuned():
            return replace(campaign, limits=event.limits)
        case ev.WatchMissed():
            return replace(campaign, turned_at=event.up_to)
        case ev.SpendRecorded():
            spends = {**campaign.spends, (event.kol, event.quarter): event}
            return replace(campaign, spends=spends)
        case _:
            return campaign


def _over(campaign: Campaign, recorded: Recorded) -> Campaign:
    """Return a campaign that is watched no longer; what nobody answered is closed with it."""
    at, by = recorded.at, recorded.actor
    alarms = tuple(
        replace(one, status="ended", answered_at=at, answered_by=by)
        if one.status == "open"
        else one
        for one in campaign.alarms
    )
    return replace(campaign, ended_at=at, alarms=alarms)


def _with_signal(campaign: Campaign, signal: ev.Signal) -> Campaign:
    after = sorted((*campaign.signals, signal), key=lambda one: one.at)
    return replace(campaign, signals=tuple(after[-MOST_SIGNALS:]), taken=campaign.taken + 1)


def _watched(campaign: Campaign, event: ev.WatchAssigned | ev.WatchHandedOver) -> Campaign:
    before = campaign.watch
    number = before.number + 1 if before is not None else 1
    if isinstance(event, ev.WatchHandedOver):
        if before is None:
            return campaign
        now = replace(before, number=number, watcher=event.watcher, handed_over=True)
        return replace(campaign, watches=(*campaign.watches[:-1], now))
    watch = Watch(number, event.watcher, event.starts_at, event.until, event.reason)
    turned_at = max(event.starts_at, campaign.turned_at or event.starts_at)
    kept = (*campaign.watches, watch)[-MOST_WATCHES:]
    return replace(campaign, watches=kept, turned_at=turned_at)


def _alarmed(
    campaign: Campaign, event: ev.AlarmRaised | _AboutAlarm, recorded: Recorded
) -> Campaign:
    if isinstance(event, ev.AlarmRaised):
        rules = frozenset(one.rule for one in event.crossings)
        alarm = Alarm(event.alarm, event.at, event.at, event.crossings, rules)
        return replace(campaign, alarms=(*campaign.alarms, alarm))
    alarms = tuple(
        _after(one, event, recorded) if one.number == event.alarm else one
        for one in campaign.alarms
    )
    return replace(campaign, alarms=alarms)


def _after(alarm: Alarm, event: _AboutAlarm, recorded: Recorded) -> Alarm:
    if isinstance(event, ev.AlarmRepeated):
        later = event.at >= alarm.last_at
        return replace(
            alarm,
            first_at=min(alarm.first_at, event.at),
            last_at=max(alarm.last_at, event.at),
            crossings=event.crossings if later else alarm.crossings,
            rules=alarm.rules | {one.rule for one in event.crossings},
            signals=alarm.signals + 1,
        )
    answered = replace(alarm, answered_at=recorded.at, answered_by=recorded.actor)
    if isinstance(event, ev.AlarmDismissed):
        return replace(answered, status="dismissed", reason=event.reason)
    return replace(answered, status="crisis", incident=event.incident)


def campaign_due(campaign: Campaign, known: Monitoring) -> datetime | None:
    """Return when to look at a campaign next: when somebody must be told of their watch."""
    if not campaign.running or not campaign.plan.rota:
        return None
    after = campaign.turned_at or campaign.started_at
    turn = next_turn(campaign.published.values(), after, known)
    return None if turn is None else turn.starts_at - timedelta(minutes=known.remind_minutes)


def limits_of(campaign: Campaign, known: Monitoring) -> dict[str, Decimal]:
    """Return the limit that holds for each rule: the campaign's own, else the playbook's."""
    own = campaign.limits
    return {one.id: Decimal(own.get(one.id, one.at_least)) for one in known.rules}


def false_alarms(campaigns: Sequence[Campaign], rule: str) -> tuple[int, int]:
    """Return how many answered alarms a rule had a part in, and how many of them were false."""
    answered = [
        alarm
        for one in campaigns
        for alarm in one.alarms
        if rule in alarm.rules and alarm.status in {"dismissed", "crisis"}
    ]
    return len(answered), sum(one.status == "dismissed" for one in answered)


def monitoring_facts(
    campaigns: Sequence[Campaign], kol: str, known: Monitoring
) -> tuple[PreventionFact, ...]:
    """Return how an influencer's latest campaign was watched, for a crisis and its review."""
    if not known.rules:
        return ()
    own = [one for one in campaigns if kol in one.plan.kols]
    latest = max(own, key=lambda one: (one.running, one.started_at, one.id), default=None)
    if latest is None:
        return (PreventionFact("monitoring", WATCHED, "missing"),)
    made = [PreventionFact("monitoring", WATCHED, "done", latest.started_at, latest.started_by)]
    newest = latest.signals[-1] if latest.signals else None
    usual = latest.plan.usual
    told = usual is not None or (newest is not None and latest.usual(newest, known) is not None)
    made.append(PreventionFact("monitoring", USUAL, "done" if told else "missing"))
    made.append(PreventionFact("monitoring", ROTA, "done" if latest.plan.rota else "missing"))
    if latest.alarms:
        alarm = latest.alarms[-1]
        made.append(PreventionFact("monitoring", CROSSED, "done", alarm.first_at))
        states: Mapping[AlarmStatus, Literal["missing", "flag", "done"]] = {
            "open": "missing",
            "ended": "missing",
            "dismissed": "flag",
            "crisis": "done",
        }
        state, at, by = states[alarm.status], alarm.answered_at, alarm.answered_by
        made.append(PreventionFact("monitoring", ANSWERED, state, at, by))
    return tuple(made)
