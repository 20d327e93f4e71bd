"""The one place that finishes what is shown: every message and view leaves through here.

Called by every view, last. It guarantees that Slack takes the result, however long the texts.
"""

import json
from collections.abc import Sequence
from typing import Any, TypeAlias

from slack_sdk.models.blocks import Block, ContextBlock, PlainTextObject
from slack_sdk.models.views import View as SlackView

from bot.locales.values import Mrkdwn
from bot.views import limits
from bot.views.message import Message
from bot.views.plain import plain

__all__ = ["SURFACE", "Message", "View", "home", "message", "modal"]

SURFACE = "kolcrisis:"
"""What the first ``block_id`` of a message begins with; the surface's key follows."""

_SHORTEST = 200

View: TypeAlias = dict[str, Any]
"""A modal or App Home as ``views.open``, ``views.update`` and ``views.publish`` take it."""


def message(text: Mrkdwn, blocks: Sequence[Block], *, surface: str | None = None) -> Message:
    """Return a message that Slack takes. ``surface`` is the key of the surface that it shows."""
    if surface is not None:
        blocks[0].block_id = f"{SURFACE}{surface}"[: limits.ID]
    made = [plain(block) for block in _at_most(blocks, limits.BLOCKS_OF_MESSAGE)]
    _shorten(made)
    return Message(limits.clip_mrkdwn(text, limits.MESSAGE_TEXT), tuple(made))


def modal(
    callback_id: str,
    title: str,
    blocks: Sequence[Block],
    *,
    close: str,
    submit: str | None = None,
    private_metadata: str = "",
) -> View:
    """Return a modal that Slack takes. Raises when ``private_metadata`` is longer than 3000."""
    view = SlackView(
        type="modal",
        callback_id=callback_id,
        title=_word(title),
        submit=_word(submit) if submit else None,
        close=_word(close),
        blocks=_at_most(blocks, limits.BLOCKS_OF_VIEW),
        private_metadata=private_metadata or None,
    )
    return plain(view)


def home(blocks: Sequence[Block]) -> View:
    """Return an App Home that Slack takes."""
    view = SlackView(type="home", blocks=_at_most(blocks, limits.BLOCKS_OF_VIEW))
    return plain(view)


def _word(text: str) -> PlainTextObject:
    return PlainTextObject(text=limits.clip(text, limits.MODAL_WORD), emoji=True)


def _at_most(blocks: Sequence[Block], most: int) -> list[Block]:
    """Return the blocks, or as many as fit and a sign that there was more."""
    if len(blocks) <= most:
        return list(blocks)
    return [*blocks[: most - 1], ContextBlock(elements=[PlainTextObject(text="…")])]


def _shorten(blocks: list[dict[str, Any]]) -> None:
    """Cut the longest texts until the whole message is one that Slack takes."""
    while limits.size(json.dumps(blocks, ensure_ascii=False)) > limits.MESSAGE_JSON:
        longest = max(_texts(blocks), key=lambda text: limits.size(text["text"]))
        length = limits.size(longest["text"])
        if length <= _SHORTEST:
            return
        longest["text"] = limits.clip_mrkdwn(longest["text"], max(_SHORTEST, length * 3 // 4))


def _texts(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    sections = (block["text"] for block in blocks if block["type"] == "section")
    contexts = (
        part for block in blocks if block["type"] == "context" for part in block["elements"]
    )
    return [*sections, *contexts]
