"""Two people sign a complete vetting; a rejection holds it up; it lapses by itself."""

from dataclasses import replace
from datetime import timedelta

from bot.crisis.intents import TimePassed
from bot.crisis.words import Words
from bot.prevention.intents import ChangeKol, CheckVetting, SignVetting
from bot.prevention.kol import facts_of, kol_due, to_sign
from bot.prevention.rights import THE_BOT
from tests.prevention.example import ADA, BEN, KNOWN, NOON, Register, profile


def test_two_different_people_sign_when_every_check_was_made() -> None:
    register = Register()
    assert register.does(SignVetting()) == "refusal.vetting.missing"
    register.checks_all()
    assert to_sign(register.now_is(), BEN, KNOWN)
    assert not register.does(SignVetting())
    assert register.does(SignVetting()) == "refusal.vetting.signed"
    assert register.now_is().vetted_until is None
    assert not register.does(SignVetting(), by=BEN)
    until = register.now + timedelta(days=KNOWN.lasts_days)
    assert register.now_is().vetted_until == until == kol_due(register.now_is())
    assert not to_sign(register.now_is(), ADA, KNOWN)
    assert {fact.state for fact in facts_of(register.now_is(), KNOWN)} == {"pass", "done"}


def test_a_rejection_needs_a_reason_and_nobody_signs_while_it_stands() -> None:
    register = Register()
    register.checks_all()
    no = CheckVetting("controversy", "reject", Words("Weibo"))
    assert register.does(no) == "refusal.vetting.reason"
    assert not register.does(
        CheckVetting("controversy", "reject", Words("Weibo"), reason=Words("案件"))
    )
    assert register.does(SignVetting()) == "refusal.vetting.rejected"
    assert (
        register.does(CheckVetting("controversy", "pass", Words(" "))) == "refusal.vetting.source"
    )
    assert register.does(CheckVetting("astrology", "pass", Words("x"))) == "refusal.vetting.unknown"


def test_a_check_that_is_made_anew_asks_all_again() -> None:
    register = Register()
    register.checks_all()
    register.does(SignVetting())
    register.does(SignVetting(), by=BEN)
    again = CheckVetting("audience", "flag", Words("新红"))
    assert not register.does(again, by=BEN)
    assert register.now_is().vetted_until is None
    assert register.now_is().signed == {}
    assert register.does(again, by=BEN) == "refusal.details.same"


def test_a_vetting_lapses_on_its_day_once_and_everything_begins_anew() -> None:
    register = Register()
    register.checks_all()
    register.does(SignVetting())
    register.does(SignVetting(), by=BEN)
    register.time_passes(KNOWN.lasts_days - 1)
    assert register.now_is().vetted_until is not None
    register.time_passes(1)
    lapsed = register.now_is()
    assert (lapsed.checks, lapsed.vetted_until, kol_due(lapsed)) == ({}, None, None)
    assert lapsed.lapsed_at == NOON + timedelta(days=KNOWN.lasts_days)
    assert {fact.state for fact in facts_of(lapsed, KNOWN)} == {"lapsed"}
    seq = lapsed.seq
    assert not register.does(TimePassed(), by=THE_BOT)
    assert register.now_is().seq == seq


def test_a_profile_has_a_name_and_the_size_that_its_followers_make() -> None:
    register = Register()
    assert register.does(ChangeKol(profile(" "))) == "refusal.kol.name"
    assert not register.does(ChangeKol(replace(profile("Mia"), followers=42_000)))
    assert register.now_is().profile.tier == "micro"
    assert (
        register.does(ChangeKol(replace(profile("Mia"), followers=-1))) == "refusal.kol.followers"
    )
