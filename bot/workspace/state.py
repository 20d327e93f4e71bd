"""One workspace: who is in it, what was said, which apps are installed.

The acts change it, the Web API and the people read it. It knows where its consequences go only as
a `sink` to which events are handed; nothing here waits or talks to a network.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.workspace.clock import Clock
from bot.workspace.ids import Ids
from bot.workspace.model.app import App
from bot.workspace.model.channel import Channel, Kind
from bot.workspace.model.file import File
from bot.workspace.model.people import Person, Team
from bot.workspace.model.view import View
from bot.workspace.shapes import Json

if TYPE_CHECKING:
    from bot.workspace.model.message import Message


@dataclass(slots=True)
class Settings:
    """What an administrator of the workspace decided.

    `edit_window_minutes`: None lets messages be edited for ever. `share_delay` is how many seconds
    a completed upload takes to appear in its channel.
    """

    edit_window_minutes: int | None = None
    apps_may_create_channels: bool = True
    apps_may_archive: bool = True
    apps_may_post: bool = True
    apps_may_pin: bool = True
    apps_may_rename: bool = True
    file_uploads: bool = True
    max_file_bytes: int = 1_073_741_824
    share_delay: float = 0.0
    max_pins: int = 100
    max_bookmarks: int = 100


@dataclass(frozen=True, slots=True)
class Event:
    """Something that Slack tells apps about.

    `name` is what a manifest subscribes to (`message.groups` for a message in a private channel).
    `channel` is where it happened, if anywhere; `only_app` narrows it to one app.
    """

    name: str
    body: Json
    channel: Channel | None = None
    only_app: str | None = None


@dataclass(slots=True)
class ScheduledMessage:
    """A message that an app wants posted later; `fields` are its arguments."""

    id: str
    app_id: str
    channel_id: str
    post_at: int
    created: int
    fields: Json


Sink = Callable[["Workspace", Event], None]


@dataclass(slots=True)
class Workspace:
    """Everything of one team."""

    team: Team
    ids: Ids
    clock: Clock
    origin: Callable[[], str]
    sink: Sink = field(default=lambda _workspace, _event: None)
    settings: Settings = field(default_factory=Settings)
    people: dict[str, Person] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    apps: dict[str, App] = field(default_factory=dict)
    ephemerals: list[Message] = field(default_factory=list)
    scheduled: dict[str, ScheduledMessage] = field(default_factory=dict)
    homes: dict[tuple[str, str], View] = field(default_factory=dict)
    modals: dict[str, list[View]] = field(default_factory=dict)
    usergroups: list[Json] = field(default_factory=list)
    emoji: dict[str, str] = field(default_factory=dict)

    def emit(self, event: Event) -> None:
        """Hand an event over to be delivered."""
        self.sink(self, event)

    def person(self, who: str) -> Person:
        """Return the person with this id, name or real name; KeyError when there is none.

        Names are compared without regard to case.
        """
        if who in self.people:
            return self.people[who]
        for person in self.people.values():
            if who.casefold() in (person.name.casefold(), person.real_name.casefold()):
                return person
        raise KeyError(f"nobody is called {who!r} in {self.team.name}")

    def channel(self, which: str) -> Channel:
        """Return the channel with this id or name (`#` optional); KeyError when there is none."""
        if which in self.channels:
            return self.channels[which]
        channel = self.channel_named(which.removeprefix("#"))
        if channel is None:
            raise KeyError(f"no channel is called {which!r} in {self.team.name}")
        return channel

    def channel_named(self, name: str) -> Channel | None:
        """Return the channel that holds this name, archived and private ones included."""
        return next((one for one in self.named_channels() if one.name == name), None)

    def named_channels(self) -> list[Channel]:
        """Return public and private channels in the order of their making."""
        return [one for one in self.channels.values() if not one.is_direct and not one.is_deleted]

    def direct(self, *users: str) -> Channel | None:
        """Return the direct or group message between exactly these users, if it exists."""
        wanted = set(users)
        for channel in self.channels.values():
            if channel.is_direct and set(channel.members) == wanted:
                return channel
        return None

    def sees(self, user: str, channel: Channel) -> bool:
        """Tell whether a user knows of a channel; archived ones stay known to bots that were in."""
        person = self.people.get(user)
        if channel.is_deleted or person is None or person.deleted:
            return False
        if user in channel.members or (channel.is_archived and user in channel.bots_at_archiving):
            return True
        guest = person.is_restricted or person.is_ultra_restricted
        foreign = person.team_id != self.team.id
        return channel.kind is Kind.PUBLIC and not guest and not foreign

    def view(self, view_id: str) -> View | None:
        """Return an open modal or a published Home by its id."""
        stacked = [view for stack in self.modals.values() for view in stack]
        views = [*stacked, *self.homes.values()]
        return next((view for view in views if view.id == view_id), None)
