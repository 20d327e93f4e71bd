"""Sends somebody a file that they asked for, into their own conversation with the bot.

Called by handlers, beside the ack. Nothing rests on it: what was lost is asked for again.
"""

from functools import partial

from bot.crisis.ids import SlackUserId, TeamId
from bot.gateway.client import Gateway
from bot.projector.document import Document, Press, content_of


async def send_file(
    gateway: Gateway, press: Press, team: TeamId, user: SlackUserId, document: Document
) -> None:
    """Make a file and share it with one person. Raises RetryLater or GiveUp."""
    content = await press.aside(partial(content_of, document, press))
    opened = await gateway.call("conversations.open", team=team, users=user)
    described = {"alt_txt": document.alt} if document.alt else {}
    answer = await gateway.call(
        "files.getUploadURLExternal",
        team=team,
        filename=document.filename,
        length=len(content),
        **described,
    )
    await gateway.upload(str(answer["upload_url"]), content, document.filename)
    await gateway.call(
        "files.completeUploadExternal",
        team=team,
        files=[{"id": answer["file_id"], "title": document.title}],
        channel_id=opened["channel"]["id"],
    )
