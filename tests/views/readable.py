"""Renders messages and views as text that a person can read and compare. Used by the goldens."""

import re
from collections.abc import Iterator
from typing import Any

from bot.views.finish import View
from bot.views.message import Message

_DATE = re.compile(r"<!date\^\d+\^[^|]*\|([^>]*)>")


def read_message(message: Message) -> str:
    """The notification's text, then block after block."""
    lines = [f"notification: {_text(message.text)}", ""]
    for block in message.blocks:
        lines += [*_block(block), ""]
    return "\n".join(lines).rstrip() + "\n"


def read_view(view: View) -> str:
    """The title, block after block, and the buttons below."""
    title = view["title"]["text"] if "title" in view else view["type"]
    lines = [f"== {title} ==", ""]
    for block in view["blocks"]:
        lines += [*_block(block), ""]
    words = [view[name]["text"] for name in ("close", "submit") if name in view]
    lines.append(" ".join(f"[{word}]" for word in words))
    return "\n".join(lines).rstrip() + "\n"


def _block(block: dict[str, Any]) -> Iterator[str]:
    match block["type"]:
        case "section":
            yield from _text(block["text"]["text"]).splitlines()
            if "accessory" in block:
                yield f"    {_element(block['accessory'])}"
        case "context":
            for part in block["elements"]:
                yield from (f"  ~ {line}" for line in _text(part["text"]).splitlines())
        case "actions":
            yield " ".join(_element(element) for element in block["elements"])
        case "input":
            wish = " (optional)" if block.get("optional") else ""
            yield f"{block['label']['text']}{wish}"
            yield f"    {_element(block['element'])}"
            if "hint" in block:
                yield f"    {block['hint']['text']}"
        case other:
            yield from _without_text(other, block)


def _without_text(kind: str, block: dict[str, Any]) -> Iterator[str]:
    match kind:
        case "table":
            yield from (f"| {' | '.join(map(_cell, row))} |" for row in block["rows"])
        case "divider":
            yield "-" * 20
        case _:
            message = f"no reading for {kind}"
            raise AssertionError(message)


def _cell(cell: dict[str, Any]) -> str:
    if cell["type"] == "raw_text":
        return str(cell["text"])
    (line,) = cell["elements"]
    return "".join(f"<@{part['user_id']}>" for part in line["elements"])


def _element(element: dict[str, Any]) -> str:
    match element["type"]:
        case "button":
            mark = "*" if element.get("style") == "primary" else ""
            return f"[{mark}{element['text']['text']}{mark}]{_asked(element)}"
        case "overflow":
            return f"[… {' / '.join(_options(element))}]"
        case "plain_text_input":
            return f"|{element.get('initial_value', '')}|"
        case "static_select" | "radio_buttons" | "checkboxes":
            return f"( {' / '.join(_options(element))} )"
        case _:
            begin = ("initial_user", "initial_users", "initial_date_time", "initial_channel")
            value = next((element[name] for name in begin if name in element), "")
            return f"<{element['type']} {value}>".replace(" >", ">")


def _asked(element: dict[str, Any]) -> str:
    sure = element.get("confirm")
    return f" (first asks: {sure['title']['text']} {sure['text']['text']})" if sure else ""


def _options(element: dict[str, Any]) -> Iterator[str]:
    chosen = element.get("initial_options") or [element.get("initial_option")]
    for option in element["options"]:
        yield f"{'* ' if option in chosen else ''}{option['text']['text']}"


def _text(text: str) -> str:
    return _DATE.sub(r"\1", text)
