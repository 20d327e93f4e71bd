"""Who leads, who holds which role, who is in the channel."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from bot.crisis.ids import ChannelId, RoleId, SlackUserId
from bot.crisis.words import Person

MemberSource = Literal["joined", "reconciled"]

Apart = Literal["is_guest", "is_bot", "is_external", "is_deactivated"]
SET_APART: frozenset[str] = frozenset(get_args(Apart))
"""Why somebody who was chosen is left out until a person brings them in by name."""
DEACTIVATED: Apart = "is_deactivated"
"""They are no longer in the workspace: nobody can bring them in."""


@dataclass(frozen=True, slots=True)
class RoleFilled:
    """A role is held by these people from now on; an empty tuple leaves it open.

    ``by_brief``: a level called for them, and they get a brief instead of being invited.
    """

    role: RoleId
    people: tuple[Person, ...]
    by_brief: bool = False


@dataclass(frozen=True, slots=True)
class CommandHandedOver:
    """Somebody else leads from now on. ``taken`` means: taken after silence, not handed."""

    commander: SlackUserId
    taken: bool = False


@dataclass(frozen=True, slots=True)
class MemberJoined:
    """A person is in the incident's channel. ``moved_at`` is Slack's time of it, where told."""

    user: SlackUserId
    source: MemberSource = "joined"
    moved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class MemberLeft:
    """A person is no longer in the incident's channel, and no longer sees it.

    ``moved_at`` is Slack's time of it, where Slack told one.
    """

    user: SlackUserId
    source: MemberSource = "joined"
    moved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class InvitationFailed:
    """A person with a role is not in the channel: Slack refused, or they are set apart.

    ``reason`` is Slack's code, or one of ``SET_APART``: then the role gives them no rights either.
    """

    user: SlackUserId
    reason: str


@dataclass(frozen=True, slots=True)
class ChannelDeleted:
    """Somebody deleted the incident's channel for good; whoever was in it belongs into the next."""

    channel: ChannelId


@dataclass(frozen=True, slots=True)
class CommandOffered:
    """The lead was offered to somebody, who has not accepted yet."""

    to: SlackUserId


@dataclass(frozen=True, slots=True)
class PersonInvited:
    """A person is to be brought into the channel without holding a role."""

    user: SlackUserId


@dataclass(frozen=True, slots=True)
class JoinRequested:
    """Somebody who does not see the incident asked whether they may join."""

    user: SlackUserId
