"""The review tells who decided what and why, what was done when, and what is still open."""

from dataclasses import replace
from datetime import timedelta
from typing import get_args

import pytest

from bot.crisis import intents as want
from bot.crisis.events import (
    KINDS,
    AnnouncementsSent,
    BriefAcknowledged,
    BriefApproved,
    BriefStarted,
    BriefWritten,
    Event,
    KeeperNamed,
    KolAdded,
    KolChanged,
    NoteAdded,
    PlaybookEntrusted,
    RosterChanged,
    TaskCompleted,
    UnknownEvent,
    VettingChecked,
    VettingLapsed,
    VettingPassed,
    VettingSigned,
)
from bot.crisis.events.change import PlaybookChangeProposed
from bot.crisis.events.content import ContentEvent
from bot.crisis.events.monitoring import MonitoringEvent
from bot.crisis.events.table import TableEvent
from bot.crisis.ids import EntryId, FollowUpId, TaskId
from bot.crisis.words import Words, in_slack
from bot.review.build import build
from bot.review.markdown import to_markdown
from bot.review.people import people_of
from bot.review.timeline import SENTENCES
from bot.review.value import Review, TaskLine
from bot.review.wording import Wording
from tests.crisis.story import DEPUTY, LEGAL, MEMBER, MIA, Story, decision, minute, takedown
from tests.review.goldens import LANGUAGES, voice
from tests.review.stories import WANG, everything, exercise, name, opening, reviewed, short, words

OF_THE_WORKSPACE: set[type[Event]] = {
    *(RosterChanged, AnnouncementsSent, KeeperNamed, PlaybookEntrusted),
    *(KolAdded, KolChanged, VettingChecked, VettingSigned, VettingPassed, VettingLapsed),
    *(BriefStarted, BriefWritten, BriefApproved, BriefAcknowledged),
    *get_args(ContentEvent),
    *get_args(MonitoringEvent),
    PlaybookChangeProposed,
    *get_args(TableEvent),
}
"""Kinds that stand in a stream of their own, and in no crisis."""


def closed(*steps: tuple[want.Intent, float], at: float = 200) -> Review:
    story = Story()
    for intent, when in steps:
        story.does(intent, at=when)
    story.does(want.CloseIncident("contained"), at=at)
    return reviewed(story)


def task(review: Review, name: str) -> TaskLine:
    return next(line for step in review.steps for line in step.tasks if line.task == name)


def test_durations_run_from_the_detection_and_from_the_opening() -> None:
    times = reviewed(short()).times
    assert times.detected_at == minute(-25)
    assert times.until_opened == timedelta(minutes=25)
    assert times.open_for == timedelta(minutes=62)
    assert times.until_closed == timedelta(minutes=87)


def test_a_sign_before_the_detection_shows_only_if_the_record_has_one() -> None:
    times = reviewed(short()).times
    assert times.first_sign_at == minute(-80)
    assert times.until_detected == timedelta(minutes=55)
    assert closed().times.first_sign_at is None


def test_an_entry_that_was_taken_back_is_no_first_sign() -> None:
    note = want.AddNote(EntryId("n1"), words("wrong"), minute(-80))
    review = closed((note, 1), (want.RetractEntry(EntryId("n1")), 2))
    assert review.times.first_sign_at is None


def test_an_open_crisis_has_a_review_too_and_it_is_a_draft() -> None:
    review = reviewed(Story())
    assert review.draft
    assert (review.times.closed_at, review.times.open_for, review.facts.outcome) == (
        None,
        None,
        None,
    )


def test_a_task_in_time_is_on_time_up_to_the_very_minute() -> None:
    line = task(closed((want.CompleteTask(TaskId("A1")), 10)), "A1")
    assert line.verdict == "on_time"
    assert (line.due, line.done_at) == (minute(10), minute(10))
    assert line.after_opening == timedelta(minutes=10)
    assert line.by == in_slack(MIA)


def test_a_task_after_its_time_is_late_whether_the_clock_said_so_or_not() -> None:
    line = task(closed((want.CompleteTask(TaskId("A1")), 10.5)), "A1")
    assert line.verdict == "late"
    story = Story()
    story.looks(11)
    story.does(want.CompleteTask(TaskId("A1")), at=12)
    assert task(reviewed(story), "A1").verdict == "late"


def test_a_task_is_measured_by_the_level_of_its_time_and_not_by_a_later_one() -> None:
    done, raised = want.CompleteTask(TaskId("A3")), want.ConfirmLevel(4)
    before = task(closed((done, 100), (raised, 110)), "A3")
    assert (before.due, before.verdict) == (minute(120), "on_time")
    after = task(closed((raised, 20), (done, 100)), "A3")
    assert (after.due, after.verdict) == (minute(45), "late")


