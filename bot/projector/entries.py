"""Texts of pinned messages. The reaction told us only which message; what it says is read here."""

from collections.abc import Mapping
from typing import Any

from bot.crisis.ids import SlackUserId
from bot.crisis.incident import Entry
from bot.crisis.intents import NoteEntryText, NoteMessageDeleted
from bot.crisis.words import MessageRef, Words
from bot.gateway.errors import GiveUp
from bot.gateway.text import as_typed
from bot.projector.addresses import permalink
from bot.projector.bench import Bench


def unread(bench: Bench) -> tuple[Entry, ...]:
    """Return the entries whose message was pinned but not read yet."""
    return tuple(
        entry
        for entry in bench.incident.entries.values()
        if entry.pinned and entry.text is None and not entry.retracted
    )


async def read_entry(bench: Bench, entry: Entry) -> None:
    """Read a pinned message and put its text on the timeline; one that is gone is retracted."""
    if entry.source is None:
        return
    message = await _find(bench, entry.source)
    if message is None:
        await bench.record(NoteMessageDeleted(entry.source))
        return
    author = message.get("user")
    source = MessageRef(
        entry.source.channel,
        entry.source.ts,
        permalink(bench.identity.url, entry.source),
    )
    await bench.record(
        NoteEntryText(
            source,
            Words(as_typed(str(message.get("text") or ""))),
            SlackUserId(author) if isinstance(author, str) else None,
        ),
    )


async def _find(bench: Bench, source: MessageRef) -> Mapping[str, Any] | None:
    """Look among the channel's messages, then in the thread (a reply is only found there)."""
    page = await bench.call(
        "conversations.history",
        channel=source.channel,
        latest=source.ts,
        oldest=source.ts,
        inclusive=True,
        limit=1,
    )
    for message in page.get("messages", ()):
        if message.get("ts") == source.ts:
            return dict(message)
    try:
        page = await bench.call(
            "conversations.replies",
            channel=source.channel,
            ts=source.ts,
            latest=source.ts,
            oldest=source.ts,
            inclusive=True,
            limit=10,
        )
    except GiveUp as end:
        if end.code == "thread_not_found":
            return None
        raise
    for message in page.get("messages", ()):
        if message.get("ts") == source.ts:
            return dict(message)
    return None
