"""How the people of the story find what they touch: buttons, menus, forms. Used by the acts.

They use what is on the screen and nothing else, as the bot's real users must.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.cli.demo.world import BASE_PREFIX, World
from bot.workspace.inputs import Control, controls
from bot.workspace.model.channel import Channel
from bot.workspace.model.message import Message
from bot.workspace.normalize import unescape
from bot.workspace.people.actor import Actor
from bot.workspace.people.find import Place
from bot.workspace.people.modal import Modal
from bot.workspace.render.text import render_text


@dataclass(frozen=True, slots=True)
class Held:
    """A control under somebody's thumb, and where it is."""

    place: Place
    control: Control
    option: str = ""

    @property
    def label(self) -> str:
        """What reads on it."""
        return unescape(self.control.label)


def controls_of(actor: Actor, channel: Channel) -> Iterator[Held]:
    """Yield everything that a person could touch in a channel, the newest message first."""
    for message in reversed(actor.messages(channel)):
        place = Place(channel, message)
        for control in controls(place.blocks):
            yield Held(place, control)


def button(actor: Actor, channel: Channel, action: str, ending: str = "") -> Held | None:
    """Return the button with this action id whose value ends so, or None."""
    return next((held for held in controls_of(actor, channel) if _is(held, action, ending)), None)


def button_on(
    actor: Actor, channel: Channel, message: Message | None, action: str, ending: str = ""
) -> Held | None:
    """Return the button of one message with this action id whose value ends so, or None."""
    return next(
        (
            held
            for held in controls_of(actor, channel)
            if held.place.message is message and _is(held, action, ending)
        ),
        None,
    )


def in_letters(actor: Actor, action: str) -> Held | None:
    """Return the button with this action id in what somebody was told alone, or None."""
    found = (held for channel in actor.dms() for held in controls_of(actor, channel))
    return next((held for held in found if _is(held, action, "")), None)


def _is(held: Held, action: str, ending: str) -> bool:
    value = str(held.control.element.get("value", ""))
    return held.control.action_id == action and value.endswith(ending)


def menu_entry(actor: Actor, channel: Channel, action: str, ending: str) -> Held | None:
    """Return the menu with this action id that offers an entry whose value ends so, or None."""
    for held in controls_of(actor, channel):
        if held.control.action_id == action:
            for option in held.control.element.get("options", ()):
                if str(option["value"]).endswith(ending):
                    return Held(held.place, held.control, str(option["value"]))
    return None


async def press(actor: Actor, held: Held) -> None:
    """Press a button; returns when the bot has acknowledged."""
    await actor.act_on(held.place, held.control, {})


async def pick(actor: Actor, held: Held) -> None:
    """Choose the entry of a menu; returns when the bot has acknowledged."""
    options = held.control.element["options"]
    chosen = next(one for one in options if one["value"] == held.option)
    await actor.act_on(held.place, held.control, {"selected_option": chosen})


async def modal(world: World, actor: Actor) -> Modal:
    """Return the form that comes up."""
    await world.until(lambda: world.slack.workspace.modals.get(actor.id))
    return actor.modal()


def is_open(world: World) -> bool:
    """Whether there is a crisis channel."""
    return any(one.name.startswith(BASE_PREFIX) for one in world.slack.workspace.named_channels())


def card(world: World, key: str) -> Message | None:
    """Return the message that shows a surface, or None before it stands."""
    return next((one for one in world.channel.messages if surface_of(one) == key), None)


def decisions(world: World) -> list[Message]:
    """Return the cards of decisions, the oldest first."""
    return [
        message
        for message in world.channel.messages
        if (surface_of(message) or "").startswith("decision.")
    ]


def surface_of(message: Message) -> str | None:
    """Return which surface a message of the bot shows, by its first block id."""
    first = message.blocks[0].get("block_id", "") if message.blocks else ""
    mark, _, key = str(first).partition(":")
    return key if mark == "kolcrisis" else None


def read(world: World, actor: Actor, message: Message) -> str:
    """Return a message as a person reads it."""
    return render_text(world.slack.workspace, message, actor.user)


def news(before: str, now: str) -> str:
    """Return the lines that were not there before."""
    known = set(before.splitlines())
    return "\n".join(line for line in now.splitlines() if line not in known)


def filled(fields: Mapping[str, object], people: Mapping[str, Actor]) -> dict[str, object]:
    """Return a form's entries, with the cast in place of their short names."""
    return {
        key: [people[str(one)] for one in value]
        if key.startswith("role.") and isinstance(value, list)
        else value
        for key, value in fields.items()
    }
