"""Crises to be reviewed: a short one, and one in which everything happens that can happen."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.crisis import intents as want
from bot.crisis.aftermath import Aftermath, Fact
from bot.crisis.drill import Inject, Script
from bot.crisis.events import (
    DayFigures,
    DecisionApproved,
    GateOverridden,
    Kol,
    KolProfile,
    LineLeftOut,
    NoteAdded,
    NoteChoice,
    PostStage,
    PostTermPassed,
    PreventionFact,
    Recorded,
    TalkTermPassed,
    UnknownEvent,
)
from bot.crisis.fold import fold
from bot.crisis.ids import (
    ChannelId,
    DecisionId,
    EntryId,
    FollowUpId,
    RoleId,
    SlackUserId,
    StatementId,
    TaskId,
    UpdateId,
)
from bot.crisis.incident import Incident
from bot.crisis.playbook import DecisionField, DecisionKind, Option, Playbook, Text
from bot.crisis.words import MessageRef, Words, in_slack, outside
from bot.playbook.load import load_default
from bot.review.build import build
from bot.review.value import Review
from tests.crisis.guide import GUIDE
from tests.crisis.story import (
    DEPUTY,
    INCIDENT,
    LEGAL,
    MEMBER,
    MIA,
    TEAM,
    TEAM_ROLES,
    Story,
    decision,
    minute,
)
from tests.crisis.story import takedown as about_note
from tests.review.stories_gates import held_back
from tests.review.stories_keeping import redactions

NAMES = {MIA: "Mia Chen", DEPUTY: "Li Wei", LEGAL: "Anna Roth", MEMBER: "周婷"}
WANG = outside("王经理")
DAY = 24 * 60
"""In minutes."""


def name(user: SlackUserId) -> str:
    """What people are called outside Slack; the bare id of whom nobody knows."""
    return NAMES.get(user, user)


def words(text: str) -> Words:
    return Words(text)


def opening() -> want.OpenIncident:
    return want.OpenIncident(
        title=words("小满Mia 的笔记写“7天淡斑”，备案是普通化妆品"),
        lead=MIA,
        detected_at=minute(-25),
        kols=(Kol(words("小满Mia"), (words("https://www.xiaohongshu.com/explore/66aa"),)),),
        campaign=words("Lumeya spring"),
        brand=words("Lumeya 露美雅"),
        roles=TEAM_ROLES,
    )


def reviewed(story: Story) -> Review:
    return build(story.incident, story.record)


def short() -> Story:
    """Two tasks, a decision, a note, closed after an hour. The playbook is the real one."""
    story = Story(opening(), playbook=load_default())
    story.does(want.CompleteTask(TaskId("A2")), at=6)
    story.does(want.CompleteTask(TaskId("B1")), by=DEPUTY, at=42)
    story.does(about_note("hide", note="https://www.xiaohongshu.com/explore/66aa"), at=45)
    story.does(want.AddNote(EntryId("n1"), words("第一条质疑评论"), minute(-80)), by=LEGAL, at=47)
    story.looks(50)
    story.does(want.CloseIncident("contained", words("quiet since noon")), at=62)
    return story


KOL_CONTACT = DecisionKind(
    id="kol_contact",
    name=Text("Contact with the KOL", "与博主沟通"),
    guidance=Text("guidance", "guidance"),
    fields=(
        DecisionField(
            "means",
            "choice",
            Text("By what means", "联系方式"),
            options=(Option("phone", Text("Phone", "电话")),),
        ),
        DecisionField("asked", "text", Text("What we asked", "我方提出")),
    ),
)


def guide() -> Playbook:
    facts = (
        Fact("reach", Text("Reach", "触达人数"), Text("hint", "提示"), RoleId("kol")),
        Fact(
            "exposure", Text("Exposure", "法律风险"), Text("hint", "提示"), RoleId("legal"), "text"
        ),
    )
    rules = Aftermath(facts=facts, targets=(TaskId("A1"), TaskId("A2")))
    handbook = replace(GUIDE.handbook, aftermath=rules)
    return replace(GUIDE, decisions=(*GUIDE.decisions, KOL_CONTACT), handbook=handbook)


def exercise() -> Story:
    """A crisis that is none: everything that happens to the exercise itself."""
    said = Text("sample", "示例")
    script = Script("s", said, said, 60, (Inject("a", 20, said, said),), ())
    story = Story(replace(opening(), drill=script, speed=2))
    story.does(want.PaceDrill(0), at=1)
    story.does(want.ResumeDrill(), at=2)
    story.does(want.SkipAhead(), at=3)
    story.looks(4)
    story.does(want.EndDrill(), at=5)
    return story


def everything(opened: want.OpenIncident | None = None) -> Story:
    """Every kind of event at least once, closed, taken up again, closed, answered and signed."""
    story = Story(opened or opening(), playbook=guide())
    _people(story)
    _tasks(story)
    _receipts(story)
    _timeline(story)
    _decisions(story)
    _end(story)
    return story


def _people(story: Story) -> None:
    story.does(want.NoteMembership(MEMBER, present=True), by=None, at=1)
    story.does(want.NoteMembership(SlackUserId("UGONE"), present=True), by=None, at=1)
    story.does(want.NoteMembership(SlackUserId("UGONE"), present=False), by=None, at=2)
    story.does(want.NoteInvitationFailed(LEGAL, "user_disabled"), by=None, at=2)
    story.does(want.NoteChannelDeleted(ChannelId("C0GONE")), by=None, at=2)
    story.does(want.NoteMembership(MEMBER, present=True), by=None, at=2)
    story.does(want.FillRole(RoleId("kol"), (in_slack(MEMBER), WANG)), at=3)
    story.does(want.FillRole(RoleId("kol"), ()), at=3)
    story.does(want.ReadSeverity("r1", "quick", answers={"grows": "yes", "harm": "hurt"}), at=4)
    story.does(want.ReadSeverity("r2", "full", points={"spread": 1}, ends=("hurt",)), at=4)
    story.does(want.ConfirmLevel(2, words("two big accounts shared it")), at=4)
    story.does(
        want.ChangeDetails(
            title=words("小满Mia 的笔记（更正）"),
            detected_at=minute(-30),
            kols=(Kol(words("小满Mia")), Kol(words("阿May"))),
            campaign=words("Spring"),
            brand=words("Lumeya"),
            crisis_type="tone",
            language="zh",
        ),
        at=5,
    )
    story.does(want.ChangeDetails(language="en"), at=5)
    story.does(want.ChangeDetails(language="both"), at=5)
    story.does(want.AskToJoin(), by=SlackUserId("UNEW"), at=5)
    story.does(want.InvitePerson(SlackUserId("UNEW")), at=6)
    story.does(want.HandOverCommand(DEPUTY), at=6)
    story.does(want.AcceptCommand(), by=DEPUTY, at=7)
    story.does(want.TakeCommand(), by=LEGAL, at=25)


def _tasks(story: Story) -> None:
    story.does(want.HandOverCommand(MIA), by=LEGAL, at=26)
    story.does(want.AcceptCommand(), at=26)
    story.does(want.TakeTask(TaskId("A1")), at=27)
    story.looks(31)
    story.does(want.CompleteTask(TaskId("A1")), at=33)
    story.does(want.CompleteTask(TaskId("A2"), WANG, Words("WeChat")), at=34)
    story.does(want.CompleteTask(TaskId("B1"), WANG), at=34)
    story.does(want.MarkTaskNotApplicable(TaskId("A6"), words("no lives planned")), at=35)
    story.does(want.BlockTask(TaskId("A3"), words("后台打不开")), at=36)
    story.does(want.ReopenTask(TaskId("A2")), at=37)
    story.does(want.AddEvidence("e1", words("https://example.org/shot"), TaskId("A1")), at=38)
    source = MessageRef(ChannelId("C1"), "1772474400.000100", "https://example.slack.com/p1")
    story.does(want.AddEvidence("e2", words(""), source=source, file="F01"), at=39)
    story.does(want.AddEvidence("e3", words("screen recording"), file="F02"), at=39)
    story.does(want.AddEvidence("e4", words("the whole live room"), file="F03"), at=39)
    story.does(want.NoteEvidenceHash("e2", "9f" * 32, 48_213), by=None, at=40)
    story.does(want.NoteEvidenceUnreadable("e4", "too_large"), by=None, at=40)
    profile = KolProfile((words("小满Mia"),), tier="micro", category="beauty", followers=42_000)
    facts = (
        PreventionFact("vetting", "content_history", "pass", minute(-60 * 24 * 40), LEGAL),
        PreventionFact("vetting", "controversy", "missing"),
        PreventionFact("vetting", "sign_off", "lapsed", minute(-60 * 24)),
    )
    story.does(want.RecogniseKol("k1", profile, facts), at=40)
    story.does(want.QuietReminders(minute(100)), by=DEPUTY, at=40)
    story.does(want.QuietReminders(), by=LEGAL, at=40)
    story.does(want.ResumeReminders(), by=LEGAL, at=40)


def _timeline(story: Story) -> None:
    pinned, unread, gone = (
        MessageRef(ChannelId("C1"), f"{minute(at).timestamp():.6f}") for at in (20, 21, 22)
    )
    story.does(want.AddNote(EntryId("n1"), words("Store called"), minute(-45)), by=DEPUTY, at=41)
    story.does(want.AddNote(EntryId("n2"), words("wrong channel")), at=42)
    story.does(want.AmendEntry(EntryId("n1"), words("Two stores called"), minute(-50)), at=43)
    story.does(want.RetractEntry(EntryId("n2")), at=44)
    story.does(want.PinMessage(pinned, MEMBER), at=45)
    story.does(want.NoteEntryText(pinned, words("The KOL is upset")), by=None, at=45)
    story.does(want.NoteEntryText(pinned, words("The KOL is calm now")), by=None, at=46)
    story.does(want.PinMessage(pinned, MEMBER), by=DEPUTY, at=46)
    story.does(want.UnpinMessage(pinned), by=DEPUTY, at=46)
    story.does(want.PinMessage(unread), at=47)
    story.does(want.UnpinMessage(unread), at=48)
    story.does(want.PinMessage(gone), at=49)
    story.does(want.NoteEntryText(gone, words("说完就删")), by=None, at=49)
    story.does(want.NoteMessageDeleted(gone), by=None, at=50)


def _decisions(story: Story) -> None:
    second = NoteChoice(words("https://www.xiaohongshu.com/explore/66bb"), {"action": "hide"})
    both = about_note("keep", "d1", note="https://www.xiaohongshu.com/explore/66aa")
    story.does(replace(both, further=(second,)), at=51)
    story.does(about_note("hide", "d2", note="note 1", replaces="d1"), by=DEPUTY, at=55)
    contact = decision("kol_contact", "d3", {"means": "phone"}, {"asked": "what was agreed?"})
    story.does(replace(contact, owner=WANG, due=minute(300)), at=56)
    story.does(decision("alarm", "d4", answers={"what": "a second wave"}, due=minute(90)), at=57)
    done = words("https://example.org/done")
    story.does(want.CarryOutDecision(DecisionId("d2"), done, WANG), at=70)
    story.does(want.CarryOutDecision(DecisionId("d4")), by=DEPUTY, at=71)
    legal = (RoleId("legal"),)
    story.happens(DecisionApproved(DecisionId("d4"), legal, in_slack(LEGAL)), at=72, by=LEGAL)
    hurry = GateOverridden(DecisionId("d4"), "carry_out", ("approved",), words("a child is ill"))
    story.happens(hurry, at=72, by=MIA)
    held_back(story)
    told = (words("It claims 7 days."), words("Ads are paused."), words("Nobody replies."))
    audiences = ("team", "executives")
    story.does(want.ShareUpdate(UpdateId("u1"), audiences, *told, minute(200)), at=80)
    statement = StatementId("s1")
    first = want.DraftStatement(statement, "note", words("We were wrong."), ("en",))
    story.does(first, by=DEPUTY, at=81)
    story.does(want.AskForChanges(statement, 1, words("in both languages")), by=LEGAL, at=82)
    pair = words("We were wrong. 我们错了。")
    change = words("Chinese added")
    story.does(replace(first, text=pair, languages=("en", "zh"), change=change, after=1), at=83)
    by_phone = want.ApproveStatement(
        statement, 2, words("by phone"), same=True, by=WANG, role=RoleId("kol")
    )
    story.does(by_phone, at=84)
    story.does(want.ApproveStatement(statement, 2), by=LEGAL, at=85)
    link, reason = words("https://www.xiaohongshu.com/explore/77"), words("somebody is hurt")
    story.does(want.PublishStatement(statement, 2, link, override=reason), at=86)
    other = StatementId("s2")
    story.does(want.DraftStatement(other, "lines", words("Write to us.")), at=87)
    story.does(want.DropStatement(other, words("nobody asks")), at=88)
    story.looks(250)


NOTES = (38, 112, 74, 41, 22, 15, 12, 11, 10, 11, 10)
FOLLOWERS = (119_400, 112_000, 104_000, 103_500, 104_000, 106_000, 107_000, 107_500)
"""The days of the crisis, from the day of T0: a peak and the way back; a loss that stays."""


def _community(story: Story) -> None:
    """Two weeks before, and how it went on: in two files, one of them useless, and by hand."""
    at = 12 * DAY
    story.does(want.AddCommunityFile("k1", "F0DAYS", words("千瓜导出.csv")), by=DEPUTY, at=at)
    days = (
        *(_day(day, 10 + day % 3, 120_000) for day in range(-14, 0)),
        *(_day(day, notes, 0) for day, notes in enumerate(NOTES)),
        *(_day(day, 0, people, estimated=day == 2) for day, people in enumerate(FOLLOWERS)),
    )
    left_out = (LineLeftOut(7, "number", "notes"), LineLeftOut(9, "date"))
    story.does(want.NoteCommunityFile("k1", days, left_out, (words("备注"),)), by=None, at=at)
    story.does(want.AddCommunityFile("k2", "F1DAYS", words("empty.csv")), at=at + 1)
    story.does(want.NoteCommunityFile("k2", trouble="no_date"), by=None, at=at + 1)
    story.does(want.ReadCommunity("k3", (_day(8, 0, 108_000),)), at=at + 2)


def _day(day: int, notes: int, followers: int, *, estimated: bool = False) -> DayFigures:
    as_of = minute((day + 1) * DAY - 60)
    known = {"notes": notes, "followers": followers}
    figures = {name: str(number) for name, number in known.items() if number}
    date = (minute(-30) + timedelta(hours=8, days=day)).date()
    return DayFigures(date, as_of, words("千瓜"), figures, estimated)


def _end(story: Story) -> None:
    story.does(want.CloseIncident("contained"), at=300)
    story.does(want.ReopenIncident(words("it is back")), at=320)
    story.does(want.CloseIncident("contained", words("calm again")), by=DEPUTY, at=400)
    story.does(
        want.AnswerQuestion("root_cause", words("Nobody read the claim.\n没人看过。")), at=410
    )
    story.does(want.AnswerQuestion("failed_process", Words(""), ("briefing",)), at=411)
    story.does(want.StateFact("reach", "1234567"), at=411)
    story.does(want.StateFact("exposure", text=words("a complaint at 12315")), at=411)
    story.does(want.AskForCopy(), at=411)
    first, second = FollowUpId("f1"), FollowUpId("f2")
    story.does(want.AddFollowUp(first, words("claims register"), WANG, minute(20_000)), at=412)
    by, due, test = in_slack(DEPUTY), minute(9_000), words("a drill finds it")
    plan = want.AddFollowUp(second, words("train the agency"), by, due, "detect", test)
    story.does(plan, at=413)
    story.does(want.FinishFollowUp(second, words("done in May")), at=414)
    story.does(want.SignReview(), at=420)
    story.happens(UnknownEvent("SomethingNewer", 3), at=421)
    story.does(want.AddNote(EntryId("n9"), words("late memory"), minute(30)), at=430)
    story.does(want.RequestArchive(), at=440)
    story.does(want.SetLegalHold(words("12315 asks for the file")), by=LEGAL, at=441)
    story.does(want.LiftLegalHold(words("settled")), by=LEGAL, at=442)
    redactions(story)
    _community(story)


def _receipts(story: Story) -> None:
    """One place paused, looked at and let run again; one of the team's own."""
    proof = words("https://ads.example/88")
    story.does(want.AddSurface("s1", words("A screen in a store")), at=36)
    story.does(want.ReportSurface("s1", "running"), at=36)
    story.does(want.ReportSurface("ads", "paused", WANG, evidence=proof, spend="3200"), at=36)
    story.does(want.ReportSurface("shop", "unused"), at=36)
    story.does(want.VerifySurface("ads", evidence=proof, spend="3350"), at=36)
    story.does(want.AgreeToResume("ads"), at=36)
    note, number = (
        words("https://www.xiaohongshu.com/explore/66aa66aa66aa66aa66aa66aa"),
        words("R-17"),
    )
    stages: tuple[PostStage, ...] = (
        "in_review",
        "rejected",
        "published",
        "clarified",
        "edited",
        "removal_asked",
        "hidden",
        "removed",
    )
    for stage in stages:
        story.does(want.ReportPost("p1", stage, note, words("小满"), WANG, proof=number), at=36)
    story.happens(PostTermPassed("p1", 1), at=36)
    _talks(story)


