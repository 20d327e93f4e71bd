"""Opening a crisis and saying what it is about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.crisis.drill import Script
from bot.crisis.events import EarlyWarning, Kol, Language, Visibility
from bot.crisis.ids import ChannelId, RoleId, SlackUserId
from bot.crisis.intents.prevention import RecogniseKol
from bot.crisis.words import MessageRef, Person, Words


@dataclass(frozen=True, slots=True)
class OpenIncident:
    """Open a crisis. ``detected_at`` None means: now.

    With ``drill`` it is an exercise of that script, at ``speed``, for these ``players``.
    ``recognised`` is what the register says of its influencers. ``warning`` is the early warning
    that it comes from, ``numbers`` are those of it, by ``factor.measure``: they are the first
    reading of how bad it is.
    """

    title: Words
    lead: SlackUserId
    language: Language = "both"
    visibility: Visibility = "private"
    detected_at: datetime | None = None
    kols: tuple[Kol, ...] = ()
    campaign: Words | None = None
    brand: Words | None = None
    crisis_type: str | None = None
    roles: Mapping[RoleId, tuple[Person, ...]] = field(default_factory=dict)
    origin: MessageRef | None = None
    announce_in: ChannelId | None = None
    drill: Script | None = None
    speed: int = 1
    players: tuple[SlackUserId, ...] = ()
    recognised: tuple[RecogniseKol, ...] = ()
    warning: EarlyWarning | None = None
    numbers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ChangeDetails:
    """Add or correct details; None leaves a field as it is.

    ``roles`` says who holds the roles that it names. ``roster`` is who comes in by itself with
    ``brand``, beside those who are there, if that is a brand which the crisis was not about before.
    """

    title: Words | None = None
    detected_at: datetime | None = None
    kols: tuple[Kol, ...] | None = None
    campaign: Words | None = None
    brand: Words | None = None
    crisis_type: str | None = None
    language: Language | None = None
    roles: Mapping[RoleId, tuple[Person, ...]] = field(default_factory=dict)
    roster: Mapping[RoleId, tuple[Person, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ConfirmLevel:
    """Confirm how bad it is: 1 to 4. ``roster`` is who is brought in where a role is free."""

    level: int
    reason: Words | None = None
    roster: Mapping[RoleId, tuple[Person, ...]] = field(default_factory=dict)
