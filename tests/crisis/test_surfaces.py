"""Receipts: what nobody proved counts as running, and what is off runs again only by two people."""

from decimal import Decimal

import pytest

from bot.crisis import events as ev
from bot.crisis import intents as want
from bot.crisis.ids import RoleId, TaskId
from bot.crisis.surfaces import place_of, running, spend
from bot.crisis.words import in_slack, outside
from tests.crisis.story import DEPUTY, LEGAL, MIA, Story, minute, words

B1 = TaskId("B1")
COUNSEL = RoleId("legal")


def test_what_has_no_receipt_counts_as_running() -> None:
    story = Story()
    assert (running(story.incident), spend(story.incident)) == (2, None)
    story.does(want.AddSurface("s1", words("A screen in a store")))
    assert running(story.incident) == 3
    story.does(want.ReportSurface("shop", "unused"))
    story.does(want.ReportSurface("s1", "running", spend="120.5"))
    assert running(story.incident) == 2
    assert spend(story.incident) == (Decimal("120.5"), 1)


def test_a_task_done_by_hand_pauses_its_places_and_the_other_way_round() -> None:
    story = Story()
    story.does(want.CompleteTask(B1), at=5)
    ads = place_of(story.incident, "ads")
    assert ads is not None
    assert (ads.state.status, ads.state.by, ads.state.evidence) == ("paused", in_slack(MIA), None)
    other = Story()
    happened = other.does(want.ReportSurface("ads", "paused", evidence=words("a screenshot")))
    assert happened[1:] == (ev.TaskCompleted(B1),)


def test_a_pause_is_looked_at_again_after_half_an_hour() -> None:
    story = Story()
    story.does(want.ReportSurface("ads", "paused"), at=10)
    ads = place_of(story.incident, "ads")
    assert ads is not None
    assert ads.check_at == minute(40)
    due = f"ads#{int(minute(40).timestamp())} overdue"
    assert due not in story.is_reminded(MIA, 39)
    assert due in story.is_reminded(MIA, 70)
    story.does(want.VerifySurface("ads"), at=71)
    checked = place_of(story.incident, "ads")
    assert checked is not None
    assert checked.check_at is None


def test_running_again_needs_two_people_each_once() -> None:
    story = Story()
    assert story.is_told(want.AgreeToResume("ads")).key == "refusal.surface.not_paused"
    story.does(want.ReportSurface("ads", "paused"))
    assert story.is_told(want.AgreeToResume("ads"), by=DEPUTY).key == "refusal.surface.resume"
    story.does(want.AgreeToResume("ads"))
    assert running(story.incident) == 1
    assert story.is_told(want.AgreeToResume("ads")).key == "refusal.surface.agreed"
    story.does(want.AgreeToResume("ads"), by=LEGAL)
    assert running(story.incident) == 2


def test_one_person_in_both_roles_cannot_agree_twice() -> None:
    story = Story()
    story.does(want.FillRole(COUNSEL, (in_slack(MIA),)))
    story.does(want.ReportSurface("ads", "paused"))
    story.does(want.AgreeToResume("ads"))
    assert story.is_told(want.AgreeToResume("ads")).tone == "already"


def test_counsel_outside_slack_agrees_through_whoever_writes_it_down() -> None:
    story = Story()
    counsel = outside("Counsel 李")
    story.does(want.FillRole(COUNSEL, (counsel,)))
    story.does(want.ReportSurface("ads", "paused"))
    stranger = want.AgreeToResume("ads", outside("Somebody"))
    assert story.is_told(stranger).key == "refusal.surface.resume"
    happened = story.does(want.AgreeToResume("ads", counsel), by=DEPUTY)
    assert happened == (ev.ResumeAgreed("ads", COUNSEL, counsel),)
    # Nobody agrees for somebody who can do so in Slack.
    assert story.is_told(want.AgreeToResume("ads", in_slack(MIA)), by=DEPUTY).tone == "forbidden"


@pytest.mark.parametrize(
    ("intent", "key"),
    [
        (want.ReportSurface("nowhere", "paused"), "refusal.surface.unknown"),
        (want.ReportSurface("ads", "paused", at=minute(99)), "refusal.surface.future"),
        (want.ReportSurface("ads", "paused", spend="-3"), "refusal.reading.number"),
        (want.VerifySurface("ads"), "refusal.surface.not_paused"),
        (want.AddSurface("s1", words(" ")), "refusal.surface.name_missing"),
    ],
)
def test_a_refusal_says_what_is_missing(intent: want.Intent, key: str) -> None:
    assert Story().is_told(intent, at=5).key == key