def test_tasks_left_open_say_whether_their_time_had_passed() -> None:
    review = closed(at=60)
    assert task(review, "A1").verdict == "overdue"
    assert task(review, "E1").verdict == "not_done"
    assert task(review, "A6").verdict == "not_done"


def test_set_aside_and_blocked_tasks_say_why() -> None:
    review = closed(
        (want.MarkTaskNotApplicable(TaskId("A1"), words("no ads")), 1),
        (want.BlockTask(TaskId("A2"), words("no access")), 1),
    )
    assert (task(review, "A1").verdict, task(review, "A1").reason) == (
        "not_applicable",
        words("no ads"),
    )
    assert (task(review, "A2").verdict, task(review, "A2").reason) == (
        "blocked",
        words("no access"),
    )


def test_a_task_without_a_time_is_simply_done() -> None:
    assert task(closed((want.CompleteTask(TaskId("A6")), 99)), "A6").verdict == "done"


def test_tasks_that_were_never_called_for_are_listed_as_such() -> None:
    assert task(closed(), "A4").verdict == "not_called"


def test_a_task_done_for_somebody_names_both() -> None:
    line = task(closed((want.CompleteTask(TaskId("A1"), WANG), 5)), "A1")
    assert (line.by, line.recorded_by) == (WANG, in_slack(MIA))


def test_a_task_that_two_agreed_on_names_the_second_or_says_that_there_was_none() -> None:
    review = closed(
        (want.CompleteTask(TaskId("A1"), second=WANG), 5),
        (want.CompleteTask(TaskId("A2")), 6),
    )
    assert (task(review, "A1").second, task(review, "A1").alone) == (WANG, False)
    assert task(review, "A2").second is None
    document = to_markdown(review, voice("en"), name)
    assert "with 王经理" in document
    assert "It was agreed with 王经理." in document


def test_a_team_of_one_stands_in_the_review_as_such() -> None:
    story = Story()
    story.happens(TaskCompleted(TaskId("A1"), alone=True), at=5, by=MIA)
    line = task(reviewed(story), "A1")
    assert line.alone
    document = to_markdown(reviewed(story), voice("en"), name)
    assert "single-person team" in document
    assert "The team was a single person." in document


def test_a_reminder_stands_in_the_review_without_anybodys_name() -> None:
    story = Story()
    story.looks(60)
    told = [row for row in reviewed(story).timeline if row.kind == "PersonReminded"]
    assert told
    assert all(row.actor is None for row in told)
    spoken = [line for row in told for line in Wording(voice("en"), name).spoken(row.said)]
    assert not [line for line in spoken if "Mia" in line or MIA in line]


def test_a_file_that_could_not_be_read_says_so_instead_of_its_hash() -> None:
    proof = want.AddEvidence("e", words("a film"), TaskId("A1"), file="F1")
    story = Story()
    story.does(proof)
    story.does(want.NoteEvidenceUnreadable("e", "too_large"), by=None)
    (line,) = reviewed(story).evidence
    assert line.unreadable == "too_large"
    document = to_markdown(reviewed(story), voice("en"), name)
    assert r"could not be read (too\_large)" in document


def test_decisions_keep_their_numbers_and_point_at_each_other() -> None:
    review = reviewed(everything())
    assert [(d.number, d.replaces, d.replaced_by) for d in review.decisions] == [
        (1, None, 2),
        (2, 1, None),
        (4, None, None),
    ]
    assert [d.number for d in review.contacts] == [3]


def test_a_decision_says_what_was_chosen_and_typed_by_its_labels() -> None:
    line = reviewed(everything()).decisions[1]
    (chosen,) = line.chosen
    assert tuple(map(str, chosen)) == (
        "Text(en='action', zh='action（中文）')",
        "Text(en='hide', zh='hide（中文）')",
    )
    assert [typed.text for _, typed in line.typed] == ["note 1", "the claim was wrong"]
    assert line.notes == ()


def test_a_decision_about_several_notes_says_for_each_what_was_chosen() -> None:
    line = reviewed(everything()).decisions[0]
    assert [(one.note.text[-4:], [str(name) for name in one.chosen]) for one in line.notes] == [
        ("66aa", ["Text(en='keep', zh='keep（中文）')"]),
        ("66bb", ["Text(en='hide', zh='hide（中文）')"]),
    ]
    assert [typed.text for _, typed in line.typed] == ["the claim was wrong"]


def test_a_decision_that_was_carried_out_names_who_did_it() -> None:
    second, alarm = reviewed(everything()).decisions[1:]
    assert (second.carried_out_at, second.carried_out_by) == (minute(70), WANG)
    assert alarm.carried_out_by == in_slack(DEPUTY)


