"""The files beside the review.

Uploading has three steps; the id is kept before the last one, so that a lost answer is settled by
looking the file up.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from bot.gateway.errors import GiveUp, RetryLater
from bot.projector.bench import Desk
from bot.projector.desired import digest_of
from storage.surfaces import Surface

CALM = timedelta(minutes=1)
"""A file that keeps changing is uploaded anew at most this often."""
SHARED_WITHIN = timedelta(seconds=30)
"""Slack shows a completed file in its channel a little later; after this long it never will."""
LOOK_AGAIN_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Document:
    """A file that stands in a channel.

    ``drawn``: ``content`` is SVG and the file its PNG; ``alt`` says what a picture shows.
    """

    key: str
    filename: str
    title: str
    content: str
    alt: str = ""
    drawn: bool = False


Draw = Callable[[str], bytes]
"""Makes a PNG of SVG."""
Aside = Callable[[Callable[[], Any]], Awaitable[Any]]
"""Does what takes long without holding up anybody's click."""


@dataclass(frozen=True, slots=True)
class Press:
    """How files are made."""

    draw: Draw
    aside: Aside = asyncio.to_thread


async def share(bench: Desk, channel: str, document: Document, press: Press) -> None:
    """Make the newest version of a document stand in the channel; older ones go."""
    row = bench.row(document.key, "file")
    digest = digest_of([document.filename, document.content])
    if row.digest != digest:
        wait = _calm(bench, row)
        if wait > 0:
            raise RetryLater(wait, ambiguous=False, reason="too_soon")
        content = await press.aside(partial(content_of, document, press))
        row = await _upload(bench, channel, (document, content), row, digest)
    await _drop_old(bench, row)


async def unshare(bench: Desk, row: Surface) -> None:
    """Delete a document that stands in the channel; the next version is a new file."""
    old = [*row.state.get("old", ()), row.state["shown"]]
    row = await bench.keep(row, file_id=None, digest=None, state={"old": old})
    await _drop_old(bench, row)


def content_of(document: Document, press: Press) -> bytes:
    """Return what is uploaded; drawing takes long, so beside the loop."""
    if document.drawn:
        return press.draw(document.content)
    return document.content.encode("utf-8", "replace")


async def _upload(
    bench: Desk, channel: str, file: tuple[Document, bytes], row: Surface, digest: str
) -> Surface:
    document, content = file
    if row.state.get("pending_digest") != digest or not row.file_id:
        row = await _reserve(bench, document, content, row, digest)
    elif row.attempt_started_at is not None and not await _is_shared(bench, row, channel):
        # An upload address works once, and this one may have been used: begin anew.
        row = await _reserve(bench, document, content, row, digest)
    if row.attempt_started_at is None:
        row = await bench.keep(row, attempt_started_at=bench.wall.now())
        await bench.gateway.upload(row.state["upload_url"], content, document.filename)
        await bench.call(
            "files.completeUploadExternal",
            files=[{"id": row.file_id, "title": document.title}],
            channel_id=channel,
        )
    old = [*row.state.get("old", ()), *([row.state["shown"]] if row.state.get("shown") else [])]
    state = {
        "shown": row.file_id,
        "old": [file for file in old if file != row.file_id],
        "at": bench.wall.now().isoformat(),
    }
    return await bench.shown(row, digest, channel=channel, attempt_started_at=None, state=state)


async def _reserve(
    bench: Desk, document: Document, content: bytes, row: Surface, digest: str
) -> Surface:
    answer = await bench.call(
        "files.getUploadURLExternal",
        filename=document.filename,
        length=len(content),
        **({"alt_txt": document.alt} if document.alt else {}),
    )
    lost = [row.file_id] if row.attempt_started_at is not None and row.file_id else []
    state = {
        **row.state,
        "pending_digest": digest,
        "upload_url": str(answer["upload_url"]),
        "old": [*row.state.get("old", ()), *lost],
    }
    return await bench.keep(
        row, file_id=str(answer["file_id"]), attempt_started_at=None, state=state
    )


async def _is_shared(bench: Desk, row: Surface, channel: str) -> bool:
    """Whether an attempt whose answer was lost has shared the file after all.

    Raises RetryLater while a file that is complete may still be on its way into the channel.
    """
    try:
        answer = await bench.call("files.info", file=row.file_id)
    except GiveUp as end:
        if end.code in {"file_not_found", "file_deleted"}:
            return False
        raise
    file: Mapping[str, Any] = answer.get("file", {})
    shares = file.get("shares") or {}
    if any(channel in shares.get(kind, {}) for kind in ("public", "private")):
        return True
    started_at = row.attempt_started_at or bench.wall.now()
    if bench.wall.now() - started_at < SHARED_WITHIN:
        raise RetryLater(LOOK_AGAIN_SECONDS, ambiguous=False, reason="not_shared_yet")
    return False


async def _drop_old(bench: Desk, row: Surface) -> None:
    for file in tuple(row.state.get("old", ())):
        try:
            await bench.call("files.delete", file=file)
        except GiveUp as end:
            if end.code not in {"file_not_found", "file_deleted"}:
                raise
        left = [other for other in row.state["old"] if other != file]
        row = await bench.keep(row, state={**row.state, "old": left})


def _calm(bench: Desk, row: Surface) -> float:
    """Return how many seconds to wait before another version."""
    at = row.state.get("at")
    if at is None:
        return 0.0
    ready = datetime.fromisoformat(at) + CALM
    return (ready - bench.wall.now()).total_seconds()
