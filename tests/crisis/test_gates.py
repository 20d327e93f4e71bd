"""Gates of the playbook that comes with it: allowed, refused with the reason, overridden."""

import pytest

from bot.crisis import events as ev
from bot.crisis import intents as want
from bot.crisis.gates import approvers_missing, holding_back
from bot.crisis.ids import DecisionId, RoleId, SlackUserId, TaskId
from bot.crisis.words import in_slack, outside
from bot.playbook.load import load_default
from tests.crisis.story import DEPUTY, LEGAL, MIA, Story, decision, takedown, words

PLAYBOOK = load_default()
D1 = DecisionId("d1")
READER, BOSS = SlackUserId("UREADER"), SlackUserId("UBOSS")


def _story() -> Story:
    story = Story(playbook=PLAYBOOK)
    story.does(want.FillRole(RoleId("reviewer"), (in_slack(READER),)))
    story.does(want.FillRole(RoleId("executive"), (in_slack(BOSS),)))
    return story


def _statement(form: str = "brand_note", name: str = "d1") -> want.RecordDecision:
    return decision("statement", name, {"format": form}, {"text": "What we know so far."})


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
    story.does(want.ApproveDecision(D1), by=READER)
    story.does(want.CarryOutDecision(D1), by=LEGAL)


def test_a_new_version_waits_for_its_own_approvals() -> None:
    story = _story()
    story.does(want.FillRole(RoleId("reviewer"), (in_slack(MIA),)))
    story.does(_statement())
    story.does(want.ApproveDecision(D1))
    later = decision("statement", "d2", {"format": "brand_note"}, {"text": "More."}, "d1")
    story.does(later)
    assert story.is_told(want.ApproveDecision(D1)).key == "refusal.decision.replaced"
    assert not story.incident.decisions[DecisionId("d2")].approvals
    assert holding_back(story.incident, story.incident.decisions[DecisionId("d2")])


def test_replies_from_lines_that_were_agreed_need_no_approval() -> None:
    story = _story()
    for name, form in (("d1", "comment_replies"), ("d2", "none")):
        story.does(_statement(form, name))
        story.does(want.CarryOutDecision(DecisionId(name)))


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
