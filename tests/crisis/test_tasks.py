"""Tasks: taken, done, set aside, blocked, opened again, and what proves them."""

import pytest

from bot.crisis.events import (
    EvidenceAdded,
    EvidenceHashed,
    PersonInvited,
    TaskBlocked,
    TaskCompleted,
    TaskMarkedNotApplicable,
    TaskReopened,
    TaskTaken,
)
from bot.crisis.ids import ChannelId, TaskId
from bot.crisis.intents import (
    AddEvidence,
    BlockTask,
    CompleteTask,
    ConfirmLevel,
    Intent,
    MarkTaskNotApplicable,
    NoteEvidenceHash,
    Refusal,
    ReopenTask,
    TakeTask,
)
from bot.crisis.words import MessageRef, Words, in_slack, outside
from tests.crisis.story import DEPUTY, MEMBER, MIA, STRANGER, Story, minute, words

A1, A2, A4 = TaskId("A1"), TaskId("A2"), TaskId("A4")
WANG = outside("王经理")


def test_who_takes_a_task_has_it_in_hand() -> None:
    story = Story()
    assert story.does(TakeTask(A1), by=DEPUTY, at=3) == (TaskTaken(A1, in_slack(DEPUTY)),)
    state = story.state("A1")
    assert (state.status, state.owner, state.changed_at) == (
        "in_hand",
        in_slack(DEPUTY),
        minute(3),
    )


def test_a_task_is_given_to_somebody_outside_slack() -> None:
    story = Story()
    story.does(TakeTask(A1, WANG))
    assert story.state("A1").owner == WANG


def test_who_is_given_a_task_and_is_not_here_is_brought_in() -> None:
    story = Story()
    asked = story.does(TakeTask(A1, in_slack(STRANGER)))
    assert asked == (TaskTaken(A1, in_slack(STRANGER)), PersonInvited(STRANGER))
    assert story.does(TakeTask(A2, in_slack(STRANGER))) == (TaskTaken(A2, in_slack(STRANGER)),)


def test_second_click_on_take_changes_nothing() -> None:
    story = Story()
    story.does(TakeTask(A1))
    told = story.is_told(TakeTask(A1))
    assert told == Refusal("refusal.task.in_hand", "already", {"task": A1, "person": in_slack(MIA)})


def test_a_task_in_hand_changes_hands() -> None:
    story = Story()
    story.does(TakeTask(A1))
    story.does(TakeTask(A1), by=DEPUTY)
    assert story.state("A1").owner == in_slack(DEPUTY)


def test_who_takes_a_blocked_task_has_it_in_hand() -> None:
    story = Story()
    story.does(BlockTask(A1, words()))
    story.does(TakeTask(A1))
    assert (story.state("A1").status, story.state("A1").reason) == ("in_hand", None)


def test_a_task_is_done_by_who_says_so() -> None:
    story = Story()
    assert story.does(CompleteTask(A1), by=MIA, at=4) == (TaskCompleted(A1),)
    state = story.state("A1")
    assert (state.status, state.by, state.owner) == ("done", in_slack(MIA), in_slack(MIA))
    assert (state.recorded_by, state.changed_at) == (MIA, minute(4))


def test_a_task_is_recorded_for_somebody_outside_slack() -> None:
    story = Story()
    done = CompleteTask(A1, WANG, words("phone"), happened_at=minute(3))
    assert story.does(done, by=MIA, at=9) == (TaskCompleted(A1, WANG, words("phone")),)
    state = story.state("A1")
    assert (state.by, state.recorded_by, state.changed_at) == (WANG, MIA, minute(3))


def test_a_task_is_not_done_before_its_time_has_come() -> None:
    told = Story().is_told(CompleteTask(A1, WANG, happened_at=minute(60)), at=5)
    assert told == Refusal("refusal.note.future", "missing", field="at")


def test_the_owner_stays_when_somebody_else_does_it() -> None:
    story = Story()
    story.does(TakeTask(A1), by=DEPUTY)
    story.does(CompleteTask(A1), by=MIA)
    assert (story.state("A1").owner, story.state("A1").by) == (in_slack(DEPUTY), in_slack(MIA))


def test_a_task_is_set_aside_with_a_reason() -> None:
    story = Story()
    assert story.does(MarkTaskNotApplicable(A1, words())) == (TaskMarkedNotApplicable(A1, words()),)
    assert (story.state("A1").status, story.state("A1").reason) == ("not_applicable", words())


def test_a_task_is_blocked_with_a_reason() -> None:
    story = Story()
    assert story.does(BlockTask(A1, words())) == (TaskBlocked(A1, words()),)
    assert (story.state("A1").status, story.state("A1").reason) == ("blocked", words())


def test_a_blocked_task_can_be_done() -> None:
    story = Story()
    story.does(BlockTask(A1, words()))
    story.does(CompleteTask(A1))
    assert story.state("A1").reason is None


def test_the_same_block_twice_changes_nothing_and_another_reason_does() -> None:
    story = Story()
    story.does(BlockTask(A1, words("no access")))
    told = story.is_told(BlockTask(A1, words("no access")))
    assert told == Refusal("refusal.task.blocked", "already", {"task": A1})
    story.does(BlockTask(A1, words("nobody answers")))
    assert story.state("A1").reason == words("nobody answers")


@pytest.mark.parametrize("intent", [MarkTaskNotApplicable, BlockTask])
def test_to_set_aside_or_block_needs_a_reason(intent: type) -> None:
    told = Story().is_told(intent(A1, Words(" \n")))
    assert told == Refusal("refusal.task.reason_missing", "missing", field="reason")


