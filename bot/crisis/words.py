"""What people typed, and who they are. Typed text is marked so that it can be redacted later."""

from dataclasses import dataclass

from bot.crisis.ids import ChannelId, SlackUserId


@dataclass(frozen=True, slots=True)
class Words:
    """Text that a person typed.

    In an event's body it stands as a salted digest; the text itself is kept beside it, so that a
    redaction removes the text and the chain of hashes still holds. A redacted text reads as empty
    and says so.
    """

    text: str
    redacted: bool = False

    def __bool__(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.text) or self.redacted


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who owns, approves or does something: in Slack, or outside it by name.

    Exactly one of ``slack`` and ``outside`` is set. A name is personal data and therefore
    :class:`Words`.
    """

    slack: SlackUserId | None = None
    outside: Words | None = None

    def __post_init__(self) -> None:
        """Refuse a person who is nobody, or two people at once."""
        if (self.slack is None) == (self.outside is None):
            message = "a person is either in Slack or outside it"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class MessageRef:
    """Where a Slack message is. ``ts`` is Slack's message id within its channel."""

    channel: ChannelId
    ts: str
    permalink: str = ""


def in_slack(user: SlackUserId) -> Person:
    """Return the person with this Slack account."""
    return Person(slack=user)


def outside(name: str) -> Person:
    """Return a person outside Slack, known by name only."""
    return Person(outside=Words(name))
