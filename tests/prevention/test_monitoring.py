"""Signals cross thresholds, alarms stand until somebody answers, and somebody has the watch."""

from datetime import timedelta
from decimal import Decimal
from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from bot.crisis.events import monitoring as ev
from bot.crisis.handbook_monitoring import ANSWERED, CROSSED, ROTA, USUAL, WATCHED
from bot.crisis.ids import IncidentId, SlackUserId
from bot.crisis.intents import TimePassed
from bot.crisis.words import Words
from bot.prevention.campaign import false_alarms, limits_of, monitoring_facts
from bot.prevention.figures import crossed, figures_of, usual_of
from bot.prevention.monitoring import (
    ChangeCampaign,
    DismissAlarm,
    EndCampaign,
    EscalateAlarm,
    HandOverWatch,
    PublishNote,
    RecordSpend,
    TakeSignals,
    TuneThresholds,
)
from bot.prevention.rights import THE_BOT
from tests.prevention.campaigns import MONDAY, Watched, plan, signal
from tests.prevention.campaigns import ROTA as PEOPLE
from tests.prevention.example import KNOWN

RULES = KNOWN.monitoring
HOUR = timedelta(hours=1)


def test_twenty_signals_tell_what_is_usual_and_twice_as_many_mentions_are_an_alarm() -> None:
    watched = Watched()
    assert not watched.sees(*[30, 34] * 9, 32)
    assert watched.stands().usual(signal(watched.now + HOUR), RULES) is None
    assert not watched.sees(32, 60)
    assert watched.happened(ev.AlarmRaised) == []
    assert not watched.sees(64)
    (raised,) = watched.happened(ev.AlarmRaised)
    assert raised.crossings == (ev.Crossing("doubling", "200.0", "200"),)
    # What belongs to an alarm is not what is usual.
    assert not watched.sees(*[640] * 30)
    assert watched.stands().usual(signal(watched.now + HOUR), RULES) == 32
    assert len(watched.stands().alarms) == 1
    assert watched.stands().alarms[0].signals == 31


def test_one_alarm_stands_until_it_is_answered_and_stays_dismissed_for_a_while() -> None:
    watched = Watched(usual=100)
    assert not watched.sees(210, 230)
    alarm = watched.stands().open_alarm
    assert alarm is not None
    assert (alarm.first_at, alarm.signals) == (MONDAY + HOUR, 2)
    assert watched.does(DismissAlarm(1, Words(" "))) == "refusal.watch.reason"
    assert watched.does(DismissAlarm(7, Words("x"))) == "refusal.not_found"
    assert not watched.does(DismissAlarm(1, Words("a prize draw")))
    assert watched.does(DismissAlarm(1, Words("again"))) == "refusal.watch.answered"
    assert watched.does(EscalateAlarm(1, IncidentId("i1"))) == "refusal.watch.answered"
    assert not watched.sees(240)
    assert watched.stands().open_alarm is None
    # Another threshold on top of it is news, and so is the same one half a day later.
    assert not watched.sees(240, negatives=[100])
    assert watched.stands().open_alarm is not None
    assert not watched.does(EscalateAlarm(2, IncidentId("i1")))
    assert not watched.sees(*[250] * 20)
    assert [one.status for one in watched.stands().alarms] == ["dismissed", "crisis"]
    watched.now += timedelta(hours=RULES.calm_hours)
    assert not watched.sees(250)
    assert watched.stands().open_alarm is not None
    assert false_alarms([watched.stands()], "doubling") == (2, 1)
    assert false_alarms([watched.stands()], "negative_share") == (1, 0)


def test_what_happened_long_ago_raises_no_alarm() -> None:
    watched = Watched(usual=10)
    old = signal(watched.now - timedelta(hours=RULES.fresh_hours, seconds=1), 1000)
    assert not watched.does(TakeSignals((old,)))
    assert watched.stands().alarms == ()
    assert watched.stands().taken == 1


