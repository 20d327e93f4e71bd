"""Sends somebody a file that they asked for, into their own conversation with the bot.

Called by handlers, beside the ack, with nothing kept: a process that ends meanwhile is asked again.
While it lives, an answer that was lost makes no second file.
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeVar

from bot.crisis.ids import SlackUserId, TeamId
from bot.gateway.client import Gateway
from bot.gateway.errors import GiveUp, RetryLater
from bot.projector.document import Document, Press, content_of

WAITS = (0.2, 0.4, 2.0, 4.0)
"""Seconds before another attempt. Somebody is waiting, so there are not many."""

T = TypeVar("T")


async def send_file(
    gateway: Gateway, press: Press, team: TeamId, user: SlackUserId, document: Document
) -> None:
    """Make a file and share it with one person, once. Raises RetryLater or GiveUp."""
    content = await press.aside(partial(content_of, document, press))
    opened = await _patiently(partial(gateway.call, "conversations.open", team=team, users=user))
    # A file that is not complete yet is seen by nobody: after any failure it is uploaded anew.
    file = await _patiently(partial(_uploaded, gateway, team, document, content))
    channel = str(opened["channel"]["id"])
    complete = partial(
        gateway.call,
        "files.completeUploadExternal",
        team=team,
        files=[{"id": file, "title": document.title}],
        channel_id=channel,
    )
    await _complete(complete, partial(_is_there, gateway, team, file))


async def _uploaded(gateway: Gateway, team: TeamId, document: Document, content: bytes) -> str:
    described = {"alt_txt": document.alt} if document.alt else {}
    answer = await gateway.call(
        "files.getUploadURLExternal",
        team=team,
        filename=document.filename,
        length=len(content),
        **described,
    )
    await gateway.upload(str(answer["upload_url"]), content, document.filename)
    return str(answer["file_id"])


async def _complete(
    complete: Callable[[], Awaitable[object]], is_there: Callable[[], Awaitable[bool]]
) -> None:
    """Complete one file and no other: Slack takes an id once, so a repeat makes no twin."""
    lost: RetryLater | None = None
    for wait in WAITS:
        try:
            await complete()
        except RetryLater as later:
            lost = later
        except GiveUp:
            # The attempt whose answer was lost may have worked.
            if lost is not None and await _patiently(is_there):
                return
            raise
        else:
            return
        await asyncio.sleep(_pause(wait, lost))
        if lost.ambiguous and await _patiently(is_there):
            return
    raise lost or RetryLater(0.0, ambiguous=True, reason="lost")


async def _is_there(gateway: Gateway, team: TeamId, file: str) -> bool:
    try:
        await gateway.call("files.info", team=team, file=file)
    except GiveUp as end:
        if end.code == "file_not_found":
            return False
        raise
    return True


async def _patiently(work: Callable[[], Awaitable[T]]) -> T:
    """Do what may be done twice, again after each failure that passes."""
    for wait in WAITS:
        try:
            return await work()
        except RetryLater as later:
            await asyncio.sleep(_pause(wait, later))
    return await work()


def _pause(wait: float, later: RetryLater) -> float:
    """Return how long to wait; Slack's own word counts, up to the longest of our waits."""
    return wait if later.ambiguous else min(max(wait, later.delay), WAITS[-1])
