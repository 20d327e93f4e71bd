"""Decisions: recorded with an owner and a reason, carried out or replaced, never deleted."""

from dataclasses import replace
from typing import Any

import pytest

from bot.crisis.events import DecisionCarriedOut, DecisionRecorded, NoteChoice, TaskCompleted
from bot.crisis.ids import DecisionId, TaskId
from bot.crisis.intents import (
    CarryOutDecision,
    CloseIncident,
    CompleteTask,
    MarkTaskNotApplicable,
    Refusal,
    ReopenIncident,
)
from bot.crisis.words import Words, in_slack, outside
from tests.crisis.story import DEPUTY, MIA, Story, decision, minute, takedown, words

D1, D2 = DecisionId("d1"), DecisionId("d2")


def test_a_decision_keeps_who_owns_it_why_and_until_when() -> None:
    story = Story()
    intent = replace(takedown("hide"), owner=outside("王经理"), due=minute(240))
    recorded, _ = story.does(intent, by=DEPUTY, at=8)
    assert recorded == DecisionRecorded(
        D1,
        "takedown",
        outside("王经理"),
        words("there is a reason"),
        {"action": "hide"},
        {"note": words("note 1"), "public_rationale": words("the claim was wrong")},
        minute(240),
    )
    kept = story.incident.decisions[D1]
    assert (kept.owner, kept.decided_by, kept.decided_at) == (
        outside("王经理"),
        DEPUTY,
        minute(8),
    )
    assert (kept.due, kept.carried_out_at, kept.replaced_by) == (minute(240), None, None)


def test_recording_a_decision_finishes_the_task_that_asked_for_it() -> None:
    story = Story()
    _, completed = story.does(takedown("keep"), by=DEPUTY)
    assert completed == TaskCompleted(TaskId("E1"))
    assert (story.state("E1").status, story.state("E1").by) == ("done", in_slack(DEPUTY))


@pytest.mark.parametrize(
    "finish", [CompleteTask(TaskId("E1")), MarkTaskNotApplicable(TaskId("E1"), words())]
)
def test_a_task_that_is_finished_is_not_finished_again(finish: Any) -> None:
    story = Story()
    story.does(finish)
    assert len(story.does(takedown("keep"))) == 1


def test_a_second_decision_of_the_kind_finishes_nothing_twice() -> None:
    story = Story()
    story.does(takedown("keep", "d1"))
    assert len(story.does(takedown("hide", "d2", note="note 2"))) == 1
    assert set(story.incident.decisions) == {D1, D2}


def test_the_same_form_sent_twice_is_one_decision() -> None:
    story = Story()
    story.does(takedown("keep"))
    assert story.is_told(takedown("keep")) == Refusal("refusal.decision.known", "already")


@pytest.mark.parametrize(
    ("intent", "told"),
    [
        (decision("wizardry"), Refusal("refusal.decision.kind_unknown", "missing", field="kind")),
        (
            replace(takedown("keep"), rationale=Words(" ")),
            Refusal("refusal.decision.rationale_missing", "missing", field="rationale"),
        ),
        (
            decision("takedown", answers={"note": "note 1"}),
            Refusal("refusal.decision.field_missing", "missing", field="action"),
        ),
        (
            decision("takedown", choices={"action": "keep"}, answers={"note": " "}),
            Refusal("refusal.decision.field_missing", "missing", field="note"),
        ),
        (
            decision("takedown", choices={"action": "burn"}, answers={"note": "note 1"}),
            Refusal("refusal.decision.option_unknown", "missing", field="action"),
        ),
        (
            decision("takedown", choices={"action": "keep", "note": "note 1"}),
            Refusal("refusal.decision.field_missing", "missing", field="note"),
        ),
    ],
)
def test_a_decision_needs_what_its_kind_asks_for(intent: Any, told: Refusal) -> None:
    assert Story().is_told(intent) == told


@pytest.mark.parametrize(("action", "needed"), [("keep", False), ("hide", True), ("remove", True)])
def test_hiding_or_removing_needs_words_for_the_public(action: str, needed: bool) -> None:
    intent = decision("takedown", choices={"action": action}, answers={"note": "note 1"})
    if not needed:
        Story().does(intent)
        return
    told = Story().is_told(intent)
    assert told == Refusal("refusal.decision.field_missing", "missing", field="public_rationale")


def test_a_link_does_instead_of_the_text() -> None:
    choices = {"format": "brand_note"}
    told = Story().is_told(decision("statement", choices=choices))
    assert told.field == "text"
    Story().does(decision("statement", choices=choices, answers={"link": "https://example.org"}))
    Story().does(decision("statement", choices=choices, answers={"text": "We are sorry."}))
    Story().does(decision("statement", choices={"format": "none"}))


def test_a_blank_link_does_not_do_instead_of_the_text() -> None:
    intent = decision("statement", choices={"format": "brand_note"}, answers={"link": "  "})
    assert Story().is_told(intent).field == "text"


