"""Who is reminded of what, when, and how often."""

from datetime import timedelta
from itertools import pairwise

from bot.crisis.events import RemindersQuieted, RemindersResumed
from bot.crisis.ids import FollowUpId, RoleId, SlackUserId, TaskId
from bot.crisis.intents import (
    AddFollowUp,
    BlockTask,
    CloseIncident,
    CompleteTask,
    FinishFollowUp,
    NoteMembership,
    OpenIncident,
    QuietReminders,
    ReopenTask,
    ResumeReminders,
    TakeTask,
    TimePassed,
)
from bot.crisis.timers import next_due_at
from bot.crisis.words import in_slack, outside
from tests.crisis.story import DEPUTY, LEGAL, MEMBER, MIA, START, Story, decision, minute, words

SOLO = OpenIncident(words("A note went wrong"), lead=MIA)


def run(story: Story, until: float, every: float = 1) -> None:
    """Let the clock look again and again."""
    at = 0.0
    while at <= until:
        story.does(TimePassed(), by=None, at=at)
        at += every


def test_first_assignments_are_one_message_to_each_person() -> None:
    story = Story()
    run(story, 9)
    told = [user for _, user in story.reminders()]
    assert sorted(told) == sorted(set(told))
    assert MIA not in told


def test_somebody_alone_at_night_is_written_to_at_most_every_half_hour() -> None:
    story = Story(SOLO)
    run(story, 24 * 60, every=2)
    times = [at for at, user in story.reminders() if user == MIA]
    assert times
    assert min(b - a for a, b in pairwise(times)) >= 30


def test_nothing_is_said_ahead_of_what_falls_due_within_half_an_hour() -> None:
    story = Story(SOLO)
    items = story.is_reminded(MIA, 10)
    assert all(not item.endswith("soon") for item in items)


def test_what_is_overdue_goes_to_its_owner_then_once_to_whoever_leads() -> None:
    story = Story()
    story.does(TakeTask(TaskId("A2"), in_slack(LEGAL)), by=MIA, at=0.5)
    story.is_reminded(LEGAL, 3)
    assert "A2 overdue" in story.is_reminded(LEGAL, 40)
    assert "A2 escalated" in story.is_reminded(MIA, 90)
    assert "A2 escalated" not in story.is_reminded(MIA, 200)
    assert "A2 overdue" not in story.is_reminded(LEGAL, 200)


def test_a_task_somebody_took_is_no_news_to_them() -> None:
    story = Story()
    story.does(NoteMembership(MEMBER, present=True), by=None, at=0.1)
    story.does(TakeTask(TaskId("A2")), by=MEMBER, at=0.5)
    assert "A2 assigned" not in story.is_reminded(MEMBER, 10)


def test_a_task_somebody_was_given_is_news_to_them() -> None:
    story = Story()
    story.does(NoteMembership(MEMBER, present=True), by=None, at=0.1)
    story.does(TakeTask(TaskId("A2"), in_slack(MEMBER)), by=MIA, at=0.5)
    assert "A2 assigned" in story.is_reminded(MEMBER, 3)


def test_nobody_is_reminded_of_what_is_done_or_blocked() -> None:
    story = Story(SOLO)
    story.does(CompleteTask(TaskId("A2")), at=1)
    story.does(BlockTask(TaskId("B1"), words()), at=1)
    items = story.is_reminded(MIA, 120)
    assert not any(item.startswith(("A2 ", "B1 ")) for item in items)


def test_a_task_of_somebody_outside_slack_is_the_commanders_to_watch() -> None:
    story = Story(SOLO)
    story.does(TakeTask(TaskId("A2"), outside("王经理")), at=1)
    assert "A2 overdue" in story.is_reminded(MIA, 60)


def test_after_a_downtime_there_is_one_message_a_person() -> None:
    story = Story()
    story.looks(20 * 60)
    told = [user for _, user in story.reminders()]
    assert sorted(told) == sorted(set(told))
    assert MIA in told


