"""Controls in blocks: finding them and the state they have.

Used for views and for messages with inputs: `state.values` in payloads is made here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.workspace.normalize import INTERACTIVE
from bot.workspace.shapes import Json

Values = dict[str, dict[str, Json]]

# What a control contributes to `state.values`, and the argument of the block that presets it.
STATE_FIELD = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "checkboxes": ("selected_options", "initial_options"),
    "radio_buttons": ("selected_option", "initial_option"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "file_input": ("files", ""),
}
_PLURAL = frozenset({"selected_options", "files"})


@dataclass(frozen=True, slots=True)
class Control:
    """A control and the block in which it stands."""

    block: Json
    element: Json

    @property
    def block_id(self) -> str:
        """Return the id of the block."""
        return str(self.block["block_id"])

    @property
    def action_id(self) -> str:
        """Return the id of the control."""
        return str(self.element["action_id"])

    @property
    def kind(self) -> str:
        """Return the type of the control, such as `static_select`."""
        return str(self.element["type"])

    @property
    def label(self) -> str:
        """Return what a person reads at the control: its text, its label, its placeholder."""
        for holder, key in (
            (self.element, "text"),
            (self.block, "label"),
            (self.element, "placeholder"),
            (self.element, "accessibility_label"),
        ):
            text = holder.get(key)
            if isinstance(text, dict):
                return str(text.get("text", ""))
            if isinstance(text, str) and key == "accessibility_label":
                return text
        return ""

    @property
    def is_input(self) -> bool:
        """Tell whether it stands in an input block."""
        return self.block.get("type") == "input"


def controls(blocks: list[Json]) -> Iterator[Control]:
    """Yield every control in the order in which it is seen."""
    for block in blocks:
        for holder in ("element", "accessory"):
            if isinstance(block.get(holder), dict):
                yield from _control(block, block[holder])
        for element in block.get("elements", ()):
            if isinstance(element, dict):
                yield from _control(block, element)


def _control(block: Json, element: Json) -> Iterator[Control]:
    if element.get("type") in INTERACTIVE:
        yield Control(block, element)


def initial_values(blocks: list[Json]) -> Values:
    """Return the state that blocks have before anyone touched them."""
    values: Values = {}
    for control in controls(blocks):
        if control.kind in STATE_FIELD:
            state = state_of(control, _initial(control))
            values.setdefault(control.block_id, {})[control.action_id] = state
    return values


def _initial(control: Control) -> Any:
    return control.element.get(STATE_FIELD[control.kind][1])


def state_of(control: Control, value: Any) -> Json:
    """Return the state object of a control that holds this value; None means empty."""
    name = STATE_FIELD[control.kind][0]
    if value is None and (name in _PLURAL or control.kind.startswith("multi_")):
        value = []
    return {"type": control.kind, name: value}


def is_empty(state: Json) -> bool:
    """Tell whether a state object holds nothing."""
    return all(not value for key, value in state.items() if key != "type")
