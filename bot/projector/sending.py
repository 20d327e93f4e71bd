"""Sends somebody a picture that they asked for, into their own conversation with the bot.

Called by handlers, beside the ack. Nothing rests on it: what was lost is asked for again.
"""

from functools import partial

from bot.crisis.ids import SlackUserId, TeamId
from bot.gateway.client import Gateway
from bot.projector.document import Document, Press


async def send_picture(
    gateway: Gateway, press: Press, team: TeamId, user: SlackUserId, picture: Document
) -> None:
    """Draw a picture and share it with one person. Raises RetryLater or GiveUp."""
    content = await press.aside(partial(press.draw, picture.content))
    opened = await gateway.call("conversations.open", team=team, users=user)
    answer = await gateway.call(
        "files.getUploadURLExternal",
        team=team,
        filename=picture.filename,
        length=len(content),
        alt_txt=picture.alt,
    )
    await gateway.upload(str(answer["upload_url"]), content, picture.filename)
    await gateway.call(
        "files.completeUploadExternal",
        team=team,
        files=[{"id": answer["file_id"], "title": picture.title}],
        channel_id=opened["channel"]["id"],
    )
