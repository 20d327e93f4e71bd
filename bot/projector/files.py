"""Reads a small file that somebody added in Slack. Called by whoever knows what stands in it."""

from bot.gateway.errors import GiveUp
from bot.projector.bench import Desk
from bot.projector.evidence import address_of


async def content_of(desk: Desk, file_id: str, largest: int) -> bytes:
    """Return a file of at most ``largest`` bytes.

    Raises RetryLater, or GiveUp for one that is larger or that we may not read.
    """
    url, expected = await address_of(desk, file_id, largest)
    content = bytearray()
    async for chunk in desk.gateway.download(url):
        content += chunk
        if len(content) > largest:
            raise GiveUp("too_large", "files.info")
    if expected not in (0, len(content)):
        # To an app that may not read it Slack shows a sign-in page, with status 200.
        raise GiveUp("not_the_file", "url_private")
    return bytes(content)
