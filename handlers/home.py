"""App Home: shown when somebody opens it, and kept fresh while they look."""

from handlers.doors import Doors
from handlers.reply import Reply
from handlers.request import Request


async def show_home(request: Request, reply: Reply, doors: Doors) -> None:
    """Publish a person's App Home beside the ack."""
    await reply.ok()
    if request.user is not None and request.event.get("tab") == "home":
        doors.background.start(doors.homes.opened(request.team, request.person))
