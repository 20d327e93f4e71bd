"""A brief is written in versions, read for what it must not say, and acknowledged once."""

from bot.crisis.events import PreventionFact
from bot.crisis.words import Words
from bot.playbook.load import load_default
from bot.prevention.brief import Brief, brief_facts, unwritten
from bot.prevention.intents import AcknowledgeBrief, ApproveBrief, StartBrief, WriteBrief
from bot.views.prevention.brief import findings, read_claims
from tests.prevention.example import ADA, BEN, KNOWN, WHOLE, Register


def begun() -> Register:
    register = Register()
    assert not register.does(StartBrief("k1", Words("Spring")))
    return register


def brief_of(register: Register) -> Brief:
    assert register.brief is not None
    return register.brief


def test_a_rejected_influencer_gets_no_brief() -> None:
    assert Register().does(StartBrief("k1", Words("x"), rejected=True)) == "refusal.brief.rejected"
    assert Register().does(StartBrief("k1", Words(" "))) == "refusal.brief.campaign"


def test_two_who_write_at_once_lose_nothing_and_a_new_version_is_acknowledged_anew() -> None:
    register = begun()
    said_so = AcknowledgeBrief(0, Words("Mia"), Words("WeChat, 3 March"))
    assert register.does(said_so) == "refusal.brief.unwritten"
    assert not register.does(WriteBrief(0, WHOLE))
    assert (
        register.does(WriteBrief(0, {"facts": Words("other")}), by=BEN) == "refusal.brief.meanwhile"
    )
    assert register.does(WriteBrief(1, WHOLE)) == "refusal.details.same"
    assert unwritten(brief_of(register), KNOWN) == ()
    assert register.does(AcknowledgeBrief(1, Words(""), Words("x"))) == "refusal.brief.by"
    assert register.does(AcknowledgeBrief(1, Words("x"), Words(""))) == "refusal.brief.evidence"
    assert not register.does(AcknowledgeBrief(1, Words("Mia"), Words("WeChat, 3 March")), by=BEN)
    assert register.does(ApproveBrief(1), by=ADA) == "refusal.brief.own"
    assert not register.does(ApproveBrief(1), by=BEN)
    assert register.does(ApproveBrief(1), by=BEN) == "refusal.details.same"
    approved = PreventionFact("briefing", "brief_approved", "done", register.now, BEN.user)
    done = PreventionFact("briefing", "brief_acknowledged", "done", register.now, BEN.user)
    assert brief_facts((brief_of(register),), KNOWN) == (approved, done)
    claims = read_claims(["7天淡斑 ｜ ｜ Wang", "保湿|检测报告 12", " | nothing"])
    assert not register.does(WriteBrief(1, WHOLE, claims, ("morality", "unheard_of")), by=ADA)
    brief = brief_of(register)
    assert (brief.version, brief.acknowledged, brief.clauses) == (2, None, ("morality",))
    assert [one.claim.text for one in brief.unproven] == ["7天淡斑"]
    assert register.does(ApproveBrief(1), by=BEN) == "refusal.brief.meanwhile"
    assert register.does(ApproveBrief(2), by=BEN) == "refusal.brief.unproven"
    states = [(fact.thing, fact.state) for fact in brief_facts((brief,), KNOWN)]
    assert states[0] == ("brief_approved", "missing")
    assert states[1:] == [("brief_acknowledged", "missing"), ("claims_proven", "missing")]
    assert [fact.state for fact in brief_facts((), KNOWN)] == ["missing", "missing"]


def test_absolute_terms_are_found_in_what_goes_public_alone() -> None:
    register = begun()
    handbook = load_default().handbook
    sections = {"can_say": Words("全网第一的精华"), "cannot_say": Words("不说最佳、治疗")}
    assert not register.does(WriteBrief(0, sections, read_claims(["治疗痘痘"])))
    found = [str(one.wording.values["term"]) for one in findings(brief_of(register), handbook)]
    assert len(found) == 2
    assert "第一" in found[0]
    assert "治疗" in found[1]
