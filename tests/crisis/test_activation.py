"""Which tasks a crisis calls for, and which go away again."""

import pytest

from bot.crisis.ids import TaskId
from bot.crisis.intents import (
    ChangeDetails,
    CompleteTask,
    ConfirmLevel,
    OpenIncident,
    ReopenTask,
    TakeTask,
)
from bot.crisis.words import in_slack
from tests.crisis.story import MIA, Story, decision, minute, takedown, words

ON_OPENING = {"A1", "A2", "A3", "A6", "B1", "E1"}


def test_opening_calls_for_what_is_needed_now_and_nothing_else() -> None:
    story = Story()
    assert story.active() == ON_OPENING
    assert {story.state(name).appeared_at for name in ON_OPENING} == {minute(0)}


def test_active_tasks_come_in_the_order_of_the_checklist_and_by_step() -> None:
    story = Story()
    everything = [task.id for task in story.incident.active_tasks()]
    assert everything == ["A1", "A2", "A3", "A6", "B1", "E1"]
    assert [t.id for t in story.incident.active_tasks(story.task("B1").step)] == ["B1"]


@pytest.mark.parametrize(
    ("level", "called"), [(1, set()), (2, {"A4"}), (3, {"A4", "E4"}), (4, {"A4", "E4", "F1"})]
)
def test_a_level_calls_for_its_tasks_and_those_below(level: int, called: set[str]) -> None:
    story = Story()
    story.does(ConfirmLevel(level), at=9)
    assert story.active() - ON_OPENING == called
    assert {story.state(name).appeared_at for name in called} <= {minute(9)}


def test_tasks_that_nobody_touched_go_with_a_falling_level() -> None:
    story = Story()
    story.does(ConfirmLevel(3))
    story.does(TakeTask(TaskId("E4")))
    story.does(ConfirmLevel(1))
    assert story.active() - ON_OPENING == {"E4"}


def test_a_task_that_comes_back_has_its_time_again() -> None:
    story = Story()
    story.does(ConfirmLevel(2), at=5)
    story.looks(70)
    assert story.state("A4").overdue
    story.does(ConfirmLevel(1), at=80)
    assert not story.state("A4").overdue
    story.does(ConfirmLevel(2), at=90)
    assert (story.state("A4").appeared_at, story.state("A4").overdue) == (minute(90), False)


def test_a_crisis_type_calls_for_its_tasks_at_opening_or_later() -> None:
    told_at_once = Story(OpenIncident(words(), MIA, crisis_type="fake"))
    told_later = Story()
    told_later.does(ChangeDetails(crisis_type="fake"))
    assert told_at_once.active() == told_later.active() == (ON_OPENING | {"A5"}) - {"A6"}


def test_what_does_not_fit_the_type_goes_unless_somebody_has_it() -> None:
    story = Story()
    story.does(TakeTask(TaskId("A6")))
    story.does(ChangeDetails(crisis_type="fake"))
    assert "A6" in story.active()


def test_a_corrected_type_takes_its_tasks_along() -> None:
    story = Story()
    story.does(ChangeDetails(crisis_type="fake"))
    story.does(ChangeDetails(crisis_type="tone"))
    assert story.active() == ON_OPENING


def test_a_done_task_calls_for_what_follows_from_it() -> None:
    story = Story()
    story.does(CompleteTask(TaskId("B1")), at=6)
    assert "paused" in story.incident.conditions
    assert story.state("B2").appeared_at == minute(6)


def test_a_task_opened_again_takes_back_what_followed_from_it() -> None:
    story = Story()
    story.does(CompleteTask(TaskId("B1")))
    story.does(ReopenTask(TaskId("B1")))
    assert "paused" not in story.incident.conditions
    assert "B2" not in story.active()


def test_what_a_decision_made_true_stays_when_a_task_is_opened_again() -> None:
    story = Story()
    story.does(decision("campaign", choices={"action": "pause"}))
    story.does(CompleteTask(TaskId("B1")))
    story.does(ReopenTask(TaskId("B1")))
    assert "paused" in story.incident.conditions


def test_a_set_aside_task_makes_nothing_true_by_being_opened_again() -> None:
    story = Story()
    story.does(CompleteTask(TaskId("B1")))
    story.does(decision("campaign", choices={"action": "resume"}))
    story.does(ReopenTask(TaskId("B1")))
    assert "paused" not in story.incident.conditions


def test_a_kind_of_decision_makes_its_condition_true_and_another_ends_it() -> None:
    story = Story()
    story.does(decision("alarm", "d1"))
    assert "E5" in story.active()
    story.does(decision("calm", "d2"))
    assert "hot" not in story.incident.conditions
    assert "E5" not in story.active()


def test_an_option_makes_its_condition_true_and_another_ends_it() -> None:
    story = Story()
    story.does(decision("campaign", "d1", {"action": "pause"}))
    assert "B2" in story.active()
    story.does(decision("campaign", "d2", {"action": "resume"}))
    assert "paused" not in story.incident.conditions
    assert "B2" not in story.active()


def test_only_hiding_or_removing_calls_for_the_removal_tasks() -> None:
    for action, called in (("keep", set()), ("hide", {"E2", "E3"}), ("remove", {"E2", "E3"})):
        story = Story()
        story.does(takedown(action))
        assert story.active() - ON_OPENING == called, action


def test_a_replaced_decision_takes_back_what_it_made_true() -> None:
    story = Story()
    story.does(takedown("hide", "d1"))
    story.does(takedown("keep", "d2", replaces="d1"))
    assert "takedown" not in story.incident.conditions
    assert story.active() == ON_OPENING


def test_what_another_decision_made_true_as_well_stays() -> None:
    story = Story()
    story.does(takedown("hide", "d1", note="note 1"))
    story.does(takedown("remove", "d2", note="note 2"))
    story.does(takedown("keep", "d3", note="note 1", replaces="d1"))
    assert "takedown" in story.incident.conditions
    assert {"E2", "E3"} <= story.active()


def test_a_step_off_the_guides_five_has_a_card_only_once_it_is_needed() -> None:
    story = Story()
    assert [step.id for step in story.incident.shown_steps()] == ["assess", "pause", "decide"]
    story.does(ConfirmLevel(4))
    assert [step.id for step in story.incident.shown_steps()][-1] == "rebuild"
    story.does(ConfirmLevel(3))
    assert [step.id for step in story.incident.shown_steps()][-1] == "decide"


def test_a_task_in_the_hands_of_somebody_stays_however_the_crisis_turns() -> None:
    story = Story()
    story.does(takedown("hide", "d1"))
    story.does(TakeTask(TaskId("E2"), in_slack(MIA)))
    story.does(takedown("keep", "d2", replaces="d1"))
    assert "E2" in story.active()
    assert "E3" not in story.active()
