"""A crisis to look at: folded from what people did, through the rules. Used by tests of views."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.crisis import intents as want
from bot.crisis.decide import decide, decide_opening
from bot.crisis.events import Draft, Kol, Recorded
from bot.crisis.fold import evolve
from bot.crisis.house import Brand, House, brand_key
from bot.crisis.ids import ChannelId, IncidentId, RoleId, SlackUserId, TeamId
from bot.crisis.incident import Incident
from bot.crisis.playbook import Playbook
from bot.crisis.words import Words
from bot.locales.voice import Voice, voice_of_channel

TEAM = TeamId("T1")
INCIDENT = IncidentId("i3f9a0c2d7b1e")
ANA = SlackUserId("U1ANA")
BO = SlackUserId("U2BO")
OPENED = datetime(2026, 11, 3, 18, 0, tzinfo=UTC)
SHANGHAI = ZoneInfo("Asia/Shanghai")
LONDON = ZoneInfo("Europe/London")

VOICES: dict[str, Voice] = {
    "en": voice_of_channel("en", LONDON),
    "zh": voice_of_channel("zh", SHANGHAI),
    "both": voice_of_channel("both", SHANGHAI),
}


HOUSE = House(
    TEAM,
    roster={RoleId("ads"): (BO,), RoleId("legal"): (ANA, BO)},
    brands={brand_key(Words("Lumeya")): Brand(Words("Lumeya"), {RoleId("ads"): (ANA,)})},
    announce_in=ChannelId("C0GENERAL"),
    keepers=frozenset({BO}),
    playbook=(BO,),
)


def lumeya() -> want.OpenIncident:
    """The usual crisis: a claim that the product's filing does not carry."""
    return want.OpenIncident(
        title=Words("小满Mia 的笔记写“7天淡斑”，产品备案是普通化妆品"),
        lead=ANA,
        kols=(Kol(Words("小满Mia"), (Words("https://www.xiaohongshu.com/explore/66aa"),)),),
        campaign=Words("Lumeya 双十一"),
        crisis_type="product_claim",
    )


@dataclass
class Scene:
    """A crisis that is being played."""

    playbook: Playbook
    opening: want.OpenIncident = field(default_factory=lumeya)
    now: datetime = OPENED
    record: list[Recorded] = field(default_factory=list)
    folded: Incident | None = None

    def __post_init__(self) -> None:
        drafts = decide_opening(self.opening, self.playbook, self.now)
        assert isinstance(drafts, tuple), drafts
        self._append(drafts, ANA)

    @property
    def incident(self) -> Incident:
        """What it is now."""
        assert self.folded is not None
        return self.folded

    def does(self, intent: want.Intent, *, by: SlackUserId | None = ANA, later: int = 0) -> "Scene":
        """Somebody does something ``later`` minutes; it must be accepted."""
        verdict = self.tries(intent, by=by, later=later)
        assert isinstance(verdict, tuple), verdict
        return self

    def tries(
        self, intent: want.Intent, *, by: SlackUserId | None = ANA, later: int = 0
    ) -> tuple[Draft, ...] | want.Refusal:
        """Somebody tries something; a refusal changes nothing."""
        self.now += timedelta(minutes=later)
        verdict = decide(self.incident, intent, self.now, acting_user=by)
        if isinstance(verdict, tuple):
            self._append(verdict, by)
        return verdict

    def _append(self, drafts: tuple[Draft, ...], actor: SlackUserId | None) -> None:
        for draft in drafts:
            seq = len(self.record) + 1
            recorded = Recorded(seq, draft.event, draft.at, self.now, actor)
            self.record.append(recorded)
            self.folded = evolve(self.folded, recorded, TEAM, INCIDENT, self.playbook)
