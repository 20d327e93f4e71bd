"""A rehearsal is judged by what the record shows and when: nothing else counts."""

from datetime import datetime

from bot.crisis.drill import Deed, Expectation, Mistake, Objective, Script
from bot.crisis.ids import TaskId
from bot.crisis.intents import (
    AddEvidence,
    CloseIncident,
    CompleteTask,
    ReadSeverity,
    ReopenTask,
    ReportSurface,
)
from bot.crisis.score import Score, score
from bot.crisis.texts import Text
from bot.playbook.load import load_default
from tests.crisis.story import START, Story, minute, takedown, words

A1, A2 = TaskId("A1"), TaskId("A2")
TEXT = Text("Practise it.", "多练。")
HIDDEN = Deed(decision="takedown", choices={"action": ("hide", "remove")})


def expected(name: str, deed: Deed, by: int, objective: Objective = "preserve") -> Expectation:
    return Expectation(name, objective, deed, by, TEXT)


def script(*wanted: Expectation, never: tuple[Mistake, ...] = ()) -> Script:
    return Script("s", TEXT, TEXT, 60, (), wanted, never)


def judged(story: Story, played: Script, until: int = 61) -> Score:
    def minute_of(at: datetime) -> int:
        return int((at - START).total_seconds() // 60)

    return score(played, story.incident, minute_of, until)


def test_the_minute_itself_still_counts_and_the_next_is_late() -> None:
    story = Story()
    story.does(CompleteTask(A1), at=20.9)
    wanted = script(expected("in_time", Deed(task=A1), 20), expected("late", Deed(task=A1), 19))
    result = judged(story, wanted)
    assert [(line.minute, line.verdict) for line in result.lines] == [(20, "met"), (20, "late")]
    assert not result.met
    assert [line.expectation.id for line in result.unmet()] == ["late"]


def test_what_is_not_done_waits_until_its_minute_has_passed() -> None:
    wanted = script(expected("a", Deed(task=A1), 20))
    assert judged(Story(), wanted, until=20).lines[0].verdict == "waiting"
    assert judged(Story(), wanted, until=21).lines[0].verdict == "missed"
    assert not judged(Story(), wanted, until=20).met


def test_a_task_that_was_done_for_somebody_counts_from_when_it_was_done() -> None:
    story = Story()
    story.does(CompleteTask(A1, happened_at=minute(5)), at=40)
    assert judged(story, script(expected("a", Deed(task=A1), 10))).met


def test_a_task_that_was_opened_again_is_not_done() -> None:
    story = Story()
    story.does(CompleteTask(A1), at=5)
    story.does(ReopenTask(A1), at=6)
    assert judged(story, script(expected("a", Deed(task=A1), 10))).lines[0].verdict == "missed"


def test_a_place_counts_from_when_it_was_off_and_no_more_once_it_runs() -> None:
    story = Story()
    wanted = script(expected("a", Deed(surface="ads"), 10), expected("b", Deed(surface="shop"), 10))
    story.does(ReportSurface("ads", "paused"), at=8)
    story.does(ReportSurface("shop", "unused"), at=12)
    assert [line.verdict for line in judged(story, wanted).lines] == ["met", "late"]
    story.does(ReportSurface("shop", "running"), at=20)
    assert [line.verdict for line in judged(story, wanted).lines] == ["met", "missed"]


def test_receipts_are_counted_by_task() -> None:
    story = Story()
    story.does(AddEvidence("e1", words("screenshot"), task=A1), at=3)
    story.does(AddEvidence("e2", words("another"), task=A1), at=30)
    wanted = script(
        expected("a", Deed(receipt=A1), 10), expected("b", Deed(receipt=A2), 10, "pause")
    )
    result = judged(story, wanted)
    assert result.receipts == (1, 2)
    assert [line.minute for line in result.lines] == [3, None]


def test_a_decision_counts_with_the_options_that_were_asked_for() -> None:
    story = Story()
    story.does(takedown("keep"), at=4)
    assert judged(story, script(expected("a", HIDDEN, 10))).lines[0].verdict == "missed"
    story.does(takedown("hide", "d2"), at=8)
    assert judged(story, script(expected("a", HIDDEN, 10))).lines[0].minute == 8


def test_a_wrong_order_is_a_slip_and_the_right_one_is_none() -> None:
    never = (Mistake("unsaved", HIDDEN, TEXT, Deed(task=A1)),)
    wanted = script(expected("a", HIDDEN, 60), never=never)
    early, right = Story(), Story()
    early.does(takedown("hide"), at=8)
    early.does(CompleteTask(A1), at=9)
    right.does(CompleteTask(A1), at=7)
    right.does(takedown("hide"), at=8)
    assert [(slip.mistake.id, slip.minute) for slip in judged(early, wanted).slips] == [
        ("unsaved", 8)
    ]
    assert not judged(early, wanted).met
    assert judged(right, wanted).met


def test_what_must_never_happen_is_a_slip_at_any_time() -> None:
    story = Story()
    story.does(takedown("remove"), at=50)
    wanted = script(expected("a", HIDDEN, 60), never=(Mistake("m", HIDDEN, TEXT),))
    assert judged(story, wanted).slips[0].minute == 50


def test_an_objective_is_reached_with_the_last_of_its_expectations() -> None:
    story = Story()
    story.does(CompleteTask(A1), at=5)
    story.does(CloseIncident("contained"), at=50)
    wanted = script(
        expected("a", Deed(task=A1), 10),
        expected("b", Deed(task=A2), 30),
        expected("c", Deed(closed=True), 55, "close"),
    )
    preserve, close = judged(story, wanted).objectives
    assert (preserve.met, preserve.count, preserve.minute, preserve.by) == (1, 2, None, 30)
    assert (close.met, close.count, close.minute) == (1, 1, 50)


def test_a_full_reading_counts_where_a_quick_one_was_asked_for() -> None:
    story = Story(playbook=load_default())
    quick = script(expected("a", Deed(reading="quick"), 10, "assess"))
    full = script(expected("a", Deed(reading="full"), 10, "assess"))
    story.does(ReadSeverity("r1", "quick", answers={"momentum": "yes"}), at=3)
    assert (judged(story, quick).met, judged(story, full).met) == (True, False)
    story.does(ReadSeverity("r2", "full", points={"velocity": 1}), at=5)
    assert [judged(story, one).lines[0].minute for one in (quick, full)] == [3, 5]
