"""Closing, the review's answers and signature, and what was promised for afterwards."""

from datetime import timedelta

import pytest

from bot.crisis.events import (
    CopyAsked,
    FactStated,
    FollowUpAdded,
    FollowUpDone,
    IncidentClosed,
    IncidentReopened,
    QuestionAnswered,
    ReviewSigned,
)
from bot.crisis.ids import EntryId, FollowUpId, TaskId
from bot.crisis.incident import COMMANDER
from bot.crisis.intents import (
    AddFollowUp,
    AddNote,
    AnswerQuestion,
    AskForCopy,
    CloseIncident,
    CompleteTask,
    FinishFollowUp,
    Intent,
    Refusal,
    ReopenIncident,
    SignReview,
    StateFact,
)
from bot.crisis.words import Words, in_slack, outside
from tests.crisis.story import DEPUTY, MIA, Story, minute, words

F1 = FollowUpId("f1")
WEEK = timedelta(days=7).total_seconds() / 60


def closed(at: float = 60) -> Story:
    story = Story()
    story.does(CloseIncident("contained", words("quiet now")), at=at)
    return story


def test_a_crisis_is_closed_with_its_outcome_by_whom_and_when() -> None:
    story = Story()
    assert story.does(CloseIncident("contained", words("quiet")), by=DEPUTY, at=60) == (
        IncidentClosed("contained", words("quiet")),
    )
    incident = story.incident
    assert incident.closed
    assert (incident.closed_at, incident.closed_by) == (minute(60), DEPUTY)
    assert (incident.outcome, incident.remark) == ("contained", words("quiet"))


def test_open_tasks_do_not_hold_up_closing_and_stay_open() -> None:
    story = closed()
    assert {task.id for task in story.incident.open_tasks()} >= {"A1", "A2"}


def test_an_outcome_must_be_one_of_the_playbook() -> None:
    for outcome in ("", "victory"):
        told = Story().is_told(CloseIncident(outcome))
        assert told == Refusal("refusal.close.outcome_missing", "missing", field="outcome")


def test_closing_twice_changes_nothing() -> None:
    told = closed().is_told(CloseIncident("false_alarm"))
    assert told == Refusal("refusal.close.closed", "already")


def test_a_closed_crisis_says_how_to_go_on() -> None:
    assert closed().is_told(CompleteTask(TaskId("A1"))) == Refusal("refusal.closed", "closed")


def test_a_crisis_is_taken_up_again_as_it_was() -> None:
    story = Story()
    story.does(CompleteTask(TaskId("A1")))
    before = story.incident
    story.does(CloseIncident("contained"), at=60)
    assert story.does(ReopenIncident(words("it is back")), at=90) == (
        IncidentReopened(words("it is back")),
    )
    after = story.incident
    assert (after.closed, after.closed_by, after.outcome, after.remark) == (False, None, None, None)
    assert after.tasks == before.tasks


def test_only_a_closed_crisis_is_taken_up_again() -> None:
    assert Story().is_told(ReopenIncident()) == Refusal("refusal.reopen.open", "already")


def test_after_seven_days_a_crisis_stays_closed() -> None:
    story = closed(60)
    told = story.is_told(ReopenIncident(), at=60 + WEEK + 0.1)
    assert told == Refusal("refusal.reopen.late", "closed", {"days": 7})
    story.does(ReopenIncident(), at=60 + WEEK)


def test_a_question_is_answered_and_the_latest_answer_counts() -> None:
    story = closed()
    first = AnswerQuestion("root_cause", words("a rush"))
    assert story.does(first, at=70) == (QuestionAnswered("root_cause", words("a rush")),)
    story.does(AnswerQuestion("root_cause", words("no review")), by=DEPUTY, at=71)
    answer = story.incident.answers["root_cause"]
    assert (answer.text, answer.by, answer.at) == (words("no review"), DEPUTY, minute(71))
    assert sum(isinstance(r.event, QuestionAnswered) for r in story.record) == 2


def test_a_question_with_options_may_be_answered_by_choosing_alone() -> None:
    story = closed()
    story.does(AnswerQuestion("failed_process", Words(""), ("vetting", "briefing")))
    assert story.incident.answers["failed_process"].choices == ("vetting", "briefing")


def test_an_option_that_was_not_offered_is_refused() -> None:
    told = closed().is_told(AnswerQuestion("failed_process", words(), ("wizardry",)))
    assert told == Refusal("refusal.decision.option_unknown", "missing", field="failed_process")


def test_the_same_answer_or_none_changes_nothing() -> None:
    story = closed()
    story.does(AnswerQuestion("root_cause", words("a rush")))
    assert story.does(AnswerQuestion("root_cause", words("a rush"))) == ()
    assert story.does(AnswerQuestion("root_cause", Words("  "))) == ()


