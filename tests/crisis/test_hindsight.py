"""What the record itself says to the review's questions."""

from dataclasses import replace
from datetime import timedelta

from bot.crisis import events as ev
from bot.crisis import hindsight
from bot.crisis.aftermath import Aftermath, Suspicion
from bot.crisis.ids import DecisionId, EntryId, RoleId, TaskId
from bot.crisis.intents import (
    AddNote,
    AnswerQuestion,
    ChangeDetails,
    CloseIncident,
    CompleteTask,
    NoteMembership,
    ReadSeverity,
    RecogniseKol,
    Refusal,
    ReportSurface,
    RetractEntry,
)
from bot.crisis.playbook import Option, Text
from tests.crisis.guide import GUIDE
from tests.crisis.story import MEMBER, MIA, STRANGER, Story, decision, minute, words

RULES = Aftermath(
    suspicions=(
        Suspicion("briefing", types=("tone",)),
        Suspicion("vetting", overdue=(TaskId("A1"),), sign_before=60),
    )
)
ASKS = replace(
    GUIDE,
    handbook=replace(GUIDE.handbook, aftermath=RULES),
    questions=(*GUIDE.questions, replace(GUIDE.questions[0], id="caught_earlier", moment=True)),
)


def test_the_first_sign_is_the_earliest_entry_before_the_detection_that_counts() -> None:
    story = Story(playbook=ASKS)
    assert hindsight.first_sign(story.incident) is None
    for name, at in (("n1", -30), ("n2", -90), ("n3", 5)):
        story.does(AddNote(EntryId(name), words(), minute(at)), at=6)
    assert hindsight.first_sign(story.incident) == minute(-90)
    story.does(RetractEntry(EntryId("n2")), at=7)
    assert hindsight.first_sign(story.incident) == minute(-30)


def test_a_person_says_since_when_it_could_be_seen_and_then_that_counts() -> None:
    story = Story(playbook=ASKS)
    story.does(AddNote(EntryId("n1"), words(), minute(-30)), at=1)
    assert hindsight.detectable_at(story.incident) == (minute(-30), False)
    story.does(CloseIncident("contained"), at=60)
    answer = AnswerQuestion("caught_earlier", words(), moment=minute(-600))
    story.does(answer, at=61)
    assert story.does(answer, at=61) == ()
    assert hindsight.detectable_at(story.incident) == (minute(-600), True)
    told = story.is_told(replace(answer, moment=minute(70)), at=62)
    assert told == Refusal("refusal.note.future", "missing", field="moment")


def test_what_came_late_or_was_never_done_or_checked_is_named() -> None:
    story = Story(playbook=ASKS)
    story.looks(11)
    story.does(CompleteTask(TaskId("A1")), at=12)
    story.does(ReportSurface("ads", "paused"), at=13)
    incident = story.incident
    assert "A1" in {task.id for task in hindsight.late_tasks(incident)}
    assert "A1" not in {task.id for task in hindsight.left_open(incident)}
    assert [place.id for place in hindsight.unchecked(incident)] == ["ads"]


def test_what_was_held_back_is_named_once_with_how_often_and_since_when() -> None:
    story = Story(playbook=ASKS)
    close = CloseIncident("contained")
    story.does(NoteMembership(MEMBER, present=True), by=None)
    for at in (5, 64, 66):
        assert story.is_told(close, by=MEMBER, at=at).key == "refusal.forbidden"
    story.is_told(close, by=STRANGER, at=67)
    held = ev.GateHeldBack("close", roles=(RoleId("commander"), RoleId("deputy")))
    assert hindsight.stopped(story.incident) == ((held, 2, minute(5)),), "once an hour"
    story.does(close, at=70)
    story.is_told(close, by=MEMBER, at=200)
    assert len(story.incident.attempts) == 2, "what is closed cannot be closed too early"


def test_what_went_ahead_before_its_gate_opened_is_named_with_the_gate() -> None:
    kind = next(one for one in GUIDE.decisions if one.gates)
    story = Story(playbook=ASKS)
    story.happens(
        ev.DecisionRecorded(DecisionId("d1"), kind.id, decision("alarm").owner, words()),
        at=1,
        by=MIA,
    )
    gate = kind.gates[0]
    story.happens(ev.GateOverridden(DecisionId("d1"), gate.at, (gate.id,), words()), at=2, by=MIA)
    (passed,) = hindsight.gates_passed(story.incident)
    assert (passed.number, passed.gate) == (1, gate)


def test_processes_are_proposed_by_type_by_lateness_and_by_an_early_sign() -> None:
    question = ASKS.question_by_id["failed_process"]
    story = Story(playbook=ASKS)
    assert hindsight.suspected(story.incident, question) == ()
    story.does(ChangeDetails(crisis_type="tone"))
    assert hindsight.suspected(story.incident, question) == ("briefing",)
    story.does(AddNote(EntryId("n1"), words(), story.incident.detected_at - timedelta(hours=1)))
    assert hindsight.suspected(story.incident, question) == ("vetting", "briefing")
    late = Story(playbook=ASKS)
    late.looks(11)
    assert hindsight.suspected(late.incident, question) == ("vetting",)


def test_what_was_not_so_at_the_first_look_could_have_been() -> None:
    story = Story(playbook=ASKS)
    assert hindsight.spared(story.incident) is None
    first, *others = story.playbook.quick_read
    answers = {first.id: "yes", **{one.id: "no" for one in others}}
    story.does(ReadSeverity("r1", "quick", answers=answers), at=3)
    story.does(ReadSeverity("r2", "quick", answers={first.id: "no"}), at=9)
    spared = hindsight.spared(story.incident)
    assert spared is not None
    reading, questions = spared
    assert (reading.at, questions) == (minute(3), tuple(others))


def test_what_was_missing_before_the_campaign_speaks_for_its_process() -> None:
    process = replace(
        GUIDE.questions[0],
        id="failed_process",
        options=(Option("vetting", Text("Vetting", "审核")), Option("briefing", Text("B", "简"))),
    )
    story = Story(playbook=replace(ASKS, questions=(process,)))
    facts = (
        ev.PreventionFact("vetting", "audience", "missing"),
        ev.PreventionFact("briefing", "brief", "done", minute(-900)),
    )
    story.does(RecogniseKol("k1", ev.KolProfile((words("Mia"),)), facts), at=1)
    # What is looked up later changes nothing of what was known.
    assert story.does(RecogniseKol("k1", ev.KolProfile((words("Mia"),))), at=2) == ()
    assert hindsight.missed(story.incident) == facts[:1]
    assert hindsight.suspected(story.incident, process) == ("vetting",)
