"""What a person does in Slack without any app: talk, react, pin, come, go, look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.workspace.acts import channels as channel_acts
from bot.workspace.acts import items, members, messages
from bot.workspace.acts.files import share
from bot.workspace.acts.messages import Draft
from bot.workspace.checks.names import check_channel_name
from bot.workspace.model.channel import Channel, Kind
from bot.workspace.normalize import link_typed
from bot.workspace.people.filling import uploaded
from bot.workspace.people.looking import Looking
from bot.workspace.shapes import ClientRefused, Json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.workspace.model.message import Message

Content = tuple[str, bytes]


class Chatting(Looking):
    """One person in front of Slack's client."""

    def _inside(self, channel: Channel | str) -> Channel:
        where = self._visible(channel)
        if self.id not in where.members:
            raise ClientRefused(f"{self.user.real_name} is not in {where.name}")
        if where.is_archived:
            raise ClientRefused(f"{where.name} is archived")
        return where

    def _mentions(self, text: str) -> str:
        names = {one.name.lower(): one.id for one in self.workspace.people.values()}
        return link_typed(text, names)

    async def say(
        self,
        channel: Channel | str,
        text: str,
        *,
        thread_ts: str | None = None,
        files: Sequence[Content] = (),
        check_file_info: bool = False,
    ) -> Message:
        """Write a message, with files given as (name, content).

        `check_file_info` withholds the files' details from events, as between organisations.
        """
        where = self._inside(channel)
        self._messages_tab_open(where)
        if not text.strip() and not files:
            raise ClientRefused("an empty message cannot be sent")
        linked = self._mentions(text)
        draft = Draft(linked, self._typed_blocks(text), thread_ts=thread_ts)
        if files:
            sent = [uploaded(self.workspace, self.user, *one) for one in files]
            for file in sent:
                file.needs_check = check_file_info
            message = share(self.workspace, sent, where, draft)
        else:
            message = messages.post(self.workspace, where, self.id, draft)
        self.stage.changes.touch()
        return message

    def _typed_blocks(self, text: str) -> list[Json]:
        if not text.strip():
            return []
        section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
        identity = self.workspace.ids.short()
        return [{"type": "rich_text", "block_id": identity, "elements": [section]}]

    def _messages_tab_open(self, where: Channel) -> None:
        for user in where.members if where.kind is Kind.IM else ():
            app = self.workspace.apps.get(self.workspace.people[user].app_id or "")
            if app is not None and (
                app.manifest.messages_read_only or not app.manifest.messages_tab
            ):
                raise ClientRefused(f"sending messages to {app.manifest.name} is turned off")

    async def edit(self, message: Message, text: str) -> None:
        """Change one's own message."""
        channel = self._own(message)
        messages.edit(
            self.workspace,
            channel,
            message,
            self.id,
            text=self._mentions(text),
            blocks=self._typed_blocks(text),
        )
        self.stage.changes.touch()

    async def delete(self, message: Message) -> None:
        """Delete one's own message; an admin deletes anyone's."""
        if message.user != self.id and not (self.user.is_admin or self.user.is_owner):
            raise ClientRefused("this is someone else's message")
        messages.delete(self.workspace, self._inside(message.channel_id), message)
        self.stage.changes.touch()

    def _own(self, message: Message) -> Channel:
        if message.user != self.id:
            raise ClientRefused("this is someone else's message")
        return self._inside(message.channel_id)

    async def react(self, message: Message, emoji: str) -> None:
        """Put a reaction on a message."""
        channel = self._inside(message.channel_id)
        if self.id in message.reactions.get(emoji, []):
            raise ClientRefused(f"{emoji} is there already")
        items.react(self.workspace, channel, message, self.id, emoji)
        self.stage.changes.touch()

    async def unreact(self, message: Message, emoji: str) -> None:
        """Take one's reaction away."""
        channel = self._inside(message.channel_id)
        if self.id not in message.reactions.get(emoji, []):
            raise ClientRefused(f"{emoji} is not there")
        items.unreact(self.workspace, channel, message, self.id, emoji)
        self.stage.changes.touch()

    async def pin(self, message: Message) -> None:
        """Pin a message."""
        channel = self._inside(message.channel_id)
        if channel.pin_of(message.ts) is not None:
            raise ClientRefused("this message is pinned already")
        items.pin(self.workspace, channel, message, self.id)
        self.stage.changes.touch()

    async def unpin(self, message: Message) -> None:
        """Take a pin away."""
        items.unpin(self.workspace, self._inside(message.channel_id), message, self.id)
        self.stage.changes.touch()

    async def create_channel(self, name: str, *, private: bool = False) -> Channel:
        """Make a channel."""
        taken = self.workspace.channel_named(name) is not None
        if check_channel_name(name) is not None or taken:
            raise ClientRefused(f"{name!r} cannot be a channel's name")
        channel = channel_acts.create_channel(self.workspace, name, self.id, private=private)
        self.stage.changes.touch()
        return channel

    async def dm(self, other: Chatting | str) -> Channel:
        """Open the direct message with someone, a bot included."""
        who = other.id if isinstance(other, Chatting) else self.workspace.person(other).id
        return channel_acts.open_direct(self.workspace, [self.id, who])

    async def join(self, channel: Channel | str) -> None:
        """Join a public channel."""
        where = self._visible(channel)
        if where.kind is not Kind.PUBLIC or where.is_archived:
            raise ClientRefused(f"{where.name} cannot be joined")
        members.add_member(self.workspace, where, self.id)
        self.stage.changes.touch()

    async def leave(self, channel: Channel | str) -> None:
        """Leave a channel."""
        members.remove_member(self.workspace, self._visible(channel), self.id)
        self.stage.changes.touch()

    async def invite(self, channel: Channel | str, *others: Chatting | str) -> None:
        """Invite people, or a bot by its name, into a channel."""
        where = self._inside(channel)
        for other in others:
            who = other.id if isinstance(other, Chatting) else self.workspace.person(other).id
            members.add_member(self.workspace, where, who, inviter=self.id)
        self.stage.changes.touch()

    async def kick(self, channel: Channel | str, other: Chatting | str) -> None:
        """Take someone, or a bot by its name, out of a channel."""
        where = self._inside(channel)
        who = other.id if isinstance(other, Chatting) else self.workspace.person(other).id
        members.remove_member(self.workspace, where, who, by=self.id)
        self.stage.changes.touch()

    async def archive(self, channel: Channel | str) -> None:
        """Archive a channel."""
        channel_acts.archive(self.workspace, self._inside(channel), self.id)
        self.stage.changes.touch()

    async def unarchive(self, channel: Channel | str) -> None:
        """Bring an archived channel back."""
        where = self._visible(channel)
        if not where.is_archived:
            raise ClientRefused(f"{where.name} is not archived")
        channel_acts.unarchive(self.workspace, where, self.id)
        self.stage.changes.touch()

    async def rename_channel(self, channel: Channel | str, name: str) -> None:
        """Rename a channel."""
        where = self._inside(channel)
        if check_channel_name(name) is not None or self.workspace.channel_named(name) is not None:
            raise ClientRefused(f"{name!r} cannot be a channel's name")
        channel_acts.rename(self.workspace, where, self.id, name)
        self.stage.changes.touch()

    async def set_topic(self, channel: Channel | str, topic: str) -> None:
        """Set a channel's topic."""
        channel_acts.set_topic(self.workspace, self._inside(channel), self.id, topic)
        self.stage.changes.touch()
