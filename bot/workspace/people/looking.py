"""What a person sees: conversations, messages, notices of the client."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from bot.workspace.model.channel import Channel, Kind
from bot.workspace.model.view import View
from bot.workspace.render.text import render_text, render_view
from bot.workspace.shapes import ClientRefused

if TYPE_CHECKING:
    from bot.workspace.model.message import Message
    from bot.workspace.model.people import Person
    from bot.workspace.people.notices import Notice
    from bot.workspace.people.stage import Stage
    from bot.workspace.state import Workspace


class Looking:
    """One person's eyes."""

    def __init__(self, stage: Stage, workspace: Workspace, user: Person) -> None:
        self.stage = stage
        self.workspace = workspace
        self.user = user

    @property
    def id(self) -> str:
        """The user id."""
        return self.user.id

    @property
    def seen(self) -> list[Notice]:
        """What the client told this person when something did not work, oldest first."""
        return self.stage.notices.setdefault(self.id, [])

    def channels(self) -> list[Channel]:
        """Return the conversations this person is in."""
        found = self.workspace.channels.values()
        return [one for one in found if self.id in one.members and not one.is_deleted]

    def messages(self, channel: Channel | str) -> list[Message]:
        """Return what this person sees in a conversation, own ephemeral messages included."""
        where = self._visible(channel)
        ephemeral = [
            one
            for one in self.workspace.ephemerals
            if one.ephemeral_to == self.id and one.channel_id == where.id
        ]
        return sorted([*where.messages, *ephemeral], key=attrgetter("ts"))

    def _visible(self, channel: Channel | str) -> Channel:
        try:
            where = channel if isinstance(channel, Channel) else self.workspace.channel(channel)
        except KeyError:
            raise ClientRefused(f"{self.user.real_name} sees no {channel!r}") from None
        if not self.workspace.sees(self.id, where):
            raise ClientRefused(f"{self.user.real_name} sees no {where.name or where.id!r}")
        return where

    def dms(self) -> list[Channel]:
        """Return direct messages in which something was said."""
        return [one for one in self.channels() if one.kind is Kind.IM and one.messages]

    def message(self, words: str, channel: Channel | str) -> Message:
        """Return the one message in a conversation in which these words read.

        ClientRefused when there is none or more than one.
        """
        found = [one for one in self.messages(channel) if words in self.read(one)]
        if len(found) != 1:
            raise ClientRefused(f"{len(found)} messages read {words!r}")
        return found[0]

    def read(self, shown: Message | View) -> str:
        """Return a message or a view as this person reads it, in plain lines."""
        if isinstance(shown, View):
            return render_view(self.workspace, shown, self.user)
        return render_text(self.workspace, shown, self.user)
