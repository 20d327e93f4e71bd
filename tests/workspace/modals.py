"""Views that the tests show."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def text(words: str) -> Json:
    return {"type": "plain_text", "text": words}


def input_block(block_id: str, label: str, element: Json, **more: Any) -> Json:
    block = {"type": "input", "block_id": block_id, "label": text(label), "element": element}
    return block | more


def option(words: str, value: str) -> Json:
    return {"text": text(words), "value": value}


def note_modal(title: str = "Add note", **more: Any) -> Json:
    """Return a modal with one required line of at most ten characters."""
    element = {"type": "plain_text_input", "action_id": "value", "max_length": 10}
    return {
        "type": "modal",
        "callback_id": "note.add",
        "title": text(title),
        "submit": text("Save"),
        "close": text("Cancel"),
        "blocks": [input_block("note", "Your note", element)],
    } | more


def big_modal() -> Json:
    """Return a modal with every kind of input."""
    colours = [option("Red & hot", "red"), option("Blue", "blue"), option("Green", "green")]
    kinds: dict[str, tuple[str, Json]] = {
        "lead": ("Lead", {"type": "users_select"}),
        "team": ("Team", {"type": "multi_users_select", "max_selected_items": 2}),
        "colour": ("Colour", {"type": "static_select", "options": colours}),
        "colours": ("Colours", {"type": "multi_static_select", "options": colours}),
        "boxes": ("Boxes", {"type": "checkboxes", "options": colours}),
        "radio": ("Radio", {"type": "radio_buttons", "options": colours}),
        "day": ("Day", {"type": "datepicker"}),
        "hour": ("Hour", {"type": "timepicker"}),
        "moment": ("Moment", {"type": "datetimepicker"}),
        "room": ("Room", {"type": "conversations_select", "filter": {"include": ["private"]}}),
        "open": ("Open room", {"type": "channels_select"}),
        "mail": ("Mail", {"type": "email_text_input"}),
        "link": ("Link", {"type": "url_text_input"}),
        "count": ("Count", {"type": "number_input", "is_decimal_allowed": False, "min_value": "1"}),
        "long": ("Long", {"type": "plain_text_input", "multiline": True, "min_length": 3}),
        "files": ("Files", {"type": "file_input", "filetypes": ["png"], "max_files": 2}),
        "kol": ("KOL", {"type": "external_select", "min_query_length": 2}),
    }
    blocks = [
        input_block(name, label, {**element, "action_id": "value"}, optional=True)
        for name, (label, element) in kinds.items()
    ]
    return note_modal("Everything", blocks=blocks, callback_id="big")
