"""A campaign that tests have in hand: intents are carried out on it, without any door."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.crisis.events import Event, Recorded
from bot.crisis.events.monitoring import CampaignPlan, Signal
from bot.crisis.ids import ChannelId, SlackUserId
from bot.crisis.intents import Refusal
from bot.crisis.words import Words
from bot.prevention.campaign import Campaign, campaign_due, evolve_campaign
from bot.prevention.monitoring import AddCampaign, CampaignIntent, TakeSignals
from bot.prevention.rights import Actor
from bot.prevention.watching import decide_campaign
from tests.prevention.example import ADA, KNOWN, TEAM

MONDAY = datetime(2026, 3, 2, 4, tzinfo=UTC)
"""Noon in China, on a Monday."""
ROTA = tuple(map(SlackUserId, ("UADA", "UBEN", "UCAI")))


def plan(**changes: Any) -> CampaignPlan:
    """Return the plan of a campaign, with whatever a test wants otherwise."""
    usual: dict[str, Any] = {
        "name": Words("Spring 春"),
        "channel": ChannelId("C1"),
        "kols": ("k1",),
        "language": "en",
    }
    return CampaignPlan(**usual | changes)


def signal(at: datetime, mentions: int | None = None, **more: Any) -> Signal:
    """Return what a source saw in the hour before."""
    return Signal(at, "listening", mentions, **more)


class Watched:
    """One campaign, and the events of it."""

    def __init__(self, at: datetime = MONDAY, **changes: Any) -> None:
        self.campaign: Campaign | None = None
        self.now = at
        self.events: list[Event] = []
        assert not self.does(AddCampaign(plan(**changes)))

    def does(self, intent: CampaignIntent, by: Actor = ADA, after: timedelta = timedelta()) -> str:
        """Carry out an intent; return the key of the refusal, or nothing."""
        self.now += after
        verdict = decide_campaign(self.campaign, intent, self.now, by, KNOWN)
        if isinstance(verdict, Refusal):
            return verdict.key
        for draft in verdict:
            self.events.append(draft.event)
            recorded = Recorded(len(self.events), draft.event, draft.at, self.now, by.user)
            self.campaign = evolve_campaign(self.campaign, recorded, TEAM, "c1")
        return ""

    def sees(self, *mentions: int, negatives: Sequence[int] = (), **more: Any) -> str:
        """Take a signal an hour, for each count; return what was refused."""
        for nr, count in enumerate(mentions):
            self.now += timedelta(hours=1)
            bad = negatives[nr] if nr < len(negatives) else None
            refused = self.does(TakeSignals((signal(self.now, count, negatives=bad, **more),)))
            if refused:
                return refused
        return ""

    def stands(self) -> Campaign:
        """Return the campaign as things stand."""
        assert self.campaign is not None
        return self.campaign

    def happened(self, *kinds: type[Any]) -> list[Any]:
        """Return the events of these kinds."""
        return [one for one in self.events if isinstance(one, kinds)]

    def due(self) -> datetime | None:
        """Return when to look next."""
        return campaign_due(self.stands(), KNOWN.monitoring)
