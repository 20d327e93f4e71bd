"""Content goes its way in order, with the right people; what is out of turn needs a reason."""

from dataclasses import replace
from datetime import timedelta

from bot.crisis.events import PreventionFact
from bot.crisis.events.content import ContentTold
from bot.crisis.words import Words
from bot.prevention.content import Content, digest_of, stage_of
from bot.prevention.content_facts import content_facts
from bot.prevention.content_time import content_due
from bot.prevention.intents_content import (
    ApproveContent,
    CloseContent,
    ContentIntent,
    LookAtContent,
    PlanContent,
    PublishContent,
    RejectContent,
    StartContent,
    StartPlatformReview,
    WriteContent,
)
from bot.prevention.rights import THE_BOT
from tests.prevention.example import (
    ADA,
    BACKUP,
    BEN,
    BRAND,
    KNOWN,
    LEGAL,
    NOON,
    PIECE,
    READER,
    SIDE,
    STAGES,
    Register,
)

HOUR = timedelta(hours=1)
URL = Words("https://www.xiaohongshu.com/explore/66aa")


def told(content: Content, news: str) -> list[ContentTold]:
    """Return what people were told of this kind."""
    events = [one.event for one in content.letters if isinstance(one.event, ContentTold)]
    return [one for one in events if one.news == news]


def looks(register: Register, after: timedelta, **vetting: object) -> None:
    """Let the clock look when it wants to, and once after this time; then nothing is left."""
    end = register.now + after
    good = {"vetted_until": end + timedelta(days=30)} | vetting
    look = LookAtContent(**good)  # type: ignore[arg-type]  # the fields are those of the intent
    while (due := content_due(register.piece(), KNOWN.approval)) is not None and due <= end:
        register.now = max(register.now, due)
        assert not register.does(look, by=THE_BOT)
        assert content_due(register.piece(), KNOWN.approval) != due, "it would look for ever"
    register.now = end
    before = register.seq
    assert not register.does(look, by=THE_BOT)
    assert register.seq == before


def test_nothing_is_begun_or_sent_that_lacks_what_comes_first() -> None:
    register = Register()
    start = StartContent("k1", "b1", Words("春日笔记"), "beauty")
    assert register.does(replace(start, rejected=True)) == "refusal.content.rejected"
    assert register.does(replace(start, title=Words(" "))) == "refusal.content.title"
    assert register.does(replace(start, category="x")) == "refusal.kol.category"
    register.writes()
    assert register.does(WriteContent(0, PIECE)) == "refusal.content.meanwhile"
    sent = register.submission()
    refusals = {
        "refusal.content.vetting": replace(sent, blocks=("vetting", "brief")),
        "refusal.content.claims": replace(sent, blocks=("claims", "brief")),
        "refusal.content.brief": replace(sent, blocks=("brief",)),
        "refusal.content.findings": replace(sent, findings=2),
        "refusal.content.seat": replace(sent, seats=sent.seats[1:]),
        "refusal.content.apart": replace(
            sent, seats=(*sent.seats[:2], replace(sent.seats[2], user=sent.seats[1].user))
        ),
        "refusal.content.backup": replace(sent, backup=ADA.user),
        "refusal.content.kol_side": replace(sent, kol_side=None),
        "refusal.content.client": replace(sent, client=None),
        "refusal.content.stranger": replace(sent, strangers=(sent.seats[0].user,)),
        "refusal.content.meanwhile": replace(sent, version=7),
    }
    assert ADA.user is not None
    own = replace(sent, seats=(replace(sent.seats[0], user=ADA.user), *sent.seats[1:]))
    refusals["refusal.content.own"] = own
    assert {key: register.does(wanted) for key, wanted in refusals.items()} == {
        key: key for key in refusals
    }
    assert not register.does(replace(sent, findings=2, reason=Words("引用商标名")))
    assert register.does(sent) == "refusal.details.same"


def test_each_stage_waits_for_its_person_and_after_its_time_for_the_backup_too() -> None:
    register = Register()
    register.writes()
    assert not register.does(register.submission())
    yes = ApproveContent("legal", 1)
    assert register.does(ApproveContent("brand", 1), by=BRAND) == "refusal.content.turn"
    assert register.does(yes, by=BEN) == "refusal.content.not_yours"
    assert register.does(yes, by=BACKUP) == "refusal.content.backup_later"
    looks(register, 24 * HOUR)
    (late,) = told(register.piece(), "late")
    assert (late.to, late.stage) == ((LEGAL.user, BACKUP.user), "legal")
    assert not register.does(yes, by=BACKUP)
    assert register.does(yes, by=LEGAL) == "refusal.details.same"
    # The backup reads for one of them; two stages that take two people take two people.
    looks(register, 24 * HOUR)
    assert not register.does(ApproveContent("culture", 1), by=BACKUP)
    looks(register, 24 * HOUR)
    assert register.does(ApproveContent("brand", 1), by=BACKUP) == "refusal.content.two_people"
    register.approved("brand")
    assert register.does(ApproveContent("platform", 1), by=BRAND) == "refusal.content.no_review"
    assert register.does(StartPlatformReview(1, register.now + HOUR)) == "refusal.content.since"
    assert not register.does(StartPlatformReview(1, register.now), by=SIDE)
    assert register.does(ApproveContent("platform", 1), by=SIDE) == "refusal.content.not_yours"
    register.approved("platform")
    assert stage_of(register.piece()) is None
    assert told(register.piece(), "ready")[0].to == (SIDE.user,)
    everyday = Register()
    everyday.writes(category="travel")
    assert not everyday.does(everyday.submission())
    assert stage_of(everyday.piece()) == "culture"


