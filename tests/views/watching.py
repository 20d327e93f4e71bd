"""Everything of monitoring and of the portfolio that can be shown. Used by ``prevention``."""

from collections.abc import Iterator

from bot.crisis.events import Recorded
from bot.crisis.events.monitoring import CampaignEnded
from bot.crisis.events.table import TableAdded, TableRead, TableRow
from bot.crisis.ids import SlackUserId
from bot.locales.voice import Voice
from bot.prevention.campaign import Campaign, evolve_campaign
from bot.prevention.kol import KolEntry
from bot.prevention.monitoring import DismissAlarm, PublishNote, RecordSpend, TuneThresholds
from bot.prevention.portfolio import lines_of
from bot.prevention.table import Table
from bot.views.finish import View
from bot.views.message import Message
from bot.views.prevention import alarm, portfolio, watch, watch_forms
from bot.views.prevention.table import table_letter
from tests.prevention.campaigns import ROTA as PEOPLE
from tests.prevention.campaigns import Watched
from tests.prevention.example import KNOWN, TEAM


def watched(entry: KolEntry) -> Campaign:
    """A campaign of theirs with two early warnings, in which everything is called as they are."""
    name = entry.name
    campaign = Watched(name=name, usual=100, rota=PEOPLE, kols=("k1",), notes=(name,))
    campaign.does(PublishNote(name, campaign.now))
    campaign.sees(90, 220, negatives=(4, 12))
    campaign.does(DismissAlarm(1, name))
    campaign.sees(
        260, 400, negatives=(90, 210), context=name, link=name, saves=240, likes=610, rank=2,
        sentiment="-0.62", platform="xiaohongshu",
    )  # fmt: skip
    campaign.does(TuneThresholds({"doubling": "300"}))
    campaign.does(RecordSpend("k1", "2026-Q1", "30000", 120_000))
    return campaign.stands()


def shown(campaign: Campaign, entry: KolEntry, voice: Voice) -> Iterator[tuple[str, View]]:
    """Every modal of monitoring and of the portfolio."""
    now, rules, who = campaign.signals[-1].at, KNOWN.monitoring, SlackUserId("UADA")
    offered = (("k1", entry.name.text or "k1"),)
    yield "watch.list", watch.list_modal([campaign] * 30, voice)
    yield "watch.none", watch.list_modal([], voice)
    yield "watch.campaign", watch.campaign_modal(campaign, [entry], rules, voice, now)
    yield "watch.form", watch_forms.form_modal(campaign.plan, offered, voice, who)
    yield "watch.nobody", watch_forms.form_modal(None, (), voice, who)
    yield "watch.publish", watch_forms.publish_modal(campaign, voice, now)
    yield "watch.signal", watch_forms.signal_modal(campaign, voice, now)
    yield "watch.table", watch_forms.table_modal(campaign, voice)
    yield "watch.read", watch_forms.table_read_modal(campaign, table_read(entry), voice)
    yield "watch.tune", watch_forms.tune_modal(campaign, [campaign], rules, voice)
    for one in campaign.alarms[:1]:
        yield "alarm.dismiss", alarm.dismiss_modal(campaign, one, voice)
    lines = lines_of([campaign], {"k1": entry})
    yield "portfolio", portfolio.portfolio_modal(lines, KNOWN, voice)
    yield "portfolio.none", portfolio.portfolio_modal((), KNOWN, voice)
    yield "spend", portfolio.spend_modal(campaign, offered, "2026-Q1", voice)


def messages(entry: KolEntry, voice: Voice) -> Iterator[tuple[str, Message]]:
    """The cards of early warnings, and the letter to who has the watch."""
    campaign = watched(entry)
    for one in campaign.alarms:
        person = SlackUserId("UADA")
        card = alarm.alarm_card(campaign, one, KNOWN.monitoring, person, voice)
        yield alarm.alarm_surface(one.number), card
    last = campaign.alarms[-1]
    bare = alarm.alarm_card(campaign, last, KNOWN.monitoring, None, voice, without_picture=True)
    yield "alarm.without_picture", bare
    over = Recorded(99, CampaignEnded(), last.last_at, last.last_at, SlackUserId("UADA"))
    ended = evolve_campaign(campaign, over, TEAM, "c1")
    assert ended is not None
    yield "alarm.ended", alarm.alarm_card(ended, ended.alarms[-1], KNOWN.monitoring, None, voice)
    for turn in campaign.watches:
        yield "letter.watch", alarm.watch_letter(campaign, turn, voice)
    name, troubles = entry.name, ("not_text", "too_large", "no_heading", "refusal.watch.ended", "x")
    yield "letter.table", _table(TableAdded("signals", "F1", name, "c1"), table_read(entry), voice)
    yield "letter.table.kols", _table(TableAdded("kols", "F1", name), TableRead(2, 1), voice)
    for trouble in troubles:
        read = TableRead(trouble=trouble)
        letter = _table(TableAdded("signals", "F1", name, "c1"), read, voice)
        yield f"letter.table.{trouble}", letter


def table_read(entry: KolEntry) -> TableRead:
    """What became of a table with more rows left out, for every reason, than are shown."""
    reasons = ("time", "number", "value", "platform", "formula", "followers", "tier", "category")
    rows = [TableRow(line, reason, entry.name) for line, reason in enumerate(reasons, start=2)]
    rows += [TableRow(10, "cells"), TableRow(11, "name"), TableRow(12, "x"), TableRow(13, "limit")]
    return TableRead(2, 1, 40, tuple(rows * 3))


def _table(added: TableAdded, read: TableRead, voice: Voice) -> Message:
    return table_letter(Table(TEAM, "t1", 2, added, SlackUserId("UADA"), read), voice)
