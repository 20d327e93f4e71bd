"""What a crisis is about: its opening and its details."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.crisis.ids import ChannelId, RoleId, SlackUserId
from bot.crisis.words import MessageRef, Person, Words

Language = Literal["en", "zh", "both"]
Visibility = Literal["private", "public"]


@dataclass(frozen=True, slots=True)
class Kol:
    """An influencer who is part of the crisis, and the notes it is about."""

    name: Words
    note_urls: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class EarlyWarning:
    """An alarm of a campaign that was watched, by its number."""

    campaign: str
    alarm: int


@dataclass(frozen=True, slots=True)
class IncidentOpened:
    """A crisis was opened. ``detected_at`` is T0; deadlines run from the opening itself."""

    title: Words
    commander: SlackUserId
    playbook: str
    detected_at: datetime
    language: Language = "both"
    visibility: Visibility = "private"
    kols: tuple[Kol, ...] = ()
    campaign: Words | None = None
    brand: Words | None = None
    crisis_type: str | None = None
    roles: Mapping[RoleId, tuple[Person, ...]] = field(default_factory=dict)
    origin: MessageRef | None = None
    announce_in: ChannelId | None = None
    warning: EarlyWarning | None = None


@dataclass(frozen=True, slots=True)
class DetailsChanged:
    """Details were added or corrected; a field that is None stayed as it was."""

    title: Words | None = None
    detected_at: datetime | None = None
    kols: tuple[Kol, ...] | None = None
    campaign: Words | None = None
    brand: Words | None = None
    crisis_type: str | None = None
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class LevelConfirmed:
    """The commander confirmed how bad it is: 1 blue to 4 red."""

    level: int
    reason: Words | None = None
