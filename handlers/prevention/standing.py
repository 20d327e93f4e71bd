"""Who acts in prevention, and the one sentence for those who may not. Called beside this file."""

from bot.prevention.rights import Actor, actor_of
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
