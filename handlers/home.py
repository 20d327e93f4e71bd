"""App Home: shown when somebody opens it."""

from bot.gateway.errors import GiveUp, RetryLater
from bot.observe import log
from bot.views.home import home_view
from handlers.doors import Doors
from handlers.reply import Reply
from handlers.request import Request


async def show_home(request: Request, reply: Reply, doors: Doors) -> None:
    """Publish a person's App Home beside the ack."""
    await reply.ok()
    if request.user is not None and request.event.get("tab") == "home":
        doors.background.start(_publish(request, doors))


async def _publish(request: Request, doors: Doors) -> None:
    incidents = await doors.listing.all_for(request.team, request.person)
    channels = await doors.channels(incidents)
    view = home_view(request.person, incidents, channels, request.voice)
    try:
        await doors.gateway.call(
            "views.publish", team=request.team, user_id=request.person, view=view
        )
    except (RetryLater, GiveUp) as trouble:
        log().warning("an App Home was not shown", reason=str(trouble))