def test_a_table_of_signals_is_judged_in_the_order_of_time_and_taken_whole_or_not_at_all() -> None:
    watched = Watched(usual=100)
    late, early = signal(watched.now, 300), signal(watched.now - HOUR, 250)
    bad = signal(watched.now, 5, negatives=6)
    assert watched.does(TakeSignals((late, early, bad))) == "refusal.signal.negatives"
    assert watched.stands().taken == 0
    assert not watched.does(TakeSignals((late, early)))
    assert watched.stands().alarms[0].first_at == early.at
    for wrong, key in (
        (signal(watched.now, -1), "refusal.signal.count"),
        (signal(watched.now, 1, rank=0), "refusal.signal.rank"),
        (signal(watched.now, 1, sentiment="1.01"), "refusal.signal.sentiment"),
        (signal(watched.now, 1, sentiment="good"), "refusal.signal.sentiment"),
        (signal(watched.now, negatives=1), "refusal.signal.mentions"),
        (signal(watched.now), "refusal.signal.empty"),
        (signal(watched.now + HOUR, 1), "refusal.signal.at"),
        (signal(watched.now - timedelta(days=400), 1), "refusal.signal.at"),
    ):
        assert watched.does(TakeSignals((wrong,))) == key
    assert watched.does(TakeSignals(())) == "refusal.signal.many"
    assert not watched.does(EndCampaign())
    assert watched.does(TakeSignals((late,))) == "refusal.watch.ended"


def test_a_campaign_may_have_limits_of_its_own() -> None:
    watched = Watched(usual=100)
    assert watched.does(TuneThresholds({"doubling": "0"})) == "refusal.watch.limit"
    assert watched.does(TuneThresholds({"doubling": "lots"})) == "refusal.watch.limit"
    assert not watched.does(TuneThresholds({"doubling": "350", "velocity": "50"}))
    assert watched.does(TuneThresholds({"doubling": "350"})) == "refusal.details.same"
    assert limits_of(watched.stands(), RULES)["doubling"] == 350
    assert watched.stands().limits == {"doubling": "350"}
    assert not watched.sees(300)
    assert watched.stands().alarms == ()
    assert watched.does(ChangeCampaign(plan(usual=100))) == "refusal.details.same"
    assert watched.does(ChangeCampaign(plan(kols=()))) == "refusal.watch.kols"
    assert watched.does(ChangeCampaign(plan(name=Words(" ")))) == "refusal.watch.name"
    assert watched.does(ChangeCampaign(plan(channel=""))) == "refusal.watch.channel"
    assert watched.does(ChangeCampaign(plan(usual=0))) == "refusal.watch.usual"


def test_the_first_hours_after_a_note_and_weekends_are_watched_in_turns() -> None:
    watched = Watched(rota=PEOPLE)
    # Saturday begins on Friday at 16:00 UTC in China; people are told an hour before.
    saturday = MONDAY.replace(day=6, hour=16)
    assert watched.due() == saturday - HOUR
    link = Words("https://www.xiaohongshu.com/explore/1")
    assert not watched.does(PublishNote(link, MONDAY - 2 * HOUR))
    (first,) = watched.happened(ev.WatchAssigned)
    until = MONDAY + 4 * HOUR
    assert first == ev.WatchAssigned(PEOPLE[0], MONDAY, until, "publication")
    assert watched.stands().holder(MONDAY) == PEOPLE[0]
    assert watched.does(PublishNote(link, MONDAY - 2 * HOUR)) == "refusal.details.same"
    assert not watched.does(HandOverWatch(PEOPLE[0]))
    assert watched.does(HandOverWatch(PEOPLE[0])) == "refusal.watch.handed_over"
    assert watched.stands().holder(MONDAY) == PEOPLE[1]
    # A note that is to go out tomorrow is watched when it does.
    assert not watched.does(PublishNote(Words("https://x.example/2"), MONDAY + 24 * HOUR))
    assert watched.due() == MONDAY + 23 * HOUR
    assert watched.stands().holder(MONDAY + 5 * HOUR) is None
    watched.now = MONDAY + 23 * HOUR
    assert not watched.does(TimePassed(), by=THE_BOT)
    assert watched.happened(ev.WatchAssigned)[-1].watcher == PEOPLE[2]
    watched.now = saturday - HOUR
    assert not watched.does(TimePassed(), by=THE_BOT)
    assert not watched.does(TimePassed(), by=THE_BOT)
    assigned = watched.happened(ev.WatchAssigned)
    assert [(one.watcher, one.reason) for one in assigned[2:]] == [(PEOPLE[0], "weekend")]
    assert watched.due() == saturday + 23 * HOUR
    watched.now = assigned[-1].until + HOUR
    assert watched.does(HandOverWatch(PEOPLE[0])) == "refusal.watch.nobody"


def test_turns_that_nobody_was_told_of_nag_nobody_and_the_clock_moves_on() -> None:
    watched = Watched(rota=PEOPLE[:1])
    watched.now += timedelta(days=30)
    due = watched.due()
    assert due is not None
    assert due < watched.now
    assert not watched.does(TimePassed(), by=THE_BOT)
    assert [type(one).__name__ for one in watched.events[1:]] == ["WatchMissed"]
    due = watched.due()
    assert due is not None
    assert due > watched.now
    watched.now = due
    assert not watched.does(TimePassed(), by=THE_BOT)
    assert watched.does(HandOverWatch(PEOPLE[0])) == "refusal.watch.alone"
    assert not watched.does(HandOverWatch(PEOPLE[0], SlackUserId("UZOE")))
    # Without a rota nobody is ever woken for a watch.
    assert Watched().due() is None


