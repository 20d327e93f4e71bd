"""What Slack does to text and blocks before it keeps them.

Called by whatever stores a message or a view. Blocks get ids, text objects their defaults, and
stray `&`, `<` and `>` become entities, so what an app reads back differs from what it sent, here as
there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.workspace.shapes import Json

if TYPE_CHECKING:
    from bot.workspace.ids import Ids

_CONTROL = re.compile(r"<(?:[@#!][^<>\n]*|(?:https?|mailto|tel|ftp|slack):[^<>\n]*)>")
_STRAY_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt);)")
_MENTION = re.compile(r"@([\w.\-]+)")
_LINK = re.compile(r"https?://[^\s<>|]+")

INTERACTIVE = frozenset(
    {
        "button",
        "workflow_button",
        "icon_button",
        "feedback_buttons",
        "overflow",
        "checkboxes",
        "radio_buttons",
        "datepicker",
        "timepicker",
        "datetimepicker",
        "plain_text_input",
        "rich_text_input",
        "email_text_input",
        "url_text_input",
        "number_input",
        "file_input",
        *(
            f"{many}{source}_select"
            for many in ("", "multi_")
            for source in ("static", "external", "users", "conversations", "channels")
        ),
    },
)

MAX_TEXT = 40_000


def escape_typed(text: str) -> str:
    """Return what a person typed as Slack stores it: all three characters become entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """Return stored text as people read it."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def escape_sent(text: str) -> str:
    """Return what an app sent as Slack stores it: mentions and links stay, strays are escaped."""
    parts: list[str] = []
    end = 0
    for control in _CONTROL.finditer(text):
        parts += [_escape_stray(text[end : control.start()]), control.group()]
        end = control.end()
    return "".join([*parts, _escape_stray(text[end:])])


def _escape_stray(text: str) -> str:
    text = _STRAY_AMPERSAND.sub("&amp;", text)
    return text.replace("<", "&lt;").replace(">", "&gt;")


def message_text(text: str) -> str:
    """Return an app's message text as it is kept: escaped, cut after 40,000 characters."""
    return escape_sent(text[:MAX_TEXT])


def link_typed(text: str, names: dict[str, str]) -> str:
    """Return a person's text with links and known `@name`s as Slack's client sends them."""
    escaped = escape_typed(text)
    linked = _LINK.sub(lambda found: f"<{found.group()}>", escaped)
    return _MENTION.sub(
        lambda found: f"<@{names[found[1].lower()]}>" if found[1].lower() in names else found[0],
        linked,
    )


def normalize_blocks(blocks: list[Json], ids: Ids) -> list[Json]:
    """Return the blocks as Slack keeps them: every block and every control has its id."""
    return [_normalize_block(block, ids) for block in blocks]


def _normalize_block(block: Json, ids: Ids) -> Json:
    kept = _normalize(block, ids)
    if not isinstance(kept, dict):
        raise TypeError(block)
    kept.setdefault("block_id", ids.short())
    return kept


def _normalize(value: Any, ids: Ids) -> Any:
    if isinstance(value, list):
        return [_normalize(one, ids) for one in value]
    if not isinstance(value, dict):
        return value
    kept = {key: _normalize(one, ids) for key, one in value.items() if one is not None}
    kind = kept.get("type")
    if kind in ("plain_text", "mrkdwn") and isinstance(kept.get("text"), str):
        return _normalize_text(kept)
    if kind in INTERACTIVE:
        kept.setdefault("action_id", ids.short())
    return kept


def _normalize_text(text: Json) -> Json:
    if text["type"] == "plain_text":
        return {**text, "text": _escape_stray(text["text"]), "emoji": text.get("emoji", True)}
    return {**text, "text": escape_sent(text["text"]), "verbatim": text.get("verbatim", False)}
