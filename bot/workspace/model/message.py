"""Messages, and how they look as JSON.

Every method, event and payload that shows a message goes through `Message.to_json`, so that they
cannot disagree. No rule about who may see a message lives here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.workspace.shapes import Json

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(slots=True)
class Message:
    """One message, posted or ephemeral (`ephemeral_to` names the only reader)."""

    ts: str
    channel_id: str
    team_id: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    thread_ts: str | None = None
    reply_broadcast: bool = False
    subtype: str | None = None
    bot_id: str | None = None
    app_id: str | None = None
    bot_profile: Json | None = None
    client_msg_id: str | None = None
    edited: Json | None = None
    files: list[Json] = field(default_factory=list)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    pinned: bool = False
    extra: Json = field(default_factory=dict)
    ephemeral_to: str | None = None
    deleted: bool = False

    @property
    def is_reply(self) -> bool:
        """Tell whether it is a reply in a thread (a parent is not one)."""
        return self.thread_ts is not None and self.thread_ts != self.ts

    @property
    def is_tombstone(self) -> bool:
        """Tell whether it is what remains of a deleted parent that has replies."""
        return self.subtype == "tombstone"

    def to_json(self, *, metadata: bool = False) -> Json:
        """Return the message as Slack shows it; metadata only where it was asked for."""
        shown: Json = {"type": "message", "user": self.user, "ts": self.ts, "text": self.text}
        shown |= {
            key: value
            for key, value in (
                ("subtype", self.subtype),
                ("client_msg_id", self.client_msg_id),
                ("bot_id", self.bot_id),
                ("app_id", self.app_id),
                ("bot_profile", self.bot_profile),
                ("blocks", self.blocks),
                ("attachments", self.attachments),
                ("files", self.files),
                ("thread_ts", self.thread_ts),
                ("edited", self.edited),
                ("metadata", self.metadata if metadata else None),
            )
            if value
        }
        shown |= {"team": self.team_id} | self.extra
        if self.files:
            shown |= {"upload": False, "display_as_bot": False}
        if self.reactions:
            shown["reactions"] = self._reactions()
        if self.pinned:
            shown["pinned_to"] = [self.channel_id]
        return shown

    def _reactions(self) -> list[Json]:
        return [
            {"name": name, "users": list(users), "count": len(users)}
            for name, users in self.reactions.items()
        ]


def thread_summary(replies: list[Message], subscribed: Callable[[str], bool]) -> Json:
    """Return what a parent shows of its thread: count, people, latest."""
    users = list(dict.fromkeys(reply.user for reply in replies))
    return {
        "reply_count": len(replies),
        "reply_users_count": len(users),
        "latest_reply": replies[-1].ts,
        "reply_users": users[:5],
        "is_locked": False,
        "subscribed": any(map(subscribed, users)),
    }