def test_a_crisis_keeps_how_the_campaign_was_watched() -> None:
    def states(*watched: Watched) -> dict[str, str]:
        found = monitoring_facts([one.stands() for one in watched], "k1", RULES)
        return {one.thing: one.state for one in found}

    assert states() == {WATCHED: "missing"}
    assert states(Watched(kols=("k2",))) == {WATCHED: "missing"}
    assert states(Watched()) == {WATCHED: "done", USUAL: "missing", ROTA: "missing"}
    watched = Watched(usual=100, rota=PEOPLE)
    assert not watched.sees(210, 230)
    facts = {one.thing: one for one in monitoring_facts([watched.stands()], "k1", RULES)}
    assert facts[WATCHED].at == MONDAY
    assert facts[CROSSED].at == MONDAY + HOUR
    assert facts[ANSWERED].state == "missing"
    assert not watched.does(DismissAlarm(1, Words("a prize draw")))
    assert states(watched)[ANSWERED] == "flag"


def test_spend_is_kept_by_influencer_and_quarter() -> None:
    watched = Watched()
    assert watched.does(RecordSpend("k9", "2026-Q1", "1", 1)) == "refusal.watch.kols"
    assert watched.does(RecordSpend("k1", "2026-Q5", "1", 1)) == "refusal.spend.quarter"
    assert watched.does(RecordSpend("k1", "2026-Q1", "-1", 1)) == "refusal.spend.spend"
    assert watched.does(RecordSpend("k1", "2026-Q1", "NaN", 1)) == "refusal.spend.spend"
    assert watched.does(RecordSpend("k1", "2026-Q1", "1", -1)) == "refusal.spend.exposure"
    assert not watched.does(RecordSpend("k1", "2026-Q1", "1200.50", 80_000))
    assert watched.does(RecordSpend("k1", "2026-Q1", "1200.50", 80_000)) == "refusal.details.same"
    assert not watched.does(EndCampaign())
    assert not watched.does(RecordSpend("k1", "2026-Q1", "1300", 90_000))
    assert watched.stands().spends["k1", "2026-Q1"].spend == "1300"


counts = st.lists(st.integers(1, 5000), min_size=1, max_size=40)


@given(counts, st.integers(20, 5000), st.data())
def test_figures_are_what_a_naive_reckoning_makes_of_the_same_signals(
    before: list[int], mentions: int, data: st.DataObject
) -> None:
    hours = [data.draw(st.integers(1, 200)) for _ in before]
    bad = [data.draw(st.integers(0, count)) for count in before]
    negatives = data.draw(st.integers(0, mentions))
    earlier = [
        signal(MONDAY - ago * HOUR, count, negatives=down)
        for count, ago, down in zip(before, hours, bad, strict=True)
    ]
    latest = signal(MONDAY, mentions, negatives=negatives)
    usual = usual_of(earlier, latest, RULES)
    within = [count for count, ago in zip(before, hours, strict=True) if ago <= 7 * 24]
    assert (usual is None) == (len(within) < RULES.usual_least)
    if usual is not None:
        assert usual == Decimal(median(within))
    figures = figures_of(latest, earlier, usual, RULES)
    near = Decimal("0.051")
    share = Decimal(100 * negatives) / mentions
    assert abs(figures["percent_negative"] - share) <= near
    if usual is not None:
        assert abs(figures["percent_of_usual"] - Decimal(100 * mentions) / usual) <= near
    lately = [Decimal(100 * d) / c for c, a, d in zip(before, hours, bad, strict=True) if a <= 4]
    assert ("rise_in_4_hours" in figures) == bool(lately)
    if lately:
        assert abs(figures["rise_in_4_hours"] - (share - min(lately))) <= near
    for rule in crossed(figures, {}, RULES):
        known = RULES.rule(rule.rule)
        assert known is not None
        assert figures[known.figure] >= known.at_least


def test_few_mentions_say_nothing_of_shares_but_a_note_that_is_saved_does() -> None:
    few = signal(MONDAY, RULES.least_mentions - 1, negatives=19, saves=250, rank=2)
    figures = figures_of(few, [], Decimal(1), RULES)
    assert set(figures) == {"saves", "rank"}
    assert [one.rule for one in crossed(figures, {}, RULES)] == ["note_saves"]