def _talks(story: Story) -> None:
    """One influencer asked and answered, a hold that was prolonged and not kept, two steps."""
    kol = words("小满")
    asked = want.NoteTalk("q1", "fact", kol, words("Who wrote 7天淡斑?"), by=WANG)
    story.does(asked, at=36)
    story.does(want.AnswerTalk("q1", "declined", by=WANG), at=36)
    story.does(want.AnswerTalk("q1", "answered", words("The agency did."), WANG), at=36)
    held = want.NoteTalk(
        "q2", "hold", kol, words("no deletion"), agreed_by=words("小满"), until=minute(37)
    )
    story.does(held, at=36)
    story.happens(TalkTermPassed("q2", minute(37)), at=37)
    story.does(want.AnswerTalk("q2", "extended", until=minute(40)), at=37)
    story.does(want.AnswerTalk("q2", "ended"), at=37)
    story.does(want.AnswerTalk("q2", "broken", words("deleted at 02:40")), at=37)
    step = want.NoteTalk("q3", "step", kol, words("call again"), by=WANG, until=minute(38))
    story.does(step, at=37)
    story.happens(TalkTermPassed("q3", minute(38)), at=38)
    story.does(want.AnswerTalk("q3", "done"), at=38)
    story.does(want.AnswerTalk("q3", "dropped", words("not needed")), at=38)


def long(events: int) -> tuple[Incident, list[Recorded]]:
    """A crisis in which people wrote notes, many of them, some later than they happened."""
    story = Story()
    record = [*story.record, *_notes(events)]
    incident = fold(TEAM, INCIDENT, story.playbook, record)
    assert incident is not None
    return incident, record


def _notes(events: int) -> Iterator[Recorded]:
    for seq in range(2, events + 2):
        note = NoteAdded(EntryId(f"n{seq}"), Words(f"note {seq}"))
        yield Recorded(seq, note, minute(seq - seq % 7), minute(seq), MIA, hash=f"{seq:064x}")
