"""A register to test against: three people with standing, one without, a small playbook."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from bot.crisis.events import Draft, KolProfile, Recorded
from bot.crisis.handbook_prevention import Prevention
from bot.crisis.ids import SlackUserId, TeamId
from bot.crisis.intents import Refusal, TimePassed
from bot.crisis.words import Words
from bot.playbook.load import load_default
from bot.prevention.brief import Brief, decide_brief, evolve_brief
from bot.prevention.intents import (
    AcknowledgeBrief,
    AddKol,
    BriefIntent,
    CheckVetting,
    KolIntent,
    PreventionIntent,
    StartBrief,
    WriteBrief,
)
from bot.prevention.kol import KolEntry, decide_kol, evolve_kol
from bot.prevention.rights import THE_BOT, Actor

TEAM = TeamId("T1")
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ADA = Actor(SlackUserId("UADA"), "keeper")
BEN = Actor(SlackUserId("UBEN"), "team")
EVE = Actor(SlackUserId("UEVE"), "outsider")
KNOWN: Prevention = load_default().handbook.prevention


def profile(*names: str, accounts: Sequence[str] = (), mcn: str | None = None) -> KolProfile:
    """Return a profile with these names."""
    return KolProfile(
        tuple(map(Words, names)), tuple(map(Words, accounts)), Words(mcn) if mcn else None
    )


class Register:
    """One influencer's stream and one of a brief for them, as intents are carried out."""

    def __init__(self, *names: str) -> None:
        self.entry: KolEntry | None = None
        self.brief: Brief | None = None
        self.now = NOON
        self.seq = 0
        self.does(AddKol(profile(*names or ("小满Mia",))))

    def does(
        self, intent: PreventionIntent, by: Actor = ADA, after: timedelta = timedelta()
    ) -> str:
        """Carry out an intent; return the key of the refusal, or nothing."""
        self.now += after
        if isinstance(intent, StartBrief | WriteBrief | AcknowledgeBrief):
            return self._briefs(intent, by)
        return self._keeps(intent, by)

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

    def _recorded(self, drafts: Sequence[Draft], by: Actor) -> Iterator[Recorded]:
        for draft in drafts:
            self.seq += 1
            yield Recorded(self.seq, draft.event, draft.at, self.now, by.user)

    def now_is(self) -> KolEntry:
        """Return the influencer as things stand."""
        assert self.entry is not None
        return self.entry

    def checks_all(self, by: Actor = ADA) -> None:
        """Find nothing against them."""
        for check in KNOWN.checks:
            assert not self.does(CheckVetting(check.id, "pass", Words("千瓜")), by=by)

    def time_passes(self, days: int) -> None:
        """Let the clock look after so many days."""
        assert not self.does(TimePassed(), by=THE_BOT, after=timedelta(days=days))
