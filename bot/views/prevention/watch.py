"""Campaigns that are watched: the list, one of them, and the forms around it.

Called by the handlers, which import the ids from here.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from slack_sdk.models.blocks import Block

from bot.crisis.handbook_monitoring import Monitoring
from bot.crisis.words import Words, in_slack
from bot.locales.typed_number import written
from bot.locales.values import Mrkdwn
from bot.locales.voice import Voice, channel_link
from bot.prevention.campaign import Campaign
from bot.prevention.kol import KolEntry
from bot.views.finish import View, modal
from bot.views.parts import (
    actions,
    asked_first,
    button,
    context,
    divider,
    pack,
    section,
    shortened,
)
from bot.views.prevention.alarm import (
    HAND_OVER,
    NAME,
    hand_over_button,
    number_of,
    signal_lines,
)
from bot.views.prevention.portfolio import SPEND

__all__ = ["HAND_OVER"]

LIST = "watch.list"
SHOW = "watch.show"
SAVE = "watch.save"
"""The button that asks what a campaign is, and the form that keeps it."""
PUBLISH = "watch.publish"
SIGNAL = "watch.signal"
TABLE = "watch.table"
TUNE = "watch.tune"
END = "watch.end"

_MOST = 20
_MOST_ALARMS = 5
_MOST_NOTES = 5
_ADDRESS = 300


def list_modal(campaigns: Sequence[Campaign], voice: Voice) -> View:
    """Return the campaigns, those that run first."""
    blocks: list[Block] = [actions(button(voice.label("button.watch_add"), SAVE, SAVE)), divider()]
    if not campaigns:
        blocks.append(section(voice.say("watch.none")))
    ranked = sorted(campaigns, key=lambda one: (not one.running, -one.started_at.timestamp()))
    blocks.extend(entries(ranked, _MOST, voice))
    return modal(LIST, voice.label("watch.heading"), blocks, close=voice.label("modal.close"))


def entries(campaigns: Sequence[Campaign], most: int, voice: Voice) -> Iterator[Block]:
    """Yield campaigns, each with the way to it; those beyond ``most`` are counted."""
    for one in campaigns[:most]:
        yield section(
            voice.say("watch.name", campaign=shortened(one.plan.name, NAME)),
            _stands(one, voice),
            accessory=button(voice.label("button.watch_show"), SHOW, pack(one.id)),
        )
    if len(campaigns) > most:
        yield context(voice.say("list.more", count=len(campaigns) - most))


def _stands(campaign: Campaign, voice: Voice) -> Mrkdwn:
    if not campaign.running:
        return voice.say("watch.ended")
    if campaign.open_alarm is not None:
        return voice.say("watch.alarm", time=campaign.open_alarm.first_at)
    if campaign.signals:
        return voice.say("watch.latest", time=campaign.signals[-1].at)
    return voice.say("watch.silent")


def campaign_modal(
    campaign: Campaign,
    kols: Sequence[KolEntry],
    known: Monitoring,
    voice: Voice,
    now: datetime,
) -> View:
    """Return all that is known of a campaign. ``kols`` are its influencers."""
    plan = campaign.plan
    names = tuple(shortened(one.name, NAME) for one in kols)
    blocks: list[Block] = [
        section(
            voice.say("watch.name", campaign=shortened(plan.name, NAME)),
            _stands(campaign, voice),
            voice.say("watch.kols", kols=names) if names else None,
            voice.say("watch.channel", channel=channel_link(plan.channel)),
            _usual(campaign, known, voice),
        ),
        *_watching(campaign, voice, now),
        *_published(campaign, voice),
        *_latest(campaign, voice),
        *_alarms(campaign, voice),
        *(_buttons(campaign, voice) if campaign.running else ()),
        actions(button(voice.label("button.spend"), SPEND, pack(campaign.id))),
        context(voice.say("watch.id", id=campaign.id)),
    ]
    return modal(SHOW, voice.label("watch.heading"), blocks, close=voice.label("modal.close"))


def _usual(campaign: Campaign, known: Monitoring, voice: Voice) -> Mrkdwn:
    usual = campaign.usual(campaign.signals[-1], known) if campaign.signals else None
    if usual is None and campaign.plan.usual is None:
        return voice.say("watch.usual_unknown", count=known.usual_least)
    number = written(usual) if usual is not None else str(campaign.plan.usual)
    return voice.say("watch.usual", number=number_of(number))


def _watching(campaign: Campaign, voice: Voice, now: datetime) -> Iterator[Block]:
    watch = campaign.watch
    if watch is not None and watch.until > now:
        key = "watch.on_watch" if watch.starts_at <= now else "watch.next_watch"
        person, at = in_slack(watch.watcher), watch.starts_at
        yield section(
            voice.say(key, person=person, time=at, until=watch.until),
            accessory=hand_over_button(campaign, watch, voice),
        )
    elif campaign.plan.rota:
        people = tuple(map(in_slack, campaign.plan.rota))
        yield context(voice.say("watch.rota", people=people))
    else:
        yield context(voice.say("watch.no_rota"))


def _published(campaign: Campaign, voice: Voice) -> Iterator[Block]:
    notes = sorted(campaign.published.items(), key=lambda pair: pair[1], reverse=True)
    if notes:
        yield section(
            *(
                voice.say("watch.note", time=at, link=shortened(Words(link), _ADDRESS))
                for link, at in notes[:_MOST_NOTES]
            )
        )


def _latest(campaign: Campaign, voice: Voice) -> Iterator[Block]:
    if campaign.signals:
        yield section(voice.say("watch.last_signal"), *signal_lines(campaign.signals[-1], voice))


def _alarms(campaign: Campaign, voice: Voice) -> Iterator[Block]:
    if campaign.alarms:
        false = sum(one.status == "dismissed" for one in campaign.alarms)
        yield divider()
        yield section(voice.say("watch.alarms", count=len(campaign.alarms), false=false))
    words = {
        "open": "watch.alarm_open",
        "dismissed": "watch.alarm_dismissed",
        "crisis": "watch.alarm_crisis",
        "ended": "watch.alarm_ended",
    }
    for alarm in campaign.alarms[: -_MOST_ALARMS - 1 : -1]:
        yield context(voice.say(words[alarm.status], time=alarm.first_at))


def _buttons(campaign: Campaign, voice: Voice) -> Iterator[Block]:
    value = pack(campaign.id)
    yield actions(
        button(voice.label("button.watch_signal"), SIGNAL, value),
        button(voice.label("button.watch_table"), TABLE, value),
        button(voice.label("button.watch_publish"), PUBLISH, value),
        button(voice.label("button.watch_tune"), TUNE, value),
    )
    yield actions(
        button(voice.label("button.watch_change"), SAVE, value),
        button(
            voice.label("button.watch_end"),
            END,
            value,
            confirm=asked_first(
                voice.label("button.watch_end"),
                voice.label("watch.end_ask"),
                voice.label("watch.end_yes"),
                voice.label("modal.cancel"),
            ),
        ),
    )
