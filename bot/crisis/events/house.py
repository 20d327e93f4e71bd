"""What a workspace keeps for all incidents: roster, announcements, who may change them."""

from dataclasses import dataclass

from bot.crisis.ids import ChannelId, RoleId, SlackUserId
from bot.crisis.words import Words


@dataclass(frozen=True, slots=True)
class RosterChanged:
    """Who is brought in for a role by itself. ``brand`` empty: for every brand."""

    role: RoleId
    people: tuple[SlackUserId, ...]
    brand: Words


@dataclass(frozen=True, slots=True)
class AnnouncementsSent:
    """Public incidents are announced in this channel from now on; None: nowhere."""

    channel: ChannelId | None


@dataclass(frozen=True, slots=True)
class KeeperNamed:
    """A person may change roster and announcements, as admins may; ``named`` False: no longer."""

    user: SlackUserId
    named: bool = True


@dataclass(frozen=True, slots=True)
class PlaybookEntrusted:
    """These people keep the playbook, and get what should change in it.

    Nobody: whoever keeps the settings does.
    """

    to: tuple[SlackUserId, ...]