def test_only_a_standing_decision_with_a_date_still_waits() -> None:
    first = replace(takedown("hide", "d1"), due=minute(90))
    review = closed((first, 1), (takedown("keep", "d2", replaces="d1"), 2))
    assert review.waiting() == ()
    review = closed((first, 1), (decision("alarm", "d2"), 2))
    assert [line.number for line in review.waiting()] == [1]


def test_a_file_says_its_hash_and_another_that_it_is_still_to_come() -> None:
    link, file, pending, _ = reviewed(everything()).evidence
    assert (link.sha256, link.file) == (None, None)
    assert (file.sha256, file.size, file.permalink) == (
        "9f" * 32,
        48_213,
        "https://example.slack.com/p1",
    )
    assert (pending.sha256, pending.file) == (None, "F02")


def test_questions_are_answered_or_open() -> None:
    review = reviewed(short())
    assert len(review.unanswered()) == 4
    assert [line.question for line in review.questions if line.optional] == ["factors", "luck"]
    answered = reviewed(everything())
    assert answered.unanswered() == ()
    assert answered.questions[1].by == in_slack(MIA)


def test_promises_come_by_date_and_leave_out_the_kept_ones() -> None:
    story = Story()
    for nr, due in enumerate((900, 300, 600)):
        promise = want.AddFollowUp(FollowUpId(f"f{nr}"), words(str(due)), WANG, minute(due))
        story.does(promise)
    story.does(want.FinishFollowUp(FollowUpId("f2")))
    assert [item.text.text for item in reviewed(story).promises()] == ["300", "900"]


def test_the_timeline_is_in_the_order_of_what_happened() -> None:
    review = reviewed(everything())
    assert [(row.at, row.seq) for row in review.timeline] == sorted(
        (row.at, row.seq) for row in review.timeline
    )
    assert len(review.timeline) == len(everything().record)


def test_what_was_corrected_or_taken_back_is_marked_where_it_stands() -> None:
    rows = reviewed(everything()).timeline
    marks = {str(row.event.entry): row.marks for row in rows if isinstance(row.event, NoteAdded)}
    assert marks["n1"] == ("timeline.mark.amended",)
    assert marks["n2"] == ("timeline.mark.retracted",)
    assert marks["n9"] == ()


def test_a_signed_review_says_by_whom_and_how_much_came_later() -> None:
    review = reviewed(everything())
    assert not review.draft
    assert [(one.person, one.at) for one in review.signatures] == [(in_slack(MIA), minute(420))]
    assert review.changed_since_signed == 6


def test_a_changed_answer_makes_it_a_draft_again() -> None:
    story = everything()
    story.does(want.AnswerQuestion("root_cause", words("another one")), at=440)
    assert reviewed(story).draft
    assert reviewed(story).changed_since_signed == 0


def test_the_head_is_that_of_the_record() -> None:
    story = short()
    head = reviewed(story).head
    assert (head.count, head.hash) == (len(story.record), story.record[-1].hash)


def test_a_record_of_another_length_is_refused() -> None:
    story = short()
    for record in (story.record[:-1], []):
        with pytest.raises(ValueError, match="record"):
            build(story.incident, record)


def test_the_same_record_gives_an_equal_review() -> None:
    assert reviewed(everything()) == reviewed(everything())


def test_everybody_is_found_whose_name_a_document_needs() -> None:
    asked: set[str] = set()

    def ask(user: str) -> str:
        asked.add(user)
        return "name"

    review = reviewed(everything())
    to_markdown(review, voice("both"), ask)
    assert asked <= people_of(review)
    assert {MIA, DEPUTY, LEGAL, MEMBER, "UGONE"} <= people_of(review)


def test_every_kind_of_event_has_sentences_in_both_languages() -> None:
    assert set(SENTENCES) == set(get_args(Event)) - OF_THE_WORKSPACE
    stories = (exercise(), everything())
    told = {row.kind: row for story in stories for row in reviewed(story).timeline}
    elsewhere = {kind.__name__ for kind in OF_THE_WORKSPACE}
    assert set(told) == set(KINDS) - elsewhere | {"SomethingNewer"}
    for language in LANGUAGES:
        wording = Wording(voice(language), name)
        for row in told.values():
            lines = wording.spoken(row.said)
            assert len(lines) == (2 if language == "both" else 1), row.kind
            assert all(line.strip() for line in lines), row.kind


def test_an_event_of_a_newer_version_is_named_and_not_dropped() -> None:
    story = Story()
    story.happens(UnknownEvent("Telepathy", 7), at=5)
    assert reviewed(story).timeline[-1].kind == "Telepathy"


def test_what_was_redacted_says_so_and_nothing_else() -> None:
    story = Story(opening())
    gone = Words("", redacted=True)
    story.happens(NoteAdded(EntryId("n1"), gone), at=5, by=MIA)
    wording = Wording(voice("en"), name)
    (line,) = wording.spoken(reviewed(story).timeline[-1].said)
    assert line == "Note: [removed on request]"
