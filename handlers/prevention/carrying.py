"""Carries out what a form of prevention wants, and shows what came of it."""

from collections.abc import Awaitable, Callable

from bot.crisis.intents import Refusal
from bot.service.outcome import Refused
from bot.service.streams import I, S, Streams
from bot.views.finish import View
from handlers.doors import Doors
from handlers.prevention.standing import standing
from handlers.reply import Reply
from handlers.request import Request

_SAME = "refusal.details.same"
"""A form that was sent as it came up: what it is about is shown all the same."""


async def carry_out(
    request: Request,
    reply: Reply,
    doors: Doors,
    about: tuple[Streams[S, I], str],
    wanted: tuple[I, ...],
    shown: Callable[[Request, Doors, S], Awaitable[View]],
) -> None:
    """Carry out what a form wants of one stream and show it anew; or say what is missing."""
    streams, stream_id = about
    actor = await standing(request, doors)
    verdict = await streams.act(
        request.team, stream_id, *wanted, actor=actor, delivery=request.delivery
    )
    if isinstance(verdict, Refusal) and verdict.key != _SAME:
        await reply.settle(Refused(verdict))
        return
    now = await streams.load(request.team, stream_id)
    if now is None:
        await reply.clear()
        return
    await reply.update(await shown(request, doors, now))
    doors.background.start(doors.homes.opened(request.team, request.person))
