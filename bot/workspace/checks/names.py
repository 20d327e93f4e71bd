"""Channel names, topics, purposes and bookmarks: what Slack refuses in them.

Called by the conversations and bookmarks methods of the local Slack; they must not look at what
exists already (a taken name is the caller's business).
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from bot.workspace.checks import limits
from bot.workspace.checks.rejection import Rejection

if TYPE_CHECKING:
    from collections.abc import Mapping

_EMOJI: Final = re.compile(r":[a-z0-9_+'\-]+(::skin-tone-[2-6])?:")
# Slack's help centre keeps these words to itself.
_RESERVED: Final = frozenset(
    {
        *("all", "archive", "archived", "archives", "channel", "channels", "create", "delete"),
        *("deleted-channel", "edit", "everyone", "group", "groups", "here", "me", "ms", "slack"),
        *("slackbot", "today", "you"),
    }
)
# Letters without an upper case, marks that belong to them, digits.
_WORD_KINDS: Final = frozenset({"Ll", "Lm", "Lo", "Mn", "Mc", "Nd"})


def _is_word(character: str) -> bool:
    return character in "-_" or unicodedata.category(character) in _WORD_KINDS


def check_channel_name(name: object) -> Rejection | None:
    """Refuse what `conversations.create` and `.rename` refuse in a name (methods reference).

    Lower-case letters of any script, digits, `-` and `_` pass, 80 characters at most; a word that
    Slack keeps to itself is `name_taken`.
    """
    if name is not None and not isinstance(name, str):
        return Rejection("invalid_name")
    error = _name_error(name or "")
    return Rejection(error) if error else None


def _name_error(name: str) -> str | None:
    if not name.strip():
        return "invalid_name_required"
    if len(name) > limits.CHANNEL_NAME:
        return "invalid_name_maxlength"
    if not any(character.isalnum() for character in name):
        return "invalid_name_punctuation"
    if not all(_is_word(character) for character in name):
        return "invalid_name_specials"
    return "name_taken" if name in _RESERVED else None


def _check_short_text(text: object, field: str, most: int) -> Rejection | None:
    if not isinstance(text, str):
        return Rejection("invalid_arguments", (f"[ERROR] missing required field: {field}",))
    return Rejection("too_long") if len(text) > most else None


def check_topic(topic: object) -> Rejection | None:
    """Refuse a topic longer than 250 characters (methods reference); an empty one clears it."""
    return _check_short_text(topic, "topic", limits.TOPIC)


def check_purpose(purpose: object) -> Rejection | None:
    """Refuse a purpose longer than 250 characters (methods reference); an empty one clears it."""
    return _check_short_text(purpose, "purpose", limits.PURPOSE)


def check_bookmark(fields: Mapping[str, object], *, edit: bool = False) -> Rejection | None:
    """Refuse what `bookmarks.add` and, with `edit`, `bookmarks.edit` refuse in their arguments."""
    if not edit:
        missing = [name for name in ("title", "type") if fields.get(name) in (None, "")]
        if missing:
            lines = tuple(f"[ERROR] missing required field: {name}" for name in missing)
            return Rejection("invalid_arguments", lines)
        if fields["type"] != "link":
            return Rejection("invalid_bookmark_type")
        if fields.get("link") in (None, ""):
            return Rejection("invalid_link")
    return _check_bookmark_values(fields)


def _check_bookmark_values(fields: Mapping[str, object]) -> Rejection | None:
    title, link, emoji = fields.get("title"), fields.get("link"), fields.get("emoji")
    if title is not None and not isinstance(title, str):
        return Rejection("invalid_arguments", ("[ERROR] must be a string [json-pointer:/title]",))
    if link not in (None, "") and not _is_web_link(link):
        return Rejection("invalid_link")
    if emoji not in (None, "") and not (isinstance(emoji, str) and _EMOJI.fullmatch(emoji)):
        return Rejection("invalid_emoji")
    return None


def _is_web_link(link: object) -> bool:
    return isinstance(link, str) and link.startswith(("http://", "https://"))
