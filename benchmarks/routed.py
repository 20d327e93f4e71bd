"""Listeners that do nothing, behind the bot's own router: one name, or all that the bot serves."""

from collections.abc import Awaitable, Callable
from typing import cast, get_args

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from benchmarks.noop import ACTION
from bot.cli.contract.command import served
from handlers.doors import Doors
from handlers.reply import Reply
from handlers.request import Request
from handlers.router import Kind, Router


async def _nothing(_: Request, reply: Reply, __: Doors) -> None:
    await reply.ok()


def route(app: AsyncApp, *, whole: bool) -> None:
    """Register with Bolt what does nothing; no bot stands behind the names."""
    known, router = served(), Router(cast("Doors", None))
    for kind in get_args(Kind):
        for name in known.names(kind):
            if whole or name == ACTION:
                router.on(kind, name, _nothing)

    @app.use
    async def read(
        context: AsyncBoltContext,
        next: Callable[[], Awaitable[None]],  # noqa: A002  # Bolt finds it by this name
    ) -> None:
        context["request"] = None
        await next()

    router.register(app)
