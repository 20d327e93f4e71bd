"""When tasks are due, and what the clock does about it."""

from datetime import datetime

import pytest

from bot.crisis.due import task_due
from bot.crisis.events import CheckpointReached, TasksFellOverdue
from bot.crisis.ids import TaskId
from bot.crisis.intents import (
    BlockTask,
    ChangeDetails,
    CloseIncident,
    CompleteTask,
    ConfirmLevel,
    MarkTaskNotApplicable,
    OpenIncident,
    ReopenIncident,
    ReopenTask,
)
from bot.crisis.timers import Timer, next_check_at, next_due_at, timers
from tests.crisis.story import MIA, Story, decision, minute, takedown, words


def due(story: Story, name: str) -> datetime | None:
    return task_due(story.incident, story.task(name))


def detected(at: float) -> Story:
    return Story(OpenIncident(words(), MIA, detected_at=minute(at)))


def checkpoints(story: Story) -> list[int]:
    return [int(t.subject) for t in timers(story.incident) if t.kind == "checkpoint"]


def test_deadlines_run_from_the_opening_however_late_it_was() -> None:
    for story in (detected(0), detected(-600)):
        assert due(story, "A1") == minute(10)


def test_a_task_without_minutes_is_never_due() -> None:
    assert due(Story(), "A6") is None


@pytest.mark.parametrize(("level", "minutes"), [(None, 120), (1, 120), (2, 120), (3, 90), (4, 45)])
def test_a_confirmed_level_shortens_the_time(level: int | None, minutes: int) -> None:
    story = Story()
    if level is not None:
        story.does(ConfirmLevel(level))
    assert due(story, "A3") == minute(minutes)


def test_a_level_without_a_time_of_its_own_takes_that_of_the_level_below() -> None:
    story = Story()
    story.does(ConfirmLevel(3))
    assert due(story, "A3") == minute(90)
    story.does(ConfirmLevel(2))
    assert due(story, "A3") == minute(120)


def test_a_task_that_appears_later_has_its_time_from_then() -> None:
    story = Story()
    story.does(ConfirmLevel(2), at=25)
    assert due(story, "A4") == minute(25 + 60)


def test_a_task_counts_from_the_task_before_it() -> None:
    story = Story()
    story.does(decision("campaign", choices={"action": "pause"}), at=3)
    assert due(story, "B2") is None
    story.does(CompleteTask(TaskId("B1")), at=20)
    assert due(story, "B2") == minute(50)


def test_a_task_before_it_that_was_set_aside_counts_as_over() -> None:
    story = Story()
    story.does(decision("campaign", choices={"action": "pause"}), at=3)
    story.does(MarkTaskNotApplicable(TaskId("B1"), words()), at=20)
    assert due(story, "B2") == minute(50)


def test_a_task_before_it_that_is_open_again_takes_the_time_away() -> None:
    story = Story()
    story.does(decision("campaign", choices={"action": "pause"}), at=3)
    story.does(CompleteTask(TaskId("B1")), at=20)
    story.does(ReopenTask(TaskId("B1")), at=21)
    assert due(story, "B2") is None


def test_a_task_counts_from_the_latest_decision_that_stands() -> None:
    story = Story()
    story.does(takedown("hide", "d1"), at=10)
    assert due(story, "E3") == minute(70)
    story.does(takedown("remove", "d2", replaces="d1"), at=40)
    assert due(story, "E3") == minute(100)


def test_no_task_is_late_on_arrival() -> None:
    story = Story()
    story.does(takedown("keep"), at=5)
    story.does(ConfirmLevel(3), at=300)
    assert due(story, "E4") == minute(360)
    assert story.looks(301) != ()
    assert not story.state("E4").overdue


def test_the_next_look_is_at_the_first_thing_due() -> None:
    story = Story()
    assert next_due_at(story.incident) == minute(10)
    story.does(CompleteTask(TaskId("A1")))
    assert next_due_at(story.incident) == minute(30)