def test_a_question_that_is_none_of_the_reviews_is_refused() -> None:
    told = closed().is_told(AnswerQuestion("who_is_to_blame", words()))
    assert told == Refusal("refusal.review.question_unknown", "missing")


@pytest.mark.parametrize("intent", [AnswerQuestion("root_cause", words()), SignReview()])
def test_there_is_a_review_only_after_closing(intent: Intent) -> None:
    assert Story().is_told(intent) == Refusal("refusal.review.not_closed", "missing")


def test_a_review_is_signed_by_each_once() -> None:
    story = closed()
    assert story.does(SignReview()) == (ReviewSigned(COMMANDER),)
    assert story.is_told(SignReview()) == Refusal("refusal.review.signed", "already")
    story.does(SignReview(), by=DEPUTY)
    assert story.incident.signed_by == (MIA, DEPUTY)


def test_a_changed_answer_takes_the_signatures_back() -> None:
    story = closed()
    story.does(SignReview())
    story.does(AnswerQuestion("root_cause", words()))
    assert story.incident.signed_by == ()
    story.does(SignReview())


def test_going_on_takes_the_signatures_back() -> None:
    story = closed()
    story.does(SignReview())
    story.does(ReopenIncident(), at=70)
    story.does(CloseIncident("contained"), at=80)
    assert story.incident.signed_by == ()


def test_answers_survive_going_on() -> None:
    story = closed()
    story.does(AnswerQuestion("root_cause", words()))
    story.does(ReopenIncident(), at=70)
    assert "root_cause" in story.incident.answers


def test_a_promise_has_an_owner_and_a_date_before_and_after_closing() -> None:
    for story in (Story(), closed()):
        intent = AddFollowUp(F1, words("train the agency"), outside("王经理"), minute(20_000))
        assert story.does(intent, at=90) == (
            FollowUpAdded(F1, words("train the agency"), outside("王经理"), minute(20_000)),
        )
        item = story.incident.follow_ups[F1]
        assert (item.owner, item.due, item.done_at) == (outside("王经理"), minute(20_000), None)


def test_the_same_promise_twice_is_one() -> None:
    story = closed()
    intent = AddFollowUp(F1, words(), in_slack(MIA), minute(20_000))
    story.does(intent)
    assert story.is_told(intent) == Refusal("refusal.details.same", "already")


def test_a_promise_of_nothing_is_refused() -> None:
    told = closed().is_told(AddFollowUp(F1, Words(" "), in_slack(MIA), minute(20_000)))
    assert told == Refusal("refusal.follow_up.empty", "missing", field="text")


def test_a_promise_is_kept_once() -> None:
    story = closed()
    story.does(AddFollowUp(F1, words(), in_slack(MIA), minute(20_000)))
    intent = FinishFollowUp(F1, words("done, see link"))
    assert story.does(intent, at=900) == (FollowUpDone(F1, words("done, see link")),)
    item = story.incident.follow_ups[F1]
    assert (item.done_at, item.evidence) == (minute(900), words("done, see link"))
    assert story.is_told(intent) == Refusal("refusal.follow_up.done", "already")


def test_a_promise_that_nobody_made_cannot_be_kept() -> None:
    told = closed().is_told(FinishFollowUp(F1))
    assert told == Refusal("refusal.follow_up.unknown", "missing")


def test_a_note_after_signing_leaves_the_signature_with_what_was_signed() -> None:
    story = closed()
    story.does(SignReview())
    story.does(AddNote(EntryId("late"), words("one more thing")), at=70)
    assert story.incident.signed_by == (MIA,)


def test_a_fact_is_said_once_as_a_number_and_takes_the_signatures_back() -> None:
    story = closed()
    story.does(SignReview())
    assert story.does(StateFact("reach", "1200")) == (FactStated("reach", "1200"),)
    assert story.incident.signed_by == ()
    assert story.does(StateFact("reach", "1200")) == ()
    assert story.does(StateFact("reach")) == ()
    told = story.is_told(StateFact("reach", "many"))
    assert told == Refusal("refusal.reading.number", "missing", field="reach")
    assert story.is_told(StateFact("weather", "12")).key == "refusal.fact.unknown"


def test_a_copy_is_asked_for_once_and_only_of_what_is_over() -> None:
    assert Story().is_told(AskForCopy()).key == "refusal.review.not_closed"
    story = closed()
    assert story.does(AskForCopy()) == (CopyAsked(),)
    assert story.incident.copy_asked
    assert story.is_told(AskForCopy()) == Refusal("refusal.copy.asked", "already")
