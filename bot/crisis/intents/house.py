"""What a workspace keeps for all its incidents."""

from dataclasses import dataclass

from bot.crisis.ids import ChannelId, RoleId, SlackUserId
from bot.crisis.words import Words


@dataclass(frozen=True, slots=True)
class ChangeRoster:
    """Say who is brought in for a role by itself. ``brand`` empty: for every brand."""

    role: RoleId
    people: tuple[SlackUserId, ...]
    brand: Words


@dataclass(frozen=True, slots=True)
class SendAnnouncements:
    """Announce public incidents in a channel, or nowhere."""

    channel: ChannelId | None


@dataclass(frozen=True, slots=True)
class NameKeeper:
    """Let a person change roster and announcements, or no longer."""

    user: SlackUserId
    named: bool = True


@dataclass(frozen=True, slots=True)
class EntrustPlaybook:
    """Say who keeps the playbook; nobody in particular leaves it to whoever keeps the settings."""

    to: tuple[SlackUserId, ...]
