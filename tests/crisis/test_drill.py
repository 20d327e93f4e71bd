"""An exercise: its clock is driven by whoever runs it, and everything else follows from it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.crisis import events as ev
from bot.crisis import intents as want
from bot.crisis.drill import Deed, Drill, Expectation, Inject, Mistake, Pace, Script
from bot.crisis.due import task_due
from bot.crisis.ids import ChannelId, SlackUserId, TaskId
from bot.crisis.score import score_of_drill
from bot.crisis.texts import Text
from bot.crisis.timers import next_check_at
from bot.crisis.words import in_slack
from tests.crisis.story import DEPUTY, MIA, START, TEAM_ROLES, Story, minute, words

GUIDE = SlackUserId("UGUIDE")
"""Runs the exercise."""
TEXT = Text("Do it sooner.", "早一点。")
SCRIPT = Script(
    "s",
    Text("A small one", "小演练"),
    TEXT,
    ends=60,
    injects=(Inject("first", 0, TEXT, TEXT), Inject("second", 20, TEXT, TEXT)),
    expected=(
        Expectation("done", "preserve", Deed(task=TaskId("A1")), 20, TEXT),
        Expectation("closed", "close", Deed(closed=True), 50, Text("Close it.", "结束。")),
    ),
    never=(Mistake("m", Deed(decision="takedown"), TEXT),),
)
OPENING = want.OpenIncident(
    words("Exercise"), lead=MIA, roles=TEAM_ROLES, drill=SCRIPT, speed=5, language="en"
)


def exercise(**changes: object) -> Story:
    return Story(replace(OPENING, **changes), opener=GUIDE)  # type: ignore[arg-type]  # any field


def drill(story: Story) -> Drill:
    assert story.incident.drill is not None
    return story.incident.drill


def arrived(story: Story, at: float) -> list[str]:
    return [one.inject for one in story.looks(at) if isinstance(one, ev.InjectArrived)]


def test_it_is_private_announced_nowhere_and_held_by_whoever_opened_it() -> None:
    story = exercise(visibility="public", announce_in=ChannelId("C9"), players=(SlackUserId("UP"),))
    incident = story.incident
    assert (incident.visibility, incident.announce_in) == ("private", None)
    assert drill(story).facilitator == GUIDE
    assert {GUIDE, MIA, SlackUserId("UP")} <= incident.people()
    assert story.folded() == incident


def test_no_speed_that_is_not_offered() -> None:
    for speed in (0, 11, -1):
        with pytest.raises(AssertionError, match=r"refusal\.drill\.speed"):
            exercise(speed=speed)


def test_injects_come_in_once_each_by_its_own_clock() -> None:
    story = exercise()
    assert arrived(story, 0) == ["first"]
    assert arrived(story, 3.9) == []
    assert arrived(story, 4) == ["second"]
    assert arrived(story, 11) == []
    assert drill(story).minute(minute(4)) == 20


def test_what_was_due_in_a_downtime_comes_in_afterwards_in_its_order() -> None:
    assert arrived(exercise(), 8) == ["first"]
    story = exercise()
    story.looks(8)
    assert arrived(story, 8) == ["second"]


def test_while_it_is_paused_nothing_comes_in_and_nothing_falls_due() -> None:
    story = exercise()
    story.looks(0)
    story.does(want.PaceDrill(0), by=GUIDE, at=1)
    assert drill(story).paused
    assert story.looks(600) == ()
    assert task_due(story.incident, story.task("A1")) is None
    assert next_check_at(story.incident) is None
    story.does(want.ResumeDrill(), by=GUIDE, at=600)
    assert drill(story).minute(minute(602)) == 15
    assert arrived(story, 603) == ["second"]


def test_deadlines_run_as_fast_as_it_does() -> None:
    story = exercise()
    a1 = story.task("A1")
    plain = Story()
    real = task_due(plain.incident, a1)
    due = task_due(story.incident, a1)
    assert real is not None
    assert due is not None
    assert (due - START) * 5 == real - START
    story.does(want.PaceDrill(1), by=GUIDE, at=0)
    assert task_due(story.incident, a1) == real


def test_skipping_brings_in_the_next_and_the_clock_goes_on_from_there() -> None:
    story = exercise()
    story.looks(0)
    story.does(want.SkipAhead(), by=GUIDE, at=1)
    assert arrived(story, 1) == ["second"]
    assert drill(story).minute(minute(2)) == 25
    told = story.is_told(want.SkipAhead(), by=GUIDE, at=3)
    assert told.key == "refusal.drill.nothing_comes"


def test_only_whoever_runs_it_drives_it() -> None:
    story = exercise()
    for intent in (want.PaceDrill(0), want.ResumeDrill(), want.SkipAhead(), want.EndDrill()):
        assert story.is_told(intent, by=MIA).key == "refusal.drill.facilitator"
        assert Story().is_told(intent, by=MIA).key == "refusal.drill.none"
    assert story.is_told(want.PaceDrill(5), by=GUIDE).tone == "already"
    assert story.is_told(want.PaceDrill(11), by=GUIDE).key == "refusal.drill.speed"
    assert story.is_told(want.ResumeDrill(), by=GUIDE).tone == "already"


def test_it_ends_by_itself_and_promises_what_did_not_go_well() -> None:
    story = exercise()
    story.looks(0)
    story.does(want.CompleteTask(TaskId("A1")), at=5)
    fired = story.looks(12)
    assert [type(one) for one in fired[-3:]] == [
        ev.DrillEnded,
        ev.FollowUpAdded,
        ev.FollowUpAdded,
    ]
    assert [one.text.text for one in story.incident.follow_ups.values()] == [
        "Do it sooner.",
        "Close it.",
    ]
    assert story.incident.over
    assert story.looks(5000) == ()
    result = score_of_drill(story.incident, minute(9000))
    assert [(line.minute, line.verdict) for line in result.lines] == [
        (25, "late"),
        (None, "missed"),
    ]
    assert story.is_told(want.EndDrill(), by=GUIDE).key == "refusal.drill.ended"


def test_what_is_done_after_its_end_does_not_count() -> None:
    story = exercise()
    story.does(want.EndDrill(), by=GUIDE, at=2)
    assert story.incident.follow_ups == {}
    story.does(want.CompleteTask(TaskId("A1")), at=3)
    story.does(want.CloseIncident("contained"), at=4)
    result = score_of_drill(story.incident, minute(4))
    assert [line.verdict for line in result.lines] == ["waiting", "waiting"]


def test_closing_the_crisis_is_part_of_the_play_and_ends_it() -> None:
    story = exercise()
    story.does(want.CompleteTask(TaskId("A1")), at=2)
    closed = story.does(want.CloseIncident("contained"), at=9)
    assert [type(one) for one in closed] == [ev.IncidentClosed, ev.DrillEnded]
    assert score_of_drill(story.incident, minute(9)).met


def test_people_are_reminded_in_it_as_in_a_real_one_and_not_after_its_end() -> None:
    story = exercise()
    story.looks(11.9)
    before = len(story.reminders())
    assert {user for _, user in story.reminders()} <= {MIA, DEPUTY, *story.incident.people()}
    story.looks(12)
    story.looks(300)
    assert len(story.reminders()) == before


def test_no_roster_reaches_anybody_in_an_exercise() -> None:
    story = exercise()
    outsider = dict.fromkeys(TEAM_ROLES, (in_slack(SlackUserId("UREAL")),))
    story.does(want.ChangeDetails(brand=words("Lumeya"), roster=outsider))
    assert SlackUserId("UREAL") not in story.incident.people()


def test_its_clock_can_be_read_both_ways() -> None:
    paces = (
        Pace(minute(0), timedelta(), 5),
        Pace(minute(2), timedelta(minutes=10), 0),
        Pace(minute(10), timedelta(minutes=10), 1),
        Pace(minute(12), timedelta(minutes=40), 10),
    )
    made = Drill(SCRIPT, GUIDE, 10, paces)
    for minutes, moment in (
        (0, 0),
        (5, 1),
        (10, 2),
        (11, 11),
        (12, 12),
        (30, 12),
        (40, 12),
        (50, 13),
    ):
        assert made.moment(timedelta(minutes=minutes)) == minute(moment), minutes
    for at in (0.0, 1.0, 1.5, 11, 11.5, 12, 12.3):
        assert made.moment(made.elapsed(minute(at))) == minute(at), at
    standing = replace(made, paces=paces[:2])
    assert standing.moment(timedelta(minutes=11)) is None