def test_finished_tasks_are_never_due_and_blocked_ones_are() -> None:
    story = Story()
    story.does(CompleteTask(TaskId("A1")))
    story.does(BlockTask(TaskId("A2"), words()))
    subjects = {timer.subject for timer in timers(story.incident)}
    assert "A1" not in subjects
    assert Timer(minute(30), "task", "A2") in list(timers(story.incident))


def test_what_is_due_fires_in_one_go_and_once() -> None:
    story = Story()
    assert story.looks(9.9) == ()
    assert story.looks(30) == (TasksFellOverdue((TaskId("A1"), TaskId("A2"), TaskId("B1"))),)
    assert story.state("A1").overdue
    assert story.looks(30) == ()
    assert next_check_at(story.incident) == minute(120)


def test_a_task_done_late_stays_late_and_does_not_fire_again() -> None:
    story = Story()
    story.looks(10)
    story.does(CompleteTask(TaskId("A1")), at=11)
    assert story.state("A1").overdue
    story.does(ReopenTask(TaskId("A1")), at=12)
    assert story.looks(13) == ()


def test_a_task_done_in_time_and_opened_again_late_is_late() -> None:
    story = Story()
    story.does(CompleteTask(TaskId("A1")), at=5)
    story.does(ReopenTask(TaskId("A1")), at=20)
    assert story.looks(20) == (TasksFellOverdue((TaskId("A1"),)),)


def test_checkpoints_count_from_the_detection() -> None:
    story = detected(-30)
    assert story.looks(4 * 60 - 30.1)[1:] == ()
    assert CheckpointReached(4) in story.looks(4 * 60 - 30)
    assert story.incident.checkpoints == {4}
    assert CheckpointReached(4) not in story.looks(4 * 60)


def test_checkpoints_before_the_opening_are_skipped() -> None:
    assert checkpoints(detected(-13 * 60)) == [24]
    assert checkpoints(detected(-4 * 60)) == [12, 24]
    assert checkpoints(detected(-30 * 60)) == []


def test_after_a_downtime_each_checkpoint_fires_once_in_order() -> None:
    story = Story()
    fired = story.looks(13 * 60)
    assert fired[1:] == (CheckpointReached(4), CheckpointReached(12))
    assert story.looks(13 * 60) == ()


def test_another_detection_time_moves_only_what_has_not_fired() -> None:
    story = Story()
    story.looks(4 * 60)
    story.does(ChangeDetails(detected_at=minute(-60)), at=4 * 60 + 1)
    assert checkpoints(story) == [12, 24]
    assert next(t.at for t in timers(story.incident) if t.subject == "12") == minute(11 * 60)
    story.does(ChangeDetails(detected_at=minute(-11 * 60)), at=4 * 60 + 2)
    assert CheckpointReached(12) in story.looks(4 * 60 + 3)


def test_nothing_is_due_after_closing() -> None:
    story = Story()
    story.does(CloseIncident("contained"), at=5)
    assert list(timers(story.incident)) == []
    assert next_due_at(story.incident) is None
    assert story.looks(60 * 24) == ()


def test_what_passed_while_closed_is_not_made_up_for() -> None:
    story = Story()
    story.does(CloseIncident("contained"), at=5)
    story.does(ReopenIncident(), at=13 * 60)
    assert checkpoints(story) == [24]
    fired = story.looks(13 * 60)
    assert fired == (TasksFellOverdue(tuple(map(TaskId, ("A1", "A2", "B1", "A3", "E1")))),)


def test_a_checkpoint_of_the_very_moment_of_going_on_counts_as_passed() -> None:
    story = Story()
    story.does(CloseIncident("contained"), at=5)
    story.does(ReopenIncident(), at=12 * 60)
    assert checkpoints(story) == [24]


def test_the_clock_leaves_a_trace_only_when_something_fires() -> None:
    story = Story()
    length = len(story.record)
    story.looks(1)
    assert len(story.record) == length
    story.looks(10)
    assert story.record[-1].actor is None
