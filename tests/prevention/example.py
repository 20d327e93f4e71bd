"""A register to test against: people with standing, one without, the playbook that comes along."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import cast, get_args

from bot.crisis.events import Draft, KolProfile, Recorded
from bot.crisis.events.content import ContentPiece, ContentSeat
from bot.crisis.handbook_prevention import Prevention
from bot.crisis.ids import SlackUserId, TeamId
from bot.crisis.intents import Refusal, TimePassed
from bot.crisis.words import Words
from bot.playbook.load import load_default
from bot.prevention.brief import Brief, decide_brief, evolve_brief
from bot.prevention.campaign import Campaign, evolve_campaign
from bot.prevention.change import decide_change
from bot.prevention.content import Content, evolve_content
from bot.prevention.content_rules import decide_content
from bot.prevention.intents import (
    AddKol,
    BriefIntent,
    CheckVetting,
    KolIntent,
    PreventionIntent,
)
from bot.prevention.intents_change import ProposeChange
from bot.prevention.intents_content import (
    ApproveContent,
    ContentIntent,
    StartContent,
    StartPlatformReview,
    SubmitContent,
    WriteContent,
)
from bot.prevention.intents_table import AddTable, NoteTable
from bot.prevention.kol import KolEntry, decide_kol, evolve_kol
from bot.prevention.monitoring import CampaignIntent
from bot.prevention.rights import THE_BOT, Actor
from bot.prevention.table import decide_table
from bot.prevention.watching import decide_campaign

TEAM = TeamId("T1")
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ADA = Actor(SlackUserId("UADA"), "keeper")
BEN = Actor(SlackUserId("UBEN"), "team")
EVE = Actor(SlackUserId("UEVE"), "outsider")
LEGAL, READER, BRAND, BACKUP, SIDE = (
    Actor(SlackUserId(name), "team") for name in ("ULEGAL", "UREADER", "UBRAND", "UBACK", "USIDE")
)
STAGES = {"legal": LEGAL, "culture": READER, "brand": BRAND}
KNOWN: Prevention = load_default().handbook.prevention
PIECE = ContentPiece(
    Words("用了两周，皮肤更水润"), Words("封面：产品图"), (Words("#护肤"),), Words("有问题评论区见")
)

WHOLE = {one.id: Words(f"{one.id} 内容") for one in KNOWN.sections if one.required}
"""Every section that a brief needs."""


def profile(*names: str, accounts: Sequence[str] = (), mcn: str | None = None) -> KolProfile:
    """Return a profile with these names."""
    return KolProfile(
        tuple(map(Words, names)), tuple(map(Words, accounts)), Words(mcn) if mcn else None
    )


class Register:
    """One influencer's stream, one of a brief and one of content, as intents are carried out."""

    def __init__(self, *names: str) -> None:
        self.entry: KolEntry | None = None
        self.brief: Brief | None = None
        self.content: Content | None = None
        self.campaign: Campaign | None = None
        self.now = NOON
        self.seq = 0
        self.does(AddKol(profile(*names or ("小满Mia",))))

    def does(
        self, intent: PreventionIntent, by: Actor = ADA, after: timedelta = timedelta()
    ) -> str:
        """Carry out an intent; return the key of the refusal, or nothing."""
        self.now += after
        if isinstance(intent, get_args(ContentIntent)):
            return self._publishes(cast("ContentIntent", intent), by)
        if isinstance(intent, ProposeChange):
            verdict = decide_change(None, intent, self.now, by)
            return verdict.key if isinstance(verdict, Refusal) else ""
        if isinstance(intent, AddTable | NoteTable):
            told = decide_table(None, intent, self.now, by)
            return told.key if isinstance(told, Refusal) else ""
        if isinstance(intent, get_args(BriefIntent)):
            return self._briefs(cast("BriefIntent", intent), by)
        if isinstance(intent, get_args(KolIntent)):
            return self._keeps(cast("KolIntent", intent), by)
        return self._watches(cast("CampaignIntent", intent), by)

    def _watches(self, intent: CampaignIntent, by: Actor) -> str:
        verdict = decide_campaign(self.campaign, intent, self.now, by, KNOWN)
        if isinstance(verdict, Refusal):
            return verdict.key
        for recorded in self._recorded(verdict, by):
            self.campaign = evolve_campaign(self.campaign, recorded, TEAM, "c1")
        return ""

    def _keeps(self, intent: KolIntent, by: Actor) -> str:
        verdict = decide_kol(self.entry, intent, self.now, by, KNOWN)
        if isinstance(verdict, Refusal):
            return verdict.key
        for recorded in self._recorded(verdict, by):
            self.entry = evolve_kol(self.entry, recorded, TEAM, "k1")
        return ""

    def _briefs(self, intent: BriefIntent, by: Actor) -> str:
        verdict = decide_brief(self.brief, intent, self.now, by, KNOWN)
        if isinstance(verdict, Refusal):
            return verdict.key
        for recorded in self._recorded(verdict, by):
            self.brief = evolve_brief(self.brief, recorded, TEAM, "b1")
        return ""

    def _publishes(self, intent: ContentIntent, by: Actor) -> str:
        verdict = decide_content(self.content, intent, self.now, by, KNOWN)
        if isinstance(verdict, Refusal):
            return verdict.key
        for recorded in self._recorded(verdict, by):
            self.content = evolve_content(self.content, recorded, TEAM, "c1")
        return ""

    def _recorded(self, drafts: Sequence[Draft], by: Actor) -> Iterator[Recorded]:
        for draft in drafts:
            self.seq += 1
            yield Recorded(self.seq, draft.event, draft.at, self.now, by.user)

    def now_is(self) -> KolEntry:
        """Return the influencer as things stand."""
        assert self.entry is not None
        return self.entry

    def piece(self) -> Content:
        """Return the content as things stand."""
        assert self.content is not None
        return self.content

    def checks_all(self, by: Actor = ADA) -> None:
        """Find nothing against them."""
        for check in KNOWN.checks:
            assert not self.does(CheckVetting(check.id, "pass", Words("千瓜")), by=by)

    def time_passes(self, days: int) -> None:
        """Let the clock look after so many days."""
        assert not self.does(TimePassed(), by=THE_BOT, after=timedelta(days=days))

    def writes(self, piece: ContentPiece = PIECE, category: str = "beauty") -> None:
        """Begin a piece, or write its next version; Ada does."""
        if self.content is None:
            assert not self.does(StartContent("k1", "b1", Words("春日笔记"), category))
        assert not self.does(WriteContent(self.piece().version, piece))

    def submission(self, *, findings: int = 0, blocks: tuple[str, ...] = ()) -> SubmitContent:
        """Return that the present version is sent, everybody in their place."""
        users = [(stage, one.user) for stage, one in STAGES.items()]
        seats = tuple(ContentSeat(stage, user) for stage, user in users if user is not None)
        people = BACKUP.user, SIDE.user, BRAND.user
        return SubmitContent(self.piece().version, seats, *people, findings, None, blocks)

    def approved(self, *stages: str) -> None:
        """Let whoever is asked approve at these stages."""
        for stage in stages:
            by = BRAND if stage == "platform" else STAGES[stage]
            assert not self.does(ApproveContent(stage, self.piece().version), by=by)

    def under_review(self) -> None:
        """Write, send and approve a piece, and have the platform ask the client."""
        self.writes()
        assert not self.does(self.submission())
        self.approved(*STAGES)
        assert not self.does(StartPlatformReview(self.piece().version, self.now), by=SIDE)
