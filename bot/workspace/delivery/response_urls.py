"""response_url: answering an action later, where the bot need not be a member.

Five uses within thirty minutes of workspace time. What is posted is checked like any message.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.workspace.acts import messages as acts
from bot.workspace.checks.responses import check_command_response
from bot.workspace.journal import Journal, Refused
from bot.workspace.normalize import message_text
from bot.workspace.webapi.fields import draft_of

if TYPE_CHECKING:
    from bot.workspace.model.app import App
    from bot.workspace.model.channel import Channel
    from bot.workspace.model.message import Message
    from bot.workspace.shapes import Json
    from bot.workspace.state import Workspace

USES = 5
LIFETIME = timedelta(minutes=30)


@dataclass(slots=True)
class _Grant:
    workspace: Workspace
    app: App
    user: str
    channel: Channel
    origin: Message | None
    issued: datetime
    used: int = 0


class ResponseUrls:
    """Issues response URLs and does what is posted to them."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._grants: dict[str, _Grant] = {}

    def issue(
        self,
        workspace: Workspace,
        app: App,
        user: str,
        channel: Channel,
        origin: Message | None = None,
    ) -> str:
        """Return an address for answers to one action; `origin` is the message acted upon."""
        key = workspace.ids.hexadecimal(32)
        at = workspace.clock.now()
        self._grants[key] = _Grant(workspace, app, user, channel, origin, at)
        kind = "commands" if origin is None else "actions"
        return f"{workspace.origin()}/response/{kind}/{key}"

    def use(self, key: str, body: Any) -> tuple[int, str]:
        """Do what was posted; return an HTTP status and Slack's word."""
        grant = self._grants.get(key)
        if grant is None:
            return 404, "no_such_url"
        if grant.workspace.clock.now() - grant.issued > LIFETIME:
            return 404, "expired_url"
        if grant.used >= USES:
            return 404, "used_url"
        rejection = check_command_response(body)
        if rejection is not None or not isinstance(body, dict):
            error = rejection.error if rejection is not None else "invalid_payload"
            lines = rejection.messages if rejection is not None else ()
            self._journal.errors.append(Refused("response_url", error, lines))
            return 400, error
        grant.used += 1
        answer_action(grant.workspace, grant.app, (grant.user, grant.channel), body, grant.origin)
        return 200, "ok"


def answer_action(
    workspace: Workspace,
    app: App,
    where: tuple[str, Channel],
    body: Json,
    origin: Message | None = None,
) -> Message | None:
    """Show a checked answer: to one person, to the channel, or in place of the original."""
    user, channel = where
    if origin is not None and body.get("delete_original"):
        _delete(workspace, channel, origin)
        return None
    if origin is not None and body.get("replace_original"):
        _replace(workspace, channel, origin, body)
        return origin
    draft = draft_of(body, workspace.ids)
    if body.get("response_type") == "in_channel":
        return acts.post_as_app(workspace, channel, app, draft)
    return acts.show_ephemeral(workspace, channel, user, app, draft)


def _delete(workspace: Workspace, channel: Channel, origin: Message) -> None:
    if origin.ephemeral_to is not None:
        origin.deleted = True
        workspace.ephemerals = [one for one in workspace.ephemerals if one is not origin]
    elif channel.find(origin.ts) is origin:
        acts.delete(workspace, channel, origin)


def _replace(workspace: Workspace, channel: Channel, origin: Message, body: Json) -> None:
    draft = draft_of(body, workspace.ids)
    if origin.ephemeral_to is not None:
        origin.text = message_text(str(body.get("text", "")))
        origin.blocks = draft.blocks
        origin.attachments = draft.attachments
        return
    if channel.find(origin.ts) is origin:
        acts.edit(
            workspace,
            channel,
            origin,
            origin.user,
            text=draft.text,
            blocks=draft.blocks,
            attachments=draft.attachments,
        )
