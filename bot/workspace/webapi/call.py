"""What a method is given, and what methods share: looking up channels, messages and people.

The lookups refuse as Slack refuses: a private channel without the bot in it does not exist.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.workspace.model.channel import SCOPE_WORD, Channel, Kind
from bot.workspace.shapes import ApiError

if TYPE_CHECKING:
    from bot.workspace.backstage import Backstage
    from bot.workspace.checks.rejection import Rejection
    from bot.workspace.facts import MethodFacts
    from bot.workspace.model.app import App
    from bot.workspace.model.message import Message
    from bot.workspace.model.people import Person
    from bot.workspace.state import Workspace
    from bot.workspace.webapi.args import Args


@dataclass(frozen=True, slots=True)
class Call:
    """One authorised call of one app."""

    workspace: Workspace
    app: App
    args: Args
    facts: MethodFacts
    backstage: Backstage
    verb: str = "POST"

    @property
    def me(self) -> str:
        """Return the bot user's id."""
        return self.app.bot_user_id

    def refuse(self, rejection: Rejection | None) -> None:
        """Raise what a check rejected; pass when it did not."""
        if rejection is not None:
            extra = {"errors": list(rejection.errors)} if rejection.messages else {}
            raise ApiError(rejection.error, rejection.messages, **extra)

    def need_scope(self, *scopes: str) -> None:
        """Refuse unless one of these scopes was granted."""
        if not self.app.scopes.intersection(scopes):
            raise missing_scope(self.app, scopes)

    def need_scope_for(self, kind: Kind) -> None:
        """Refuse unless a scope of this method for this kind of conversation was granted."""
        word = SCOPE_WORD[kind]
        scopes = sorted(scope for scope in self.facts.scopes if scope.split(":")[0] == word)
        if scopes:
            self.need_scope(*scopes)

    def channel(self, argument: str = "channel") -> Channel:
        """Return the conversation that an argument names, if this app can know of it."""
        identity = self.args.text(argument)
        channel = self.workspace.channels.get(identity)
        if channel is None or not self.workspace.sees(self.me, channel):
            raise ApiError("channel_not_found")
        return channel

    def member_channel(self, argument: str = "channel") -> Channel:
        """Return the conversation that an argument names, if the bot is in it."""
        channel = self.channel(argument)
        if self.me not in channel.members:
            raise ApiError("is_archived" if self._says_archived(channel) else "not_in_channel")
        return channel

    def open_channel(self, argument: str = "channel") -> Channel:
        """Return a conversation that the bot is in and that is not archived."""
        channel = self.member_channel(argument)
        if channel.is_archived:
            raise ApiError("is_archived")
        return channel

    def _says_archived(self, channel: Channel) -> bool:
        return channel.is_archived and self.facts.knows("is_archived")

    def message(self, channel: Channel, argument: str = "timestamp") -> Message:
        """Return a message of a channel by the `ts` in an argument."""
        ts = self.args.text(argument)
        if self.facts.knows("bad_timestamp") and not is_timestamp(ts):
            raise ApiError("bad_timestamp")
        message = channel.find(ts)
        if message is None or message.is_tombstone:
            raise ApiError("message_not_found")
        return message

    def person(self, argument: str = "user") -> Person:
        """Return a user by the id in an argument."""
        person = self.workspace.people.get(self.args.text(argument))
        if person is None:
            raise ApiError("user_not_found")
        return person


def missing_scope(app: App, scopes: tuple[str, ...] | list[str]) -> ApiError:
    """Return the refusal for a scope that was not granted."""
    provided = ",".join(sorted(app.scopes))
    return ApiError("missing_scope", needed=",".join(scopes), provided=provided)


def is_timestamp(text: str) -> bool:
    """Tell whether a text looks like a `ts`: seconds, a dot, six digits."""
    seconds, dot, fraction = text.partition(".")
    return bool(dot) and seconds.isdigit() and fraction.isdigit()
