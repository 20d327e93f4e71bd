"""Rich text, written as mrkdwn so that there is one way to show text."""

from __future__ import annotations

from bot.workspace.normalize import escape_typed
from bot.workspace.shapes import Json

_MARKS = (("bold", "*"), ("italic", "_"), ("strike", "~"), ("code", "`"))


def rich_to_mrkdwn(block: Json) -> str:
    """Return a rich_text block as mrkdwn."""
    return "\n".join(_part(part) for part in block.get("elements", ()))


def _part(part: Json) -> str:
    inner = part.get("elements", ())
    match part.get("type"):
        case "rich_text_list":
            ordered = part.get("style") == "ordered"
            indent = "    " * int(part.get("indent", 0))
            return "\n".join(
                f"{indent}{f'{number}.' if ordered else '•'} {_part(item)}"
                for number, item in enumerate(inner, start=1)
            )
        case "rich_text_preformatted":
            return f"```{''.join(map(_leaf, inner))}```"
        case "rich_text_quote":
            lines = "".join(map(_leaf, inner)).split("\n")
            return "\n".join(f"&gt; {line}" for line in lines)
        case _:
            return "".join(map(_leaf, inner))


def _leaf(leaf: Json) -> str:
    style = leaf.get("style") or {}
    text = _words(leaf)
    for name, mark in _MARKS:
        if style.get(name) and text.strip():
            text = f"{mark}{text}{mark}"
    return text


def _words(leaf: Json) -> str:
    match leaf.get("type"):
        case "link":
            label = f"|{escape_typed(leaf['text'])}" if leaf.get("text") else ""
            return f"<{escape_typed(leaf['url'])}{label}>"
        case "user":
            return f"<@{leaf['user_id']}>"
        case "channel":
            return f"<#{leaf['channel_id']}>"
        case "broadcast":
            return f"<!{leaf['range']}>"
        case "emoji":
            return f":{leaf['name']}:"
        case "date":
            return f"<!date^{leaf['timestamp']}^{leaf['format']}|{leaf.get('fallback', '')}>"
        case _:
            return escape_typed(str(leaf.get("text", "")))
