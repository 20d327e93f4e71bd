"""Where a viewer looks: a conversation, a person, an app's Home, the raw traffic.

An address on the page is `/<viewer>/<at>`, with `thread` and `tab` behind the question mark.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.workspace.install import SLACKBOT
from bot.workspace.model.channel import Kind

if TYPE_CHECKING:
    from bot.workspace.model.app import App
    from bot.workspace.model.channel import Channel
    from bot.workspace.model.message import Message
    from bot.workspace.model.people import Person
    from bot.workspace.people.actor import Actor
    from bot.workspace.state import Workspace

TRAFFIC = "traffic"


@dataclass(frozen=True, slots=True)
class Where:
    """What the address says."""

    at: str
    thread: str = ""
    tab: str = "home"


@dataclass(frozen=True, slots=True)
class View:
    """What is there. `channel` is None before anything was said to a person, and for a Home."""

    where: Where
    channel: Channel | None = None
    person: Person | None = None
    app: App | None = None
    parent: Message | None = None

    @property
    def is_home(self) -> bool:
        """Tell whether an app's Home tab is looked at."""
        return self.app is not None and self.where.tab == "home"

    @property
    def other(self) -> str:
        """Return the user with whom one talks here; empty in a channel."""
        if self.app is not None:
            return self.app.bot_user_id
        return self.person.id if self.person is not None else ""

    @property
    def name(self) -> str:
        """Return what the place is called."""
        if self.app is not None:
            return self.app.manifest.name
        if self.person is not None:
            return self.person.real_name
        return f"#{self.channel.name}" if self.channel is not None else ""

    @property
    def is_traffic(self) -> bool:
        """Tell whether the raw traffic is looked at."""
        return self.where.at == TRAFFIC


def cast(workspace: Workspace) -> list[Person]:
    """Return the people in whose place one can look: no bots, nobody who has left."""
    people = workspace.people.values()
    return [one for one in people if not one.is_bot and not one.deleted and one.id != SLACKBOT]


def first_place(actor: Actor) -> str:
    """Return where somebody looks at first: the liveliest channel that they are in."""
    rooms = [one for one in actor.channels() if not one.is_direct and not one.is_archived]
    named = [one for one in rooms if not one.is_general] or rooms
    latest = max(named, key=lambda one: one.messages[-1].ts if one.messages else "", default=None)
    return latest.id if latest is not None else TRAFFIC


def look(actor: Actor, where: Where) -> View | None:
    """Return what is there, or None when this person sees no such place."""
    if where.at == TRAFFIC:
        return View(where)
    if where.at in actor.workspace.apps:
        app = actor.workspace.apps[where.at]
        return View(where, actor.workspace.direct(actor.id, app.bot_user_id), app=app)
    if where.at in actor.workspace.people:
        person = actor.workspace.people[where.at]
        return View(where, actor.workspace.direct(actor.id, person.id), person=person)
    channel = actor.workspace.channels.get(where.at)
    if channel is None or not actor.workspace.sees(actor.id, channel):
        return None
    return _conversation(actor, where, channel)


def _conversation(actor: Actor, where: Where, channel: Channel) -> View:
    parent = channel.find(where.thread) if where.thread else None
    person = None
    if channel.kind is Kind.IM:
        others = [one for one in channel.members if one != actor.id] or [actor.id]
        person = actor.workspace.people[others[0]]
    return View(where, channel, person=person, parent=parent)
