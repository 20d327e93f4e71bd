"""Gates of the playbook that comes with it: allowed, refused with the reason, overridden."""

from dataclasses import replace

import pytest

from bot.crisis import events as ev
from bot.crisis import intents as want
from bot.crisis.gates import approvers_missing, holding_back
from bot.crisis.ids import DecisionId, RoleId, SlackUserId, StatementId, TaskId
from bot.crisis.statements import missing
from bot.crisis.words import in_slack, outside
from bot.playbook.load import load_default
from tests.crisis.story import DEPUTY, LEGAL, MIA, Story, decision, takedown, words

PLAYBOOK = load_default()
D1 = DecisionId("d1")
AT_DESK = StatementId("s.d1")
READER, BOSS = SlackUserId("UREADER"), SlackUserId("UBOSS")


def _story() -> Story:
    story = Story(playbook=PLAYBOOK)
    story.does(want.FillRole(RoleId("reviewer"), (in_slack(READER),)))
    story.does(want.FillRole(RoleId("executive"), (in_slack(BOSS),)))
    return story


def _statement(form: str = "brand_note", name: str = "d1") -> want.RecordDecision:
    """A decision to speak whose text stands elsewhere: it is approved and done on its own card."""
    return decision("statement", name, {"format": form}, {"link": "https://example.org/text"})


def _at_desk(form: str = "brand_note", text: str = "What we know so far.") -> want.RecordDecision:
    return decision("statement", "d1", {"format": form}, {"text": text})


def _contact(**choices: str) -> want.RecordDecision:
    chosen = {"means": "phone", "private": "yes", **choices}
    return decision("kol_contact", "d1", chosen, {"who": "Mia", "by": "Lin", "asked": "To hold"})


def _because(intent: want.RecordDecision) -> want.RecordDecision:
    return want.RecordDecision(
        intent.decision,
        intent.kind,
        intent.owner,
        intent.rationale,
        intent.choices,
        intent.answers,
        override=words("a child is in hospital"),
    )


@pytest.mark.parametrize("action", ["hide", "remove"])
def test_a_note_is_hidden_or_removed_only_once_its_evidence_is_saved(action: str) -> None:
    story = _story()
    refusal = story.is_told(takedown(action))
    assert (refusal.key, refusal.field) == ("refusal.gate.reason", "override")
    assert story.is_told(takedown(action), by=DEPUTY).key == "refusal.gate.commander"
    held = ev.GateHeldBack("record", "takedown", ("evidence_first",))
    assert [(one.held, one.by) for one in story.incident.attempts] == [(held, MIA), (held, DEPUTY)]
    assert story.is_told(takedown(action), at=2).leaves == (), "the same person, the same thing"
    story.does(takedown("edit", "d0"))
    story.does(want.CompleteTask(TaskId("A2")))
    story.does(takedown(action), by=DEPUTY)


def test_the_commander_goes_through_with_a_reason_that_stays() -> None:
    story = _story()
    assert story.is_told(_because(takedown("hide")), by=DEPUTY).tone == "forbidden"
    happened = story.does(_because(takedown("hide")))
    reason = words("a child is in hospital")
    assert ev.GateOverridden(D1, "record", ("evidence_first",), reason) in happened
    assert story.incident.decisions[D1].overridden[0].reason == reason


def test_a_statement_goes_out_after_position_approvers_and_reader() -> None:
    story = _story()
    story.does(want.ConfirmLevel(3))
    story.does(_statement())
    assert story.is_told(want.CarryOutDecision(D1)).key == "refusal.gate.reason"
    story.does(decision("position", "d2", {}, {"position": "We were wrong."}))
    left = approvers_missing(story.incident, story.incident.decisions[D1])
    assert set(left) == {"executive", "legal", "reviewer"}
    assert story.is_told(want.ApproveDecision(D1)).key == "refusal.approval.not_asked"
    for user in (LEGAL, BOSS):
        story.does(want.ApproveDecision(D1), by=user)
    assert story.is_told(want.ApproveDecision(D1), by=LEGAL).tone == "already"
    assert story.is_told(want.CarryOutDecision(D1), by=LEGAL).key == "refusal.gate.commander"
    held = [one.held for one in story.incident.attempts]
    gates = ("position_first", "approved", "read_by_one_at_home")
    assert held == [
        ev.GateHeldBack("carry_out", D1, gates),
        ev.GateHeldBack("carry_out", D1, gates[2:]),
    ]
    story.does(want.ApproveDecision(D1), by=READER)
    story.does(want.CarryOutDecision(D1), by=LEGAL)


def test_before_a_colour_is_confirmed_nobody_is_skipped_for_being_early() -> None:
    story = _story()
    story.does(_statement())
    kind = story.incident.decisions[D1]
    assert set(approvers_missing(story.incident, kind)) == {"commander", "legal", "reviewer"}
    # One yes in the quick read proposes yellow, three red: their approvers are asked at once.
    questions = [one.id for one in story.playbook.quick_read][:3]
    story.does(want.ReadSeverity("r1", "quick", answers=dict.fromkeys(questions, "yes")))
    assert (story.incident.level, story.incident.proposed) == (None, 4)
    assert set(approvers_missing(story.incident, kind)) == {"executive", "legal", "reviewer"}
    story.does(want.ConfirmLevel(1, words("calm")))
    assert set(approvers_missing(story.incident, kind)) == {"china", "reviewer"}


