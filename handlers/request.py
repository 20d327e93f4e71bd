"""One request of Slack's, read once: who, where, in which language, and its delivery key.

Built by the middleware, handed to every listener. Nothing here decides anything.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.crisis.ids import ChannelId, SlackUserId, TeamId
from bot.crisis.words import MessageRef
from bot.locales.voice import Voice


@dataclass(frozen=True, slots=True)
class Request:
    """A command, click, form, shortcut or event, as our listeners see it.

    ``delivery`` is what Slack repeats when it repeats itself: an event's ``event_id``, a
    command's or click's ``trigger_id``, a form's ``id`` and ``hash``.
    """

    body: Mapping[str, Any]
    team: TeamId
    user: SlackUserId | None
    channel: ChannelId | None
    delivery: str
    voice: Voice
    trigger_id: str = ""
    response_url: str = ""

    @property
    def person(self) -> SlackUserId:
        """The person who acts. Payloads that people cause always name one."""
        if self.user is None:
            raise LookupError("this payload names no person")
        return self.user

    def new_id(self, kind: str) -> str:
        """Return the id of what this delivery makes: a repeat makes the same thing, not a twin."""
        return f"{kind}{hashlib.sha256(self.delivery.encode()).hexdigest()[:12]}"

    @property
    def in_private(self) -> bool:
        """Whether it comes from somebody's own conversation with the bot."""
        return self.channel is not None and self.channel.startswith("D")

    @property
    def view(self) -> Mapping[str, Any]:
        """The modal or App Home that was acted on, or empty."""
        return _mapping(self.body.get("view"))

    @property
    def event(self) -> Mapping[str, Any]:
        """The event of an Events API delivery, or empty."""
        return _mapping(self.body.get("event"))

    @property
    def action(self) -> Mapping[str, Any]:
        """The first action of a click, or empty."""
        actions = self.body.get("actions")
        return _mapping(actions[0]) if isinstance(actions, list) and actions else {}

    @property
    def message(self) -> Mapping[str, Any]:
        """The message that was acted on, or empty."""
        return _mapping(self.body.get("message"))


@dataclass(frozen=True, slots=True)
class Where:
    """The team, person and channel of a payload, whatever its kind."""

    team: str | None = None
    user: str | None = None
    user_team: str | None = None
    channel: str | None = None
    enterprise: bool = False


def where(body: Mapping[str, Any]) -> Where:
    """Read who and where from any of Slack's payloads."""
    event = _mapping(body.get("event"))
    team = _id(body.get("team")) or _text(body.get("team_id"))
    return Where(
        team=team,
        user=_id(body.get("user")) or _text(body.get("user_id")) or _id(event.get("user")),
        user_team=_text(_mapping(body.get("user")).get("team_id"))
        or _text(event.get("user_team"))
        or team,
        channel=_id(body.get("channel"))
        or _text(body.get("channel_id"))
        or _id(event.get("channel"))
        or _text(_mapping(event.get("item")).get("channel")),
        enterprise=body.get("is_enterprise_install") in (True, "true"),
    )


def message_of(request: Request) -> MessageRef | None:
    """Return where the message stands that was acted on."""
    ts = _text(request.message.get("ts"))
    return MessageRef(request.channel, ts) if request.channel and ts else None


def delivery_of(body: Mapping[str, Any]) -> str:
    """Return the key under which a repeated delivery is the same delivery."""
    if body.get("type") == "event_callback":
        return f"event:{_text(body.get('event_id')) or ''}"
    view = _mapping(body.get("view"))
    if body.get("type") in {"view_submission", "view_closed"}:
        return f"{body['type']}:{view.get('id')}:{view.get('hash')}"
    return f"trigger:{_text(body.get('trigger_id')) or ''}"


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _id(value: Any) -> str | None:
    return _text(value) or _text(_mapping(value).get("id"))
