"""How people find what they touch: by what a button does, not by how it reads in some language."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.crisis.ids import SlackUserId
from bot.crisis.words import Person, in_slack
from bot.workspace.inputs import Control, controls
from bot.workspace.model.channel import Channel
from bot.workspace.model.message import Message
from bot.workspace.normalize import unescape
from bot.workspace.people.actor import Actor
from bot.workspace.people.find import Place
from bot.workspace.people.modal import Modal


@dataclass(frozen=True, slots=True)
class Held:
    """A control under somebody's thumb, and the entry that is meant if it is a menu."""

    place: Place
    control: Control
    entry: dict[str, Any] | None = None

    @property
    def label(self) -> str:
        """What reads on it."""
        return unescape(self.control.label)

    async def use(self, actor: Actor) -> None:
        """Press it, or choose its entry; ends when the bot has acknowledged."""
        chosen = {} if self.entry is None else {"selected_option": self.entry}
        await actor.act_on(self.place, self.control, chosen)


def held(actor: Actor, channel: Channel, action: str, ending: str = "") -> Held | None:
    """Return the newest control in a channel with this action id and a value that ends so."""
    messages = reversed(actor.messages(channel))
    return next(_matching((Place(channel, one) for one in messages), action, ending), None)


def held_in(modal: Modal, action: str, ending: str = "") -> Held | None:
    """Return the first control in a modal with this action id and a value that ends so."""
    return next(_matching((Place(view=modal.view),), action, ending), None)


def held_at_home(actor: Actor, action: str, ending: str = "") -> Held | None:
    """Return the first control in somebody's App Home with this action id and such a value."""
    view = actor.home()
    return None if view is None else next(_matching((Place(view=view),), action, ending), None)


def home_of(actor: Actor) -> str:
    """Return somebody's App Home as they read it; nothing before there is one."""
    view = actor.home()
    return "" if view is None else actor.read(view)


def person(actor: Actor) -> Person:
    """Return how the record names somebody."""
    return in_slack(SlackUserId(actor.id))


def _matching(places: Any, action: str, ending: str) -> Iterator[Held]:
    for place in places:
        for control in controls(place.blocks):
            if control.action_id != action:
                continue
            options = control.element.get("options")
            if options is None:
                if str(control.element.get("value", "")).endswith(ending):
                    yield Held(place, control)
                continue
            for option in options:
                if str(option["value"]).endswith(ending):
                    yield Held(place, control, option)


def surface_of(message: Message) -> str | None:
    """Return which surface a message of the bot shows, by its first block's id."""
    first = message.blocks[0].get("block_id", "") if message.blocks else ""
    mark, _, key = str(first).partition(":")
    return key if mark == "kolcrisis" else None


def inputs_of(modal: Modal) -> list[str]:
    """Return the block ids of a modal's inputs, in their order."""
    return [str(one["block_id"]) for one in modal.blocks if one["type"] == "input"]
