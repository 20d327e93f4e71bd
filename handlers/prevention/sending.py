"""Sends a file to who asks for it, and tells them where it is. Called beside this file."""

from bot.gateway.errors import GiveUp, RetryLater
from bot.observe import log
from bot.projector.document import Document
from bot.projector.sending import send_file
from handlers.doors import Doors
from handlers.reply import Reply
from handlers.request import Request


async def sent(request: Request, reply: Reply, doors: Doors, document: Document) -> None:
    """Send a file into the conversation with who asked; what Slack did not take is said."""
    try:
        await send_file(doors.gateway, doors.press, request.team, request.person, document)
    except (RetryLater, GiveUp) as trouble:
        log().warning("a file was not sent", reason=type(trouble).__name__)
        reply.beside(request.voice.say("file.not_sent"))
    else:
        reply.beside(request.voice.say("file.sent"))
