"""Statements: versions, whose word they need, and the gate before the public reads them."""

import pytest

from bot.crisis.events import (
    ChangesAsked,
    StatementApproved,
    StatementDrafted,
    StatementPublished,
    TaskCompleted,
    TaskReopened,
)
from bot.crisis.ids import RoleId, StatementId, TaskId
from bot.crisis.intents import (
    ApproveStatement,
    AskForChanges,
    CloseIncident,
    CompleteTask,
    ConfirmLevel,
    DraftStatement,
    DropStatement,
    FillRole,
    MarkTaskNotApplicable,
    PublishStatement,
    Refusal,
)
from bot.crisis.statements import missing, unanswered, waiting_for
from bot.crisis.words import in_slack, outside
from tests.crisis.story import DEPUTY, LEGAL, MEMBER, MIA, Story, minute, words

S1, S2 = StatementId("s1"), StatementId("s2")
READER, LAWYER = RoleId("kol"), RoleId("legal")


def draft(text: str = "We were wrong.", after: int = 0, name: StatementId = S1) -> DraftStatement:
    return DraftStatement(name, "note", words(text), ("en",), after=after)


def desk() -> Story:
    """A yellow crisis with a lawyer, a reader and a first version."""
    story = Story()
    story.does(FillRole(READER, (in_slack(MEMBER),)))
    story.does(ConfirmLevel(2))
    story.does(draft(), by=DEPUTY)
    return story


def through(story: Story, version: int = 1) -> None:
    """Let everything be said that this version needs."""
    story.does(ApproveStatement(S1, version), by=LEGAL)
    story.does(ApproveStatement(S1, version), by=MEMBER)


def test_every_version_stays_and_a_new_one_takes_the_approvals_back() -> None:
    story = desk()
    through(story)
    statement = story.incident.statements[S1]
    assert missing(story.incident, statement).roles == ()
    happened = story.does(draft("We were wrong. We removed it.", after=1))
    assert happened == (
        StatementDrafted(S1, 2, "note", words("We were wrong. We removed it."), ("en",)),
        TaskReopened(TaskId("A4")),
    )
    statement = story.incident.statements[S1]
    assert statement.versions[0].text.text == "We were wrong."
    assert statement.current.number == len(statement.versions) == 2
    assert set(missing(story.incident, statement).roles) == {LAWYER, READER}


def test_who_wrote_on_an_older_version_reads_the_newer_one_first() -> None:
    story = desk()
    story.does(draft("Another.", after=1), by=LEGAL)
    told = story.is_told(draft("A third.", after=1), by=DEPUTY)
    assert (told.key, told.field, told.values["version"]) == ("refusal.statement.newer", "text", 2)
    assert story.is_told(draft("Another.", after=2)).key == "refusal.statement.same"
    for intent in (ApproveStatement(S1, 1), AskForChanges(S1, 1, words())):
        assert story.is_told(intent, by=LEGAL).key == "refusal.statement.newer"


def test_nobody_speaks_for_a_role_that_they_do_not_hold() -> None:
    story = desk()
    told = story.is_told(ApproveStatement(S1, 1), by=DEPUTY)
    assert (told.key, told.values["role"]) == ("refusal.statement.not_asked", LAWYER)
    assert story.does(ApproveStatement(S1, 1), by=LEGAL) == (StatementApproved(S1, 1, (LAWYER,)),)
    assert story.is_told(ApproveStatement(S1, 1), by=LEGAL).tone == "already"
    assert story.does(AskForChanges(S1, 1, words("no")), by=LEGAL) == (
        ChangesAsked(S1, 1, (LAWYER,), words("no")),
    )
    assert unanswered(story.incident, story.incident.statements[S1]) == (READER,)
    assert LAWYER in missing(story.incident, story.incident.statements[S1]).roles


def test_the_reader_says_that_both_languages_mean_the_same() -> None:
    story = desk()
    pair = DraftStatement(S2, "note", words("We were wrong. 是我们的错。"), ("en", "zh"))
    story.does(pair)
    assert story.is_told(ApproveStatement(S2, 1), by=MEMBER).field == "same"
    assert story.does(ApproveStatement(S2, 1, same=True), by=MEMBER) == (
        StatementApproved(S2, 1, (READER,), same=True),
        TaskCompleted(TaskId("A4")),
    )
    story.does(ApproveStatement(S2, 1), by=LEGAL)


def test_somebody_outside_is_recorded_with_how_one_knows() -> None:
    story = desk()
    wang, how = outside("Wang"), words("by phone")
    for intent, field in (
        (ApproveStatement(S1, 1, how, by=in_slack(LEGAL), role=LAWYER), "by"),
        (ApproveStatement(S1, 1, how, by=wang), "role"),
        (ApproveStatement(S1, 1, how, by=wang, role=RoleId("china")), "role"),
        (ApproveStatement(S1, 1, by=wang, role=LAWYER), "comment"),
    ):
        assert story.is_told(intent).field == field
    story.does(ApproveStatement(S1, 1, how, by=wang, role=LAWYER), by=DEPUTY)
    word = story.incident.statements[S1].word_of(LAWYER)
    assert word is not None
    assert (word.person, word.recorded_by) == (wang, DEPUTY)


