"""What an administrator of the workspace does, and what they did that an app must live with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.workspace.acts import channels, members, messages
from bot.workspace.model.app import App, Standing
from bot.workspace.state import Event

if TYPE_CHECKING:
    from bot.workspace.delivery.sockets import Sockets
    from bot.workspace.model.channel import Channel
    from bot.workspace.model.message import Message
    from bot.workspace.model.people import Person
    from bot.workspace.state import Workspace
    from bot.workspace.tasks import Changes


class Admin:
    """Deeds of an administrator. Settings are changed on `workspace.settings` directly."""

    def __init__(self, sockets: Sockets, changes: Changes) -> None:
        self._sockets = sockets
        self._changes = changes

    def revoke_token(self, workspace: Workspace, app: App) -> None:
        """Revoke the bot token: calls are answered `token_revoked`."""
        app.standing = Standing.REVOKED
        tokens = {"oauth": [], "bot": [app.bot_user_id]}
        body = {"type": "tokens_revoked", "tokens": tokens}
        workspace.emit(Event("tokens_revoked", body, only_app=app.id))
        self._changes.touch()

    def reinstall(self, workspace: Workspace, app: App) -> None:
        """Install the app again: with all scopes of its manifest, and a new bot token."""
        app.old_tokens.add(app.bot_token)
        app.bot_token = workspace.ids.token("xoxb")
        app.scopes = set(app.manifest.scopes)
        app.standing = Standing.VALID
        workspace.people[app.bot_user_id].deleted = False
        self._changes.touch()

    def uninstall(self, workspace: Workspace, app: App) -> None:
        """Uninstall the app: its bot is gone and its tokens open nothing."""
        self.revoke_token(workspace, app)
        app.standing = Standing.INACTIVE
        workspace.people[app.bot_user_id].deleted = True
        workspace.emit(Event("app_uninstalled", {"type": "app_uninstalled"}, only_app=app.id))
        self._changes.touch()

    def deactivate_bot(self, workspace: Workspace, app: App) -> None:
        """Disable the app: calls are answered `account_inactive`."""
        app.standing = Standing.INACTIVE
        workspace.people[app.bot_user_id].deleted = True
        self._changes.touch()

    def remove_scope(self, app: App, *scopes: str) -> None:
        """Take scopes away from an app."""
        app.scopes -= set(scopes)

    def grant_scope(self, app: App, *scopes: str) -> None:
        """Give an app scopes."""
        app.scopes |= set(scopes)

    def deactivate(self, workspace: Workspace, person: Person) -> None:
        """Deactivate a person: out of every channel, known as deleted."""
        person.deleted = True
        for channel in workspace.channels.values():
            if person.id in channel.members and not channel.is_direct:
                channel.members.remove(person.id)
        workspace.modals.pop(person.id, None)
        self.announce_change(workspace, person)

    def change(self, workspace: Workspace, person: Person, **details: str | bool) -> None:
        """Change a person's profile, zone, language or rights; apps hear of it."""
        for name, value in details.items():
            if not hasattr(person, name):
                raise AttributeError(name)
            setattr(person, name, value)
        self.announce_change(workspace, person)

    def announce_change(self, workspace: Workspace, person: Person) -> None:
        """Emit `user_change` for a person."""
        at = workspace.clock.now()
        person.updated = workspace.clock.seconds()
        body = {
            "type": "user_change",
            "user": person.to_json(workspace.team.id, at, locale=True, email=False),
            "cache_ts": workspace.clock.seconds(),
            "event_ts": workspace.clock.timestamp(),
        }
        workspace.emit(Event("user_change", body))
        self._changes.touch()

    def remove_bot(self, workspace: Workspace, app: App, channel: Channel, by: Person) -> None:
        """Take the app's bot out of a channel."""
        members.remove_member(workspace, channel, app.bot_user_id, by=by.id)
        self._changes.touch()

    def archive(self, workspace: Workspace, channel: Channel, by: Person) -> None:
        """Archive a channel."""
        channels.archive(workspace, channel, by.id)
        self._changes.touch()

    def delete_channel(self, workspace: Workspace, channel: Channel) -> None:
        """Delete a channel with everything in it."""
        channels.delete_channel(workspace, channel)
        self._changes.touch()

    def delete_message(self, workspace: Workspace, channel: Channel, message: Message) -> None:
        """Delete anyone's message."""
        messages.delete(workspace, channel, message)
        self._changes.touch()

    async def refresh_sockets(self, app: App, *, warning_seconds: float = 10.0) -> None:
        """Renew the app's Socket Mode connections as Slack does now and then."""
        await self._sockets.refresh(app, warning_seconds=warning_seconds)

    async def turn_off_sockets(self, app: App) -> None:
        """Turn Socket Mode off in the app's settings: `link_disabled`, and no new connection."""
        app.manifest = replace(app.manifest, socket_mode=False)
        await self._sockets.disable(app)

    def turn_on_sockets(self, app: App) -> None:
        """Turn Socket Mode on again."""
        app.manifest = replace(app.manifest, socket_mode=True)

    async def drop_sockets(self, app: App) -> None:
        """Break the app's Socket Mode connections."""
        await self._sockets.drop(app)
