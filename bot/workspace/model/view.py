"""Modals and Home tabs."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.workspace.shapes import Json


@dataclass(slots=True)
class View:
    """One view of a person: what the app sent, plus what Slack adds.

    `values` is the state as the client holds it: block id -> action id -> state object.
    """

    id: str
    app_id: str
    team_id: str
    bot_id: str
    user: str
    body: Json
    hash: str
    root_id: str
    previous_id: str | None = None
    installed_team_id: str = ""
    values: dict[str, dict[str, Json]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """Return `modal` or `home`."""
        return str(self.body.get("type", ""))

    def to_json(self) -> Json:
        """Return the view object as methods and payloads show it."""
        body = self.body
        return {
            "id": self.id,
            "team_id": self.team_id,
            "type": self.kind,
            "blocks": body.get("blocks", []),
            "private_metadata": body.get("private_metadata", ""),
            "callback_id": body.get("callback_id", ""),
            "state": {"values": self.values},
            "hash": self.hash,
            "title": body.get("title") or {"type": "plain_text", "text": "View Title"},
            "clear_on_close": bool(body.get("clear_on_close", False)),
            "notify_on_close": bool(body.get("notify_on_close", False)),
            "close": body.get("close"),
            "submit": body.get("submit"),
            "previous_view_id": self.previous_id,
            "root_view_id": self.root_id,
            "app_id": self.app_id,
            "external_id": body.get("external_id", ""),
            "app_installed_team_id": self.installed_team_id or self.team_id,
            "bot_id": self.bot_id,
        }
