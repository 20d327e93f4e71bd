"""What is watched while a campaign runs: signals, alarms, who has the watch, what was spent.

Each campaign is a stream of its own. Numbers that are no whole ones are decimals as text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.crisis.events.opening import Language
from bot.crisis.ids import ChannelId, IncidentId, SlackUserId
from bot.crisis.words import Words

WatchReason = Literal["publication", "weekend"]


@dataclass(frozen=True, slots=True)
class CampaignPlan:
    """What a campaign is and how it is watched.

    ``kols`` are ids of the register, ``usual`` is how many mentions an hour are usual where
    somebody knows it, ``rota`` is who has the watch, in turns.
    """

    name: Words
    channel: ChannelId
    kols: tuple[str, ...]
    language: Language = "both"
    usual: int | None = None
    notes: tuple[Words, ...] = ()
    rota: tuple[SlackUserId, ...] = ()


@dataclass(frozen=True, slots=True)
class Signal:
    """What a source saw in the hour that ended at ``at``; what it did not count is None.

    ``saves``, ``likes`` and ``rank`` (in search) are those of the note behind ``link``;
    ``sentiment`` of its comments goes from -1 to 1; ``context`` is how it is passed on.
    """

    at: datetime
    source: str
    mentions: int | None = None
    negatives: int | None = None
    saves: int | None = None
    likes: int | None = None
    rank: int | None = None
    sentiment: str | None = None
    context: Words | None = None
    link: Words | None = None
    platform: str | None = None


@dataclass(frozen=True, slots=True)
class Crossing:
    """A threshold was crossed: the playbook's ``rule``, the figure, and the limit that held."""

    rule: str
    figure: str
    limit: str


@dataclass(frozen=True, slots=True)
class CampaignAdded:
    """A campaign is watched from now on."""

    plan: CampaignPlan


@dataclass(frozen=True, slots=True)
class CampaignChanged:
    """What a campaign is and how it is watched was changed; this is all of it now."""

    plan: CampaignPlan


@dataclass(frozen=True, slots=True)
class CampaignEnded:
    """A campaign is watched no longer."""


@dataclass(frozen=True, slots=True)
class CampaignNotePublished:
    """A note of the campaign went out: the first hours are watched."""

    link: Words
    published_at: datetime


@dataclass(frozen=True, slots=True)
class SignalTaken:
    """A source, a table or a person said how much is talked about a campaign."""

    signal: Signal


@dataclass(frozen=True, slots=True)
class AlarmRaised:
    """A signal of ``at`` crossed a threshold and no alarm stood: this one stands from now on."""

    alarm: int
    at: datetime
    crossings: tuple[Crossing, ...]


@dataclass(frozen=True, slots=True)
class AlarmRepeated:
    """A further signal, of ``at``, crossed a threshold while this alarm stood."""

    alarm: int
    at: datetime
    crossings: tuple[Crossing, ...]


@dataclass(frozen=True, slots=True)
class AlarmDismissed:
    """Somebody looked at an alarm: it is no crisis, and why."""

    alarm: int
    reason: Words


@dataclass(frozen=True, slots=True)
class AlarmBecameCrisis:
    """A crisis was opened from an alarm."""

    alarm: int
    incident: IncidentId


@dataclass(frozen=True, slots=True)
class ThresholdsTuned:
    """A campaign has limits of its own from now on, by rule; the others are the playbook's."""

    limits: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WatchAssigned:
    """Somebody has the watch from then until then, because it is their turn."""

    watcher: SlackUserId
    starts_at: datetime
    until: datetime
    reason: WatchReason


@dataclass(frozen=True, slots=True)
class WatchMissed:
    """Turns that began up to then are over and nobody was told: there was no rota, or no bot."""

    up_to: datetime


@dataclass(frozen=True, slots=True)
class WatchHandedOver:
    """The watch that runs, or begins soon, is somebody else's from now on."""

    watcher: SlackUserId


@dataclass(frozen=True, slots=True)
class SpendRecorded:
    """What an influencer cost and how many people they reached in a quarter; replaces earlier."""

    kol: str
    quarter: str
    spend: str
    exposure: int


MonitoringEvent = (
    CampaignAdded
    | CampaignChanged
    | CampaignEnded
    | CampaignNotePublished
    | SignalTaken
    | AlarmRaised
    | AlarmRepeated
    | AlarmDismissed
    | AlarmBecameCrisis
    | ThresholdsTuned
    | WatchAssigned
    | WatchMissed
    | WatchHandedOver
    | SpendRecorded
)
"""What can happen in the stream of a campaign."""