def test_any_change_asks_again_and_says_what_changed() -> None:
    register = Register()
    register.under_review()
    before = digest_of(PIECE, None)
    changed = replace(PIECE, tags=(Words("#护肤"), Words("#淡斑")), comment=None)
    register.writes(changed)
    piece = register.piece()
    (news,) = told(piece, "changed")
    assert news.parts == ("tags", "comment")
    people = {one.user for one in (LEGAL, READER, BRAND, SIDE)}
    assert set(news.to) == people
    assert (piece.sent, piece.approved, piece.review_until) == (None, {}, None)
    assert digest_of(changed, None) != before
    assert register.does(ApproveContent("legal", 1), by=LEGAL) == "refusal.content.meanwhile"
    assert not register.does(register.submission())
    assert register.does(ApproveContent("brand", 2), by=BRAND) == "refusal.content.turn"


def test_the_client_has_72_hours_and_three_rejections_and_silence_is_said() -> None:
    register = Register()
    no = RejectContent("platform", 1, Words("改掉“淡斑”"))
    for nr in range(1, 4):
        if nr == 1:
            register.under_review()
        else:
            register.writes(replace(PIECE, text=Words(f"第{nr}稿")))
            assert not register.does(register.submission())
            register.approved(*STAGES)
            assert not register.does(StartPlatformReview(nr, register.now))
        assert register.does(replace(no, version=nr, reason=Words("")), by=BRAND).endswith("reason")
        assert not register.does(replace(no, version=nr), by=BRAND)
        assert register.piece().rejections == nr
        assert bool(told(register.piece(), "used_up")) == (nr == 3)
    assert register.does(register.submission()) == "refusal.content.unchanged"
    register.writes(replace(PIECE, text=Words("第四稿")))
    assert not register.does(register.submission())
    register.approved(*STAGES)
    since = register.now
    assert not register.does(StartPlatformReview(4, since))
    assert register.does(replace(no, version=4), by=BRAND) == "refusal.content.used_up"
    looks(register, 23 * HOUR)
    assert told(register.piece(), "review")[-1].hours is None
    # After a downtime both sides get one word, about what is left.
    register.now = since + 67 * HOUR
    assert not register.does(LookAtContent(), by=THE_BOT)
    reminders = [one for one in told(register.piece(), "review") if one.hours is not None]
    assert [(one.hours, one.to) for one in reminders] == [(6, (BRAND.user, SIDE.user))]
    looks(register, 6 * HOUR)
    assert [one.hours for one in told(register.piece(), "review")][-1] == 1
    assert len(told(register.piece(), "silence")) == 1
    assert register.piece().silent_at == since + 72 * HOUR


def test_what_is_public_too_early_or_otherwise_needs_a_reason_and_the_facts_keep_it() -> None:
    register = Register()
    register.writes()
    public = PublishContent(1, URL, PIECE, blocks=("vetting",))
    assert register.does(public) == "refusal.content.unapproved"
    assert register.does(replace(public, note_url=Words(""))) == "refusal.content.url"
    assert not register.does(replace(public, reason=Words("博主提前发了")))
    event = register.piece().published
    assert event is not None
    assert event.overridden == ("vetting", "lint", "legal", "culture", "brand", "platform")
    states = {one.thing: one.state for one in content_facts((register.piece(),), (), KNOWN)}
    missing = dict.fromkeys(("lint", "legal", "culture", "brand", "platform"), "missing")
    assert states == missing | {"unchanged": "done"}

    good = Register()
    good.under_review()
    good.approved("platform")
    assert register.does(public) == "refusal.details.same"
    other = replace(PIECE, text=Words("7天淡斑"))
    assert good.does(PublishContent(1, URL, other)) == "refusal.content.unapproved"
    assert not good.does(PublishContent(1, URL, PIECE))
    facts = content_facts((good.piece(), replace(good.piece(), id="c0")), (), KNOWN)
    assert facts[1] == PreventionFact("approval", "legal", "done", NOON, LEGAL.user)
    assert {one.state for one in facts} == {"done"}
    # Edited after publication: the facts stay those of what went out, approval is asked anew.
    assert not good.does(PublishContent(1, URL, other, Words("博主自己改了")))
    assert good.piece().published is not None
    assert (good.piece().version, good.piece().approved) == (2, {})
    assert told(good.piece(), "changed")[0].parts == ("text",)
    assert content_facts((), (), KNOWN)[0].state == "missing"


def test_it_is_watched_for_six_hours_and_the_vetting_is_looked_at_the_day_before() -> None:
    register = Register()
    register.writes()
    planned = register.now + 48 * HOUR
    assert not register.does(PlanContent(planned))
    assert register.does(PlanContent(planned)) == "refusal.details.same"
    looks(register, 25 * HOUR, vetted_until=planned - HOUR)
    (again,) = told(register.piece(), "vetting")
    assert again.to == (ADA.user,)
    seen = register.piece().vetting_seen
    assert seen is not None
    assert seen.state == "lapsed"
    close = CloseContent(Words("一切正常"))
    assert register.does(close) == "refusal.content.unpublished"
    assert not register.does(PublishContent(1, URL, PIECE, Words("紧急")))
    assert register.does(close) == "refusal.content.watch"
    looks(register, 7 * HOUR)
    assert told(register.piece(), "watched")
    assert register.does(replace(close, remark=Words(" "))) == "refusal.content.remark"
    assert not register.does(close)
    assert register.does(WriteContent(1, PIECE)) == "refusal.content.closed"
    assert content_due(register.piece(), KNOWN.approval) is None
    early = Register()
    early.writes()
    wanted: ContentIntent = replace(close, early=True)
    assert not early.does(wanted)
    ended = early.piece().closed
    assert ended is not None
    assert ended.overridden == ("content",)