def test_empty_answers_are_not_kept() -> None:
    story = Story()
    story.does(decision("statement", choices={"format": "none"}, answers={"text": ""}))
    assert story.incident.decisions[D1].answers == {}


def test_a_decision_is_carried_out_once() -> None:
    story = Story()
    story.does(takedown("hide"))
    intent = CarryOutDecision(D1, words("https://example.org"), in_slack(DEPUTY))
    assert story.does(intent, at=70) == (
        DecisionCarriedOut(D1, words("https://example.org"), in_slack(DEPUTY)),
    )
    kept = story.incident.decisions[D1]
    assert (kept.carried_out_at, kept.evidence) == (minute(70), words("https://example.org"))
    assert story.is_told(intent) == Refusal("refusal.decision.carried_out", "already")


def test_a_decision_can_be_carried_out_after_closing() -> None:
    story = Story()
    story.does(takedown("hide"))
    story.does(CloseIncident("contained"))
    story.does(CarryOutDecision(D1))
    assert story.incident.decisions[D1].carried_out_at is not None


def test_a_later_decision_replaces_an_earlier_one_and_both_say_so() -> None:
    story = Story()
    story.does(takedown("keep", "d1"))
    story.does(takedown("hide", "d2", replaces="d1"))
    first, second = story.incident.decisions.values()
    assert (first.replaced_by, first.replaces) == (D2, None)
    assert (second.replaced_by, second.replaces) == (None, D1)


def test_a_carried_out_decision_can_be_replaced_and_stays_carried_out() -> None:
    story = Story()
    story.does(takedown("hide", "d1"))
    story.does(CarryOutDecision(D1))
    story.does(takedown("keep", "d2", replaces="d1"))
    assert story.incident.decisions[D1].carried_out_at is not None


def test_only_a_standing_decision_can_be_replaced_or_carried_out() -> None:
    story = Story()
    story.does(takedown("keep", "d1"))
    story.does(takedown("hide", "d2", replaces="d1"))
    told = story.is_told(takedown("keep", "d3", replaces="d1"))
    assert told == Refusal("refusal.decision.replaced", "missing", field="replaces")
    told = story.is_told(CarryOutDecision(D1))
    assert told == Refusal("refusal.decision.replaced", "missing")


def test_a_decision_that_is_not_there_cannot_be_replaced_or_carried_out() -> None:
    told = Story().is_told(takedown("keep", "d1", replaces="d9"))
    assert told == Refusal("refusal.decision.unknown", "missing", field="replaces")
    assert Story().is_told(takedown("keep", "d1", replaces="d1")).key == "refusal.decision.unknown"
    told = Story().is_told(CarryOutDecision(DecisionId("d9")))
    assert told == Refusal("refusal.decision.unknown", "missing")


def test_no_new_decision_in_a_closed_crisis_until_it_is_open_again() -> None:
    story = Story()
    story.does(CloseIncident("contained"))
    assert story.is_told(takedown("keep")) == Refusal("refusal.closed", "closed")
    story.does(ReopenIncident())
    story.does(takedown("keep"), by=MIA)


def test_several_notes_are_decided_together_each_in_its_own_way() -> None:
    story = Story()
    further = (NoteChoice(words("note 2"), {"action": "keep"}),)
    story.does(replace(takedown("hide"), further=further), at=60)
    (decided,) = story.incident.decisions.values()
    assert decided.every_choice == ({"action": "hide"}, {"action": "keep"})
    assert "takedown" in story.incident.conditions


def test_a_note_that_is_removed_beside_others_needs_words_for_the_public() -> None:
    intent = replace(
        takedown("keep"),
        answers={"note": words("note 1")},
        further=(NoteChoice(words("note 2"), {"action": "remove"}),),
    )
    told = Story().is_told(intent)
    assert (told.key, told.field) == ("refusal.decision.field_missing", "public_rationale")


@pytest.mark.parametrize(
    ("further", "field"),
    [
        (NoteChoice(words(" "), {"action": "keep"}), "note"),
        (NoteChoice(words("note 2")), "action"),
        (NoteChoice(words("note 2"), {"action": "burn"}), "action"),
    ],
)
def test_each_further_note_must_be_named_and_decided(further: NoteChoice, field: str) -> None:
    told = Story().is_told(replace(takedown("keep"), further=(further,)))
    assert (told.tone, told.field) == ("missing", field)


def test_what_a_replaced_decision_did_to_one_of_several_notes_ends_with_it() -> None:
    story = Story()
    further = (NoteChoice(words("note 2"), {"action": "remove"}),)
    story.does(replace(takedown("keep"), further=further), at=60)
    assert "takedown" in story.incident.conditions
    story.does(takedown("keep", "d2", replaces="d1"), at=61)
    assert "takedown" not in story.incident.conditions
