"""What is wanted of a campaign that is watched. Handlers and doors make it, the rules judge it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.crisis.events.monitoring import CampaignPlan, Signal
from bot.crisis.ids import IncidentId, SlackUserId
from bot.crisis.intents import TimePassed
from bot.crisis.words import Words


@dataclass(frozen=True, slots=True)
class AddCampaign:
    """Watch a campaign."""

    plan: CampaignPlan


@dataclass(frozen=True, slots=True)
class ChangeCampaign:
    """Say anew what a campaign is and how it is watched."""

    plan: CampaignPlan


@dataclass(frozen=True, slots=True)
class EndCampaign:
    """Watch a campaign no longer."""


@dataclass(frozen=True, slots=True)
class PublishNote:
    """Say that a note goes out, or went out, at a moment."""

    link: Words
    published_at: datetime


@dataclass(frozen=True, slots=True)
class TakeSignals:
    """Take what a source saw: all of it or nothing."""

    signals: tuple[Signal, ...]


@dataclass(frozen=True, slots=True)
class DismissAlarm:
    """Say that an alarm is no crisis, and why."""

    alarm: int
    reason: Words


@dataclass(frozen=True, slots=True)
class EscalateAlarm:
    """Say that a crisis was opened from an alarm."""

    alarm: int
    incident: IncidentId


@dataclass(frozen=True, slots=True)
class TuneThresholds:
    """Give a campaign limits of its own, by rule; what is left out is the playbook's again."""

    limits: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class HandOverWatch:
    """Give the watch to somebody, or to who comes next. ``held_by`` is who had it in front."""

    held_by: SlackUserId
    to: SlackUserId | None = None


@dataclass(frozen=True, slots=True)
class RecordSpend:
    """Say what an influencer cost and reached in a quarter."""

    kol: str
    quarter: str
    spend: str
    exposure: int


CampaignIntent = (
    AddCampaign
    | ChangeCampaign
    | EndCampaign
    | PublishNote
    | TakeSignals
    | DismissAlarm
    | EscalateAlarm
    | TuneThresholds
    | HandOverWatch
    | RecordSpend
    | TimePassed
)
"""What can be wanted of a campaign."""