def test_what_was_set_aside_is_not_agreed_at_the_gate_nor_at_the_desk() -> None:
    story = _story()
    for task in ("A2", "C5"):
        story.does(want.MarkTaskNotApplicable(TaskId(task), words()))
    assert story.is_told(takedown("hide")).key == "refusal.gate.reason"
    story.does(_at_desk())
    lacks = missing(story.incident, story.incident.statements[AT_DESK])
    assert lacks.tasks == (TaskId("C5"),)


def test_a_decision_to_speak_is_carried_out_by_its_statement() -> None:
    story = _story()
    drafted = [one for one in story.does(_at_desk()) if isinstance(one, ev.StatementDrafted)]
    assert [(one.decision, one.format) for one in drafted] == [(D1, "brand_note")]
    # Its gates are the desk's: nobody is asked twice, and nobody goes around them.
    assert not approvers_missing(story.incident, story.incident.decisions[D1])
    assert story.is_told(want.CarryOutDecision(D1)).key == "refusal.decision.at_desk"
    again = want.DraftStatement(StatementId("s9"), "brand_note", words("x"), decision=D1)
    assert story.is_told(again).key == "refusal.decision.at_desk"
    assert story.is_told(want.PublishStatement(AT_DESK, 1)).field == "override"
    published = want.PublishStatement(
        AT_DESK, 1, words("https://xhslink.com/n/1"), override=words()
    )
    done = ev.DecisionCarriedOut(D1, words("https://xhslink.com/n/1"))
    assert done in story.does(published)
    assert story.incident.decisions[D1].carried_out_at is not None


def test_a_decision_that_is_replaced_keeps_its_statement_back() -> None:
    story = _story()
    story.does(_at_desk())
    instead = decision("statement", "d2", {"format": "none"}, {}, "d1")
    assert ev.StatementDropped(AT_DESK, instead.rationale) in story.does(instead)
    # Kept back at the desk, the decision waits for another statement or is done on its own card.
    story.does(decision("statement", "d3", {"format": "kol_note"}, {"text": "We asked Mia."}))
    story.does(want.DropStatement(StatementId("s.d3"), words("she says no")))
    assert approvers_missing(story.incident, story.incident.decisions[DecisionId("d3")])
    later = want.DraftStatement(
        StatementId("s4"), "kol_note", words("x"), decision=DecisionId("d3")
    )
    story.does(later)
    assert story.incident.statements[StatementId("s4")].decision == "d3"
    for name, key in (("d1", "replaced"), ("d9", "unknown")):
        wrong = replace(later, statement=StatementId("s5"), decision=DecisionId(name))
        assert story.is_told(wrong).key == f"refusal.decision.{key}"


def test_a_new_version_waits_for_its_own_approvals() -> None:
    story = _story()
    story.does(want.FillRole(RoleId("reviewer"), (in_slack(MIA),)))
    story.does(_statement())
    story.does(want.ApproveDecision(D1))
    answers = {"link": "https://example.org/newer"}
    later = decision("statement", "d2", {"format": "brand_note"}, answers, "d1")
    story.does(later)
    assert story.is_told(want.ApproveDecision(D1)).key == "refusal.decision.replaced"
    assert not story.incident.decisions[DecisionId("d2")].approvals
    assert holding_back(story.incident, story.incident.decisions[DecisionId("d2")])


def test_replies_from_lines_that_were_agreed_need_no_approval() -> None:
    story = _story()
    for name, form in (("d1", "comment_replies"), ("d2", "none")):
        story.does(_statement(form, name))
        story.does(want.CarryOutDecision(DecisionId(name)))
    line = story.playbook.handbook.desk.lines[0].en
    answered = decision("statement", "d3", {"format": "comment_replies"}, {"text": line})
    story.does(answered)
    story.does(want.PublishStatement(StatementId("s.d3"), 1))
    assert story.incident.decisions[DecisionId("d3")].carried_out_at is not None


def test_somebody_outside_slack_approves_through_whoever_writes_it_down() -> None:
    story = _story()
    reader = outside("阿姨")
    story.does(want.FillRole(RoleId("reviewer"), (reader,)))
    story.does(_statement())
    stranger = want.ApproveDecision(D1, outside("Somebody"))
    assert story.is_told(stranger).key == "refusal.approval.not_asked"
    story.does(want.ApproveDecision(D1, reader))
    assert story.incident.decisions[D1].approvals[RoleId("reviewer")] == reader


@pytest.mark.parametrize(
    "intent",
    [
        _contact(stated_position="yes"),
        _contact(means="public_comment"),
        _contact(private="no"),
        decision("comments", "d1", {"policy": "close"}),
    ],
)
def test_a_warning_is_passed_by_anybody_who_says_why(intent: want.RecordDecision) -> None:
    story = _story()
    assert story.is_told(intent, by=DEPUTY).key == "refusal.gate.reason"
    story.does(_because(intent), by=DEPUTY)
    assert story.incident.decisions[D1].overridden


def test_a_call_that_listens_and_comments_that_are_answered_need_no_word() -> None:
    story = _story()
    story.does(_contact(stated_position="no"))
    story.does(decision("comments", "d2", {"policy": "answer"}))
    story.does(decision("position", "d3", {}, {"position": "We were wrong."}))
    stated = _contact(stated_position="yes")
    story.does(
        decision("kol_contact", "d4", stated.choices, {"who": "Mia", "by": "L", "asked": "a"})
    )
