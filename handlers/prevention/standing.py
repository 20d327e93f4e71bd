"""Who acts in prevention, and the one sentence for those who may not. Called beside this file."""

from collections.abc import Awaitable, Callable

from bot.prevention.rights import Actor, actor_of
from bot.views.finish import View
from handlers.doors import Doors
from handlers.reply import Reply
from handlers.request import Request


async def standing(request: Request, doors: Doors) -> Actor:
    """Return who acts, with what the roster and the workspace's settings make of them."""
    house = await doors.houses.load(request.team)
    return actor_of(house, request.person, is_admin=await doors.is_admin(request))


async def let_in(request: Request, reply: Reply, doors: Doors) -> Actor | None:
    """Return who pressed something, after the ack; None after telling them that they may not."""
    await reply.ok()
    actor = await standing(request, doors)
    if actor.sees:
        return actor
    reply.beside(request.voice.say("refusal.prevention.forbidden"))
    return None


async def show_to_who_may(
    request: Request, reply: Reply, doors: Doors, view: Callable[[], Awaitable[View]]
) -> None:
    """Show what a command asks for beside its ack: who types for the first time is looked up."""
    await doors.directory.meet(request.team, (request.person,))
    if (await standing(request, doors)).sees:
        reply.open_view(await view())
    else:
        reply.beside(request.voice.say("refusal.prevention.forbidden"))
