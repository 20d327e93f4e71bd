"""Who leads, who holds which role, who is in the channel."""

from dataclasses import dataclass
from datetime import datetime

from bot.crisis.events import MemberSource
from bot.crisis.ids import ChannelId, RoleId, SlackUserId
from bot.crisis.words import Person


@dataclass(frozen=True, slots=True)
class FillRole:
    """Say who holds a role."""

    role: RoleId
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class HandOverCommand:
    """Offer the lead to somebody in Slack; it is theirs once they accept."""

    to: SlackUserId


@dataclass(frozen=True, slots=True)
class TakeCommand:
    """Take the command after the commander has been silent."""


@dataclass(frozen=True, slots=True)
class NoteMembership:
    """Slack says that a person came or went; ``moved_at`` is when, by Slack's own clock.

    Slack repeats what it could not deliver, minutes later and in any order.
    """

    user: SlackUserId
    present: bool
    source: MemberSource = "joined"
    moved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NoteInvitationFailed:
    """Slack would not let us invite a person."""

    user: SlackUserId
    reason: str


@dataclass(frozen=True, slots=True)
class NoteChannelDeleted:
    """Slack says that the incident's channel was deleted."""

    channel: ChannelId


@dataclass(frozen=True, slots=True)
class AcceptCommand:
    """Take the lead that was offered."""


@dataclass(frozen=True, slots=True)
class InvitePerson:
    """Bring a person into the channel without a role."""

    user: SlackUserId


@dataclass(frozen=True, slots=True)
class AskToJoin:
    """Ask whoever leads to be brought in; for those who do not see the incident."""