def test_quiet_for_an_hour_holds_everything_back_until_then() -> None:
    story = Story(SOLO)
    assert story.does(QuietReminders(minute(300)), at=5) == (RemindersQuieted(MIA, minute(300)),)
    assert story.is_reminded(MIA, 299) == ()
    assert "A2 overdue" in story.is_reminded(MIA, 300)


def test_muted_means_never_again_in_this_incident() -> None:
    story = Story(SOLO)
    story.does(QuietReminders(), at=5)
    assert story.is_told(QuietReminders(), at=6).key == "refusal.details.same"
    assert story.is_reminded(MIA, 5000) == ()


def test_quiet_until_a_moment_that_has_passed_is_refused() -> None:
    told = Story().is_told(QuietReminders(minute(1)), at=5)
    assert (told.key, told.field) == ("refusal.quiet.past", "until")


def test_looking_twice_reminds_once() -> None:
    story = Story(SOLO)
    assert story.is_reminded(MIA, 60)
    assert story.is_reminded(MIA, 60) == ()


def test_looking_again_is_never_due_at_once() -> None:
    story = Story()
    for at in range(0, 3000, 7):
        story.does(TimePassed(), by=None, at=at)
        due = next_due_at(story.incident)
        assert due is None or due > minute(at)


def test_a_decision_with_a_time_is_asked_after() -> None:
    story = Story(SOLO)
    story.does(decision("statement", choices={"format": "none"}, due=minute(200)), at=1)
    story.is_reminded(MIA, 150)
    assert "d1 overdue" in story.is_reminded(MIA, 201)


def test_a_follow_up_is_asked_after_until_it_is_done() -> None:
    story = Story(SOLO)
    due = START + timedelta(days=10)
    story.does(AddFollowUp(FollowUpId("f1"), words("fix"), in_slack(LEGAL), due), at=1)
    story.does(CloseIncident("contained"), at=2)
    day = 24 * 60
    assert story.is_reminded(LEGAL, 8.9 * day) == ()
    assert story.is_reminded(LEGAL, 9 * day) == ("f1 soon",)
    assert story.is_reminded(LEGAL, 10 * day) == ("f1 overdue",)
    assert story.is_reminded(LEGAL, 13.2 * day) == ()
    assert story.is_reminded(LEGAL, 13.3 * day) == ("f1#2026-03-16 overdue",)
    assert story.is_reminded(LEGAL, 20.2 * day) == ()
    assert story.is_reminded(LEGAL, 20.3 * day) == ("f1#2026-03-23 overdue",)
    story.does(NoteMembership(LEGAL, present=True), by=None, at=21 * day)
    story.does(FinishFollowUp(FollowUpId("f1")), by=LEGAL, at=22 * day)
    assert story.is_reminded(LEGAL, 40 * day) == ()


def test_a_closed_incident_reminds_of_nothing_but_follow_ups() -> None:
    story = Story()
    story.does(CloseIncident("contained"), at=1)
    assert next_due_at(story.incident) is None
    assert story.is_reminded(DEPUTY, 1000) == ()


def test_holding_many_roles_is_one_message() -> None:
    roles = {RoleId(name): (in_slack(SlackUserId("UBUSY")),) for name in ("legal", "kol", "deputy")}
    story = Story(OpenIncident(words("x"), lead=MIA, roles=roles))
    run(story, 9)
    assert [user for _, user in story.reminders()].count(SlackUserId("UBUSY")) == 1


def test_a_task_opened_again_is_not_said_twice_at_the_same_stage() -> None:
    story = Story(SOLO)
    assert "A2 overdue" in story.is_reminded(MIA, 60)
    story.does(CompleteTask(TaskId("A2")), at=61)
    story.does(ReopenTask(TaskId("A2")), at=62)
    assert "A2 overdue" not in story.is_reminded(MIA, 300)


def test_whoever_was_muted_hears_again_of_all_that_waits_in_one_message() -> None:
    story = Story(SOLO)
    assert story.is_told(ResumeReminders(), at=1).key == "refusal.quiet.not"
    story.does(QuietReminders(), at=5)
    assert story.does(ResumeReminders(), at=300) == (RemindersResumed(MIA),)
    assert "A2 overdue" in story.is_reminded(MIA, 300)
    assert story.is_reminded(MIA, 301) == ()
