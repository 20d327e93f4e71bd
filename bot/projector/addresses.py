"""Where the messages of an incident stand, as addresses that people can follow. Pure.

Known once a message was posted. Cards and the review point to each other with them.
"""

from collections.abc import Mapping
from typing import TypeAlias

from bot.crisis.words import MessageRef
from storage.surfaces import Surface

Addresses: TypeAlias = Mapping[str, str]
"""Permalinks by surface key."""

_POINTED_TO = ("decision.", "review")


def permalink(workspace_url: str, source: MessageRef) -> str:
    """Return a message's address, as Slack writes it."""
    base = workspace_url.rstrip("/")
    return f"{base}/archives/{source.channel}/p{source.ts.replace('.', '')}"


def addresses(workspace_url: str, rows: Mapping[str, Surface]) -> Addresses:
    """Return the addresses of decision cards and of the review, as far as they stand."""
    return {
        key: permalink(workspace_url, MessageRef(row.channel, row.ts))
        for key, row in rows.items()
        if key.startswith(_POINTED_TO) and row.channel is not None and row.ts is not None
    }
