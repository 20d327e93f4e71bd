"""Cursors. They are opaque to apps and stay valid when items are added in between."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import TypeVar

from bot.workspace.shapes import ApiError, Json
from bot.workspace.webapi.call import Call

Item = TypeVar("Item")


def encode_cursor(word: str, key: str) -> str:
    """Return a cursor that means: go on at this key."""
    return base64.urlsafe_b64encode(f"{word}:{key}".encode()).decode()


def decode_cursor(call: Call, word: str) -> str:
    """Return the key in the call's cursor, or nothing when there is none."""
    cursor = call.args.text("cursor")
    if not cursor:
        return ""
    try:
        found, _, key = base64.urlsafe_b64decode(cursor.encode()).decode().partition(":")
    except (binascii.Error, ValueError):
        raise _bad_cursor(call) from None
    if found != word or not key:
        raise _bad_cursor(call)
    return key


def _bad_cursor(call: Call) -> ApiError:
    known = call.facts.knows("invalid_cursor")
    return ApiError("invalid_cursor" if known else "invalid_arguments")


def limit_of(call: Call, default: int, most: int) -> int:
    """Return the page size: refused outside 1 to `most` where the method documents that."""
    limit = call.args.number("limit", default)
    if 1 <= limit <= most:
        return limit
    if call.facts.knows("invalid_limit"):
        raise ApiError("invalid_limit")
    return max(1, min(limit, most)) if limit else default


def page(
    call: Call, items: Sequence[Item], key: Callable[[Item], str], *, default: int
) -> tuple[list[Item], Json]:
    """Return one page in the order of the keys, and the `response_metadata` that goes with it."""
    limit = limit_of(call, default, 1000)
    start = decode_cursor(call, "id")
    ordered = sorted((item for item in items if key(item) >= start), key=key)
    rest = ordered[limit:]
    following = encode_cursor("id", key(rest[0])) if rest else ""
    return ordered[:limit], {"next_cursor": following}
