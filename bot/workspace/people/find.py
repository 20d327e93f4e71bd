"""Finding the control that a person means.

A control is meant by what reads on it or by its action id. None, or more than one, is an error: a
person would not know either.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.workspace.inputs import Control, controls
from bot.workspace.normalize import unescape
from bot.workspace.shapes import ClientRefused, Json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.workspace.model.channel import Channel
    from bot.workspace.model.message import Message
    from bot.workspace.model.view import View

BUTTONS = frozenset({"button", "icon_button", "feedback_buttons"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a control is seen: a message in a channel, or a view."""

    channel: Channel | None = None
    message: Message | None = None
    view: View | None = None

    @property
    def blocks(self) -> list[Json]:
        """Return the blocks that are shown there."""
        if self.view is not None:
            blocks: list[Json] = self.view.body["blocks"]
            return blocks
        if self.message is None:
            return []
        attached = [block for one in self.message.attachments for block in one.get("blocks", [])]
        return [*self.message.blocks, *attached]

    @property
    def app_id(self) -> str:
        """Return whose app it belongs to, or nothing."""
        holder = self.view or self.message
        return (holder.app_id or "") if holder is not None else ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A control in its place."""

    place: Place
    control: Control


def find(places: Iterable[Place], label: str, *, buttons: bool, block: str | None) -> Spot:
    """Return the one control that is meant; ClientRefused when there is none or several.

    `block` narrows it to a block id, or to a block in which this text reads.
    """
    spots = [
        Spot(place, control)
        for place in places
        for control in controls(place.blocks)
        if (control.kind in BUTTONS) is buttons and _is_meant(control, label)
    ]
    if block is not None:
        spots = [spot for spot in spots if _in_block(spot.control.block, block)]
    what = "button" if buttons else "menu"
    if not spots:
        raise ClientRefused(f"there is no {what} {label!r} to be seen")
    if len(spots) > 1:
        where = ", ".join(spot.control.block_id for spot in spots)
        raise ClientRefused(f"{len(spots)} {what}s read {label!r} (in {where}): say which")
    return spots[0]


def _is_meant(control: Control, label: str) -> bool:
    return label in (control.action_id, unescape(control.label), control.label)


def _in_block(block: Json, wanted: str) -> bool:
    if block["block_id"] == wanted:
        return True
    text = block.get("text")
    return isinstance(text, dict) and wanted in unescape(str(text.get("text", "")))


def input_meant(blocks: list[Json], key: str) -> Control:
    """Return the input that a key names: by block id, label or action id."""
    inputs = [control for control in controls(blocks) if control.kind not in BUTTONS]
    for exact in (
        [one for one in inputs if one.block_id == key],
        [one for one in inputs if unescape(one.label) == key],
        [one for one in inputs if one.action_id == key],
    ):
        if len(exact) == 1:
            return exact[0]
        if exact:
            raise ClientRefused(f"{len(exact)} inputs are called {key!r}: say which")
    known = ", ".join(one.block_id for one in inputs)
    raise ClientRefused(f"there is no input {key!r} (there are: {known})")