FINISHING: list[Intent] = [
    TakeTask(A1),
    CompleteTask(A1),
    MarkTaskNotApplicable(A1, words()),
    BlockTask(A1, words()),
]


@pytest.mark.parametrize("intent", FINISHING)
def test_what_is_done_stays_done_and_names_who_did_it(intent: Intent) -> None:
    story = Story()
    story.does(CompleteTask(A1, WANG))
    told = story.is_told(intent, by=DEPUTY)
    assert told == Refusal("refusal.task.done_by", "already", {"task": A1, "person": WANG})


@pytest.mark.parametrize("intent", FINISHING)
def test_what_was_set_aside_stays_aside(intent: Intent) -> None:
    story = Story()
    story.does(MarkTaskNotApplicable(A1, words()))
    assert story.is_told(intent) == Refusal("refusal.task.set_aside", "already", {"task": A1})


def test_a_done_task_is_opened_again_and_goes_back_to_its_owner() -> None:
    story = Story()
    story.does(CompleteTask(A1))
    assert story.does(ReopenTask(A1)) == (TaskReopened(A1),)
    state = story.state("A1")
    assert (state.status, state.owner, state.by) == ("in_hand", in_slack(MIA), None)


def test_a_task_that_nobody_had_is_simply_open_again() -> None:
    story = Story()
    story.does(MarkTaskNotApplicable(A1, words()))
    story.does(ReopenTask(A1))
    assert (story.state("A1").status, story.state("A1").reason) == ("open", None)


@pytest.mark.parametrize("taken", [True, False])
def test_what_is_open_cannot_be_opened_again(taken: bool) -> None:
    story = Story()
    if taken:
        story.does(TakeTask(A1))
    told = story.is_told(ReopenTask(A1))
    assert told == Refusal("refusal.task.still_open", "already", {"task": A1})


def test_a_task_that_the_playbook_does_not_know_is_refused() -> None:
    unknown = TaskId("Z9")
    for intent in (
        TakeTask(unknown),
        CompleteTask(unknown),
        MarkTaskNotApplicable(unknown, words()),
        BlockTask(unknown, words()),
        ReopenTask(unknown),
        AddEvidence("e1", words(), unknown),
    ):
        assert Story().is_told(intent) == Refusal("refusal.task.unknown", "missing")


def test_a_task_that_was_not_called_for_may_be_done_all_the_same() -> None:
    story = Story()
    assert "A4" not in story.active()
    story.does(CompleteTask(A4), at=7)
    assert "A4" in story.active()
    assert story.state("A4").appeared_at == minute(7)


def test_the_most_urgent_open_task_comes_first() -> None:
    story = Story()
    assert [task.id for task in story.incident.open_tasks()] == ["A2", "B1", "A1", "A3", "A6", "E1"]
    story.does(CompleteTask(A2))
    story.does(MarkTaskNotApplicable(TaskId("B1"), words()))
    story.does(BlockTask(A1, words()))
    assert [task.id for task in story.incident.open_tasks()] == ["A1", "A3", "A6", "E1"]


def test_proof_of_a_task_keeps_who_where_and_when() -> None:
    story = Story()
    source = MessageRef(ChannelId("C1"), "1.2", "https://example.org/p")
    intent = AddEvidence("e1", words("screenshot"), A1, source, "F1")
    assert story.does(intent, by=DEPUTY, at=5) == (
        EvidenceAdded("e1", A1, words("screenshot"), source, "F1"),
    )
    (proof,) = story.incident.evidence
    assert (proof.id, proof.task, proof.words) == ("e1", A1, words("screenshot"))
    assert (proof.added_at, proof.added_by) == (minute(5), DEPUTY)
    assert (proof.source, proof.file, proof.sha256) == (source, "F1", None)


def test_proof_may_belong_to_the_crisis_as_a_whole() -> None:
    story = Story()
    story.does(AddEvidence("e1", words("https://example.org")))
    assert story.incident.evidence[0].task is None


def test_the_same_proof_twice_is_one() -> None:
    story = Story()
    story.does(AddEvidence("e1", words(), A1))
    assert story.is_told(AddEvidence("e1", words("other"), A1)) == Refusal(
        "refusal.evidence.known", "already"
    )


def test_proof_that_is_nothing_is_refused_but_a_file_needs_no_words() -> None:
    story = Story()
    told = story.is_told(AddEvidence("e1", Words(" ")))
    assert told == Refusal("refusal.evidence.empty", "missing", field="evidence")
    story.does(AddEvidence("e1", Words(""), file="F1"))


def test_a_files_hash_follows_once() -> None:
    story = Story()
    story.does(AddEvidence("e1", words(), file="F1"))
    story.does(AddEvidence("e2", words(), file="F2"))
    intent = NoteEvidenceHash("e1", "00ff", 2)
    assert story.does(intent, by=None) == (EvidenceHashed("e1", "00ff", 2),)
    assert [proof.sha256 for proof in story.incident.evidence] == ["00ff", None]
    assert story.does(intent, by=None) == ()
    assert story.does(NoteEvidenceHash("e9", "00ff", 2), by=None) == ()


def test_doing_a_task_changes_no_other() -> None:
    story = Story()
    story.does(ConfirmLevel(2))
    before = dict(story.incident.tasks)
    story.does(CompleteTask(A1))
    after = dict(story.incident.tasks)
    assert {name for name in after if after[name] != before.get(name)} == {"A1"}


def test_nobody_outside_the_team_takes_part() -> None:
    assert Story().is_told(CompleteTask(A1), by=MEMBER).key == "refusal.not_found"