def test_the_gate_says_position_first_then_whose_word_is_missing() -> None:
    story = desk()
    told = story.is_told(PublishStatement(S1, 1), by=DEPUTY)
    assert (told.key, told.values["task"]) == ("refusal.statement.position", "A1")
    story.does(CompleteTask(TaskId("A1")))
    story.does(ApproveStatement(S1, 1), by=LEGAL)
    told = story.is_told(PublishStatement(S1, 1), by=DEPUTY)
    assert (told.key, told.values["role"]) == ("refusal.statement.approval", READER)
    assert told.values["commander"] == in_slack(MIA)
    story.does(ApproveStatement(S1, 1), by=MEMBER)
    assert story.does(PublishStatement(S1, 1, words("a link"), override=words("x")), by=DEPUTY) == (
        StatementPublished(S1, 1, words("a link")),
    ), "a reason that was not needed is not kept"
    assert story.incident.statements[S1].published_version == 1
    for intent in (draft("x", after=1), PublishStatement(S1, 1), DropStatement(S1, words())):
        assert story.is_told(intent).key == "refusal.statement.published"


def test_whoever_commands_publishes_all_the_same_with_a_reason_and_nobody_else() -> None:
    story = desk()
    told = story.is_told(PublishStatement(S1, 1, override=words("now")), by=DEPUTY)
    assert (told.key, told.tone) == ("refusal.statement.commander", "forbidden")
    assert isinstance(story.wants(PublishStatement(S1, 1, override=words(" "))), Refusal)
    assert story.does(PublishStatement(S1, 1, override=words("now"))) == (
        StatementPublished(S1, 1, None, words("now")),
    )


def test_a_task_that_was_set_aside_is_no_agreed_position() -> None:
    story = desk()
    through(story)
    story.does(MarkTaskNotApplicable(TaskId("A1"), words("no time")))
    assert missing(story.incident, story.incident.statements[S1]).tasks == (TaskId("A1"),)


@pytest.mark.parametrize("text", ["We look into it.", " 我们正在核实。 \n\nWe look into it."])
def test_a_reply_of_approved_lines_needs_no_word(text: str) -> None:
    story = desk()
    story.does(DraftStatement(S2, "reply", words(text)))
    assert not missing(story.incident, story.incident.statements[S2])
    assert (
        story.is_told(ApproveStatement(S2, 1), by=LEGAL).key == "refusal.statement.no_word_needed"
    )
    story.does(PublishStatement(S2, 1))


def test_lines_that_were_approved_here_may_be_used_and_one_more_word_may_not() -> None:
    story = desk()
    story.does(DraftStatement(S2, "reply", words("You get it back.")))
    assert missing(story.incident, story.incident.statements[S2])
    lines = StatementId("s3")
    story.does(DraftStatement(lines, "lines", words("You get it back.\nWrite to us.")))
    assert missing(story.incident, story.incident.statements[S2])
    story.does(ApproveStatement(lines, 1), by=LEGAL)
    story.does(ApproveStatement(lines, 1), by=MEMBER)
    assert not missing(story.incident, story.incident.statements[S2])
    more = DraftStatement(S2, "reply", words("You get it back. Promised!"), after=1)
    story.does(more)
    assert missing(story.incident, story.incident.statements[S2])


def test_who_has_not_answered_is_reminded_and_the_author_while_changes_are_asked_for() -> None:
    story = desk()
    assert {person for _, person in waiting_for(story.incident, story.incident.statements[S1])} == {
        in_slack(LEGAL),
        in_slack(MEMBER),
    }
    assert f"{S1}#1 overdue" in story.is_reminded(LEGAL, at=32)
    story.does(AskForChanges(S1, 1, words("no")), by=LEGAL, at=33)
    assert f"{S1}#1#changes overdue" in story.is_reminded(DEPUTY, at=130)
    assert f"{S1}#1 overdue" not in story.is_reminded(MEMBER, at=131)
    story.does(DropStatement(S1, words("nobody asks")), at=132)
    assert not [one for one in story.is_reminded(LEGAL, at=300) if one.startswith(S1)]


def test_a_higher_level_asks_more_people_without_asking_anybody_twice() -> None:
    story = Story()
    story.does(draft())
    statement = story.incident.statements[S1]
    assert unanswered(story.incident, statement) == (RoleId("commander"), READER)
    story.does(ConfirmLevel(2))
    assert unanswered(story.incident, story.incident.statements[S1]) == (LAWYER, READER)


@pytest.mark.parametrize(
    ("intent", "field"),
    [
        (DraftStatement(S2, "song", words()), "format"),
        (DraftStatement(S2, "note", words("  ")), "text"),
        (AskForChanges(S1, 1, words(" ")), "comment"),
        (PublishStatement(S1, 1, published_at=minute(90)), "published_at"),
        (DropStatement(S1, words("")), "reason"),
    ],
)
def test_what_is_missing_is_said_beside_its_input(intent: DraftStatement, field: str) -> None:
    assert desk().is_told(intent, by=LEGAL).field == field


def test_a_closed_crisis_takes_no_statement() -> None:
    story = desk()
    story.does(CloseIncident("contained"))
    assert story.is_told(draft("x", after=1)).key == "refusal.closed"
