"""Channels, direct messages and group messages.

`Channel` holds members, messages, pins and bookmarks. The rules about who may do what live in the
acts and in the Web API.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from enum import StrEnum
from operator import attrgetter

from bot.workspace.model.message import Message, thread_summary
from bot.workspace.shapes import Json


class Kind(StrEnum):
    """What a conversation is; the values are those of the `types` argument."""

    PUBLIC = "public_channel"
    PRIVATE = "private_channel"
    IM = "im"
    MPIM = "mpim"


# Scopes and event names use a word of their own for each kind.
SCOPE_WORD = {
    Kind.PUBLIC: "channels",
    Kind.PRIVATE: "groups",
    Kind.IM: "im",
    Kind.MPIM: "mpim",
}
CHANNEL_TYPE = {
    Kind.PUBLIC: "channel",
    Kind.PRIVATE: "group",
    Kind.IM: "im",
    Kind.MPIM: "mpim",
}


@dataclass(slots=True)
class Note:
    """A topic or a purpose: the text, who set it and when (seconds, 0 for never)."""

    value: str = ""
    creator: str = ""
    last_set: int = 0

    def to_json(self) -> Json:
        """Return it as conversation objects carry it."""
        return {"value": self.value, "creator": self.creator, "last_set": self.last_set}


@dataclass(slots=True)
class Pin:
    """A pinned message."""

    ts: str
    by: str
    created: int


@dataclass(slots=True)
class Channel:
    """One conversation of any kind."""

    id: str
    team_id: str
    kind: Kind
    name: str
    creator: str
    created: int
    members: list[str] = field(default_factory=list)
    topic: Note = field(default_factory=Note)
    purpose: Note = field(default_factory=Note)
    is_archived: bool = False
    is_general: bool = False
    is_deleted: bool = False
    is_ext_shared: bool = False
    is_read_only: bool = False
    is_thread_only: bool = False
    previous_names: list[str] = field(default_factory=list)
    bots_at_archiving: list[str] = field(default_factory=list)
    pins: list[Pin] = field(default_factory=list)
    bookmarks: list[Json] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    updated: int = 0

    @property
    def is_direct(self) -> bool:
        """Tell whether it is a direct or a group message rather than a channel with a name."""
        return self.kind in (Kind.IM, Kind.MPIM)

    @property
    def is_private(self) -> bool:
        """Tell whether only members can see it."""
        return self.kind is not Kind.PUBLIC

    def find(self, ts: str) -> Message | None:
        """Return the message with this `ts`, replies included, unless it was deleted."""
        index = bisect_left(self.messages, ts, key=attrgetter("ts"))
        found = index < len(self.messages) and self.messages[index].ts == ts
        return self.messages[index] if found else None

    def replies(self, ts: str) -> list[Message]:
        """Return the replies of the thread that begins at `ts`, oldest first."""
        return [one for one in self.messages if one.is_reply and one.thread_ts == ts]

    def pin_of(self, ts: str) -> Pin | None:
        """Return the pin of a message, if there is one."""
        return next((pin for pin in self.pins if pin.ts == ts), None)

    def show(self, message: Message, *, metadata: bool = False) -> Json:
        """Return a message as this channel shows it: a parent with its thread's summary."""
        shown = message.to_json(metadata=metadata)
        if message.is_reply:
            parent = self.find(message.thread_ts or "")
            shown |= {"parent_user_id": parent.user} if parent is not None else {}
            return shown
        replies = self.replies(message.ts) if message.thread_ts else []
        if replies:
            shown |= thread_summary(replies, lambda _: False)
        return shown
