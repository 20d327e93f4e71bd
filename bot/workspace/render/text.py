"""Messages and views as plain lines: for assertions, transcripts in a terminal, golden files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.workspace.normalize import unescape
from bot.workspace.render.mrkdwn import as_text, from_markdown
from bot.workspace.render.reader import Reader, reader_for
from bot.workspace.render.rich import rich_to_mrkdwn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.workspace.model.message import Message
    from bot.workspace.model.people import Person
    from bot.workspace.model.view import View
    from bot.workspace.shapes import Json
    from bot.workspace.state import Workspace


def render_text(workspace: Workspace, message: Message, viewer: Person | None = None) -> str:
    """Return a message as the viewer reads it, one line per line, controls in brackets."""
    reader = reader_for(workspace, viewer)
    lines = list(block_lines(message.blocks, reader))
    if not message.blocks:
        lines = as_text(message.text, reader).split("\n") if message.text else []
    for attachment in message.attachments:
        lines += _attachment(attachment, reader)
    lines += [f"[file: {file.get('name', file['id'])}]" for file in message.files]
    return "\n".join(lines)


def render_view(workspace: Workspace, view: View, viewer: Person | None = None) -> str:
    """Return a modal or a Home as the viewer reads it."""
    reader = reader_for(workspace, viewer)
    title = view.body.get("title")
    lines = [_text(title, reader)] if title else []
    lines += block_lines(view.body["blocks"], reader)
    buttons = [view.body[key] for key in ("close", "submit") if view.body.get(key)]
    if buttons:
        lines.append(" ".join(f"[{_text(button, reader)}]" for button in buttons))
    return "\n".join(lines)


def _attachment(attachment: Json, reader: Reader) -> Iterator[str]:
    for key in ("pretext", "title", "text"):
        if attachment.get(key):
            yield from as_text(str(attachment[key]), reader).split("\n")
    yield from block_lines(attachment.get("blocks", []), reader)


def block_lines(blocks: list[Json], reader: Reader) -> Iterator[str]:
    """Yield the lines of blocks."""
    for block in blocks:
        yield from _block(block, reader)


def _block(block: Json, reader: Reader) -> Iterator[str]:
    match block.get("type"):
        case "header":
            yield _text(block["text"], reader)
        case "section":
            yield from _section(block, reader)
        case "context":
            yield " ".join(_element(one, reader) for one in block["elements"])
        case "actions" | "context_actions":
            yield " ".join(_control(one, reader) for one in block["elements"])
        case "divider":
            yield "---"
        case "image":
            yield f"[image: {block.get('alt_text', '')}]"
        case "input":
            yield f"{_text(block['label'], reader)}: {_control(block['element'], reader)}"
        case _:
            yield from _document(block, reader)


def _document(block: Json, reader: Reader) -> Iterator[str]:
    match block.get("type"):
        case "rich_text":
            yield from as_text(rich_to_mrkdwn(block), reader).split("\n")
        case "markdown":
            yield from as_text(from_markdown(str(block["text"])), reader).split("\n")
        case "table":
            yield from (" | ".join(cells(row, reader)) for row in block["rows"])
        case kind:
            yield f"[{kind}]"


def _section(block: Json, reader: Reader) -> Iterator[str]:
    accessory = block.get("accessory")
    beside = f" {_control(accessory, reader)}" if accessory else ""
    texts = [block["text"]] if block.get("text") else []
    lines = [line for text in texts for line in _text(text, reader).split("\n")]
    lines += [_text(one, reader).replace("\n", ": ") for one in block.get("fields", ())]
    yield f"{lines[0]}{beside}"
    yield from lines[1:]


def cells(row: list[Json], reader: Reader) -> list[str]:
    """Return the cells of a table's row as text."""
    return [
        as_text(rich_to_mrkdwn(cell), reader)
        if cell.get("type") == "rich_text"
        else unescape(str(cell.get("text", "")))
        for cell in row
    ]


def _element(element: Json, reader: Reader) -> str:
    if element.get("type") == "image":
        return f"[image: {element.get('alt_text', '')}]"
    return _text(element, reader)


def _text(text: Json, reader: Reader) -> str:
    words = str(text.get("text", ""))
    return as_text(words, reader) if text.get("type") == "mrkdwn" else plain(words, reader)


def plain(words: str, reader: Reader) -> str:
    """Return stored plain text as it is read: entities and emoji resolved, no marks."""
    for name in {word for word in words.split(":") if word in reader.emoji}:
        words = words.replace(f":{name}:", reader.emoji[name])
    return unescape(words)


def _control(element: Json, reader: Reader) -> str:
    kind = str(element.get("type"))
    if kind == "image":
        return f"[image: {element.get('alt_text', '')}]"
    if isinstance(element.get("text"), dict):
        return f"[{_text(element['text'], reader)}]"
    if kind == "overflow" or kind in ("checkboxes", "radio_buttons"):
        options = (_text(option["text"], reader) for option in element["options"])
        return f"[{' / '.join(options)}]"
    holder = element.get("placeholder")
    return f"[{_text(holder, reader)}]" if holder else f"[{kind.replace('_', ' ')}]"
