"""The page for whoever looks on: what it shows of the story, and how people take the story over.

Used by the demo in a terminal. The story itself knows nothing of it: it is told through a teller.
"""

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import datetime
from pathlib import Path

from bot.cli.demo.telling import Teller
from bot.cli.demo.world import World
from bot.cli.ending import WRONG, Ended
from bot.workspace.page.show import Show, let_time_flow
from bot.workspace.page.site import PORT, Page
from storage.errors import StorageDown
from storage.store import Store

PACE_SECONDS = 3.0
"""A pause between two scenes, for whoever watches the page."""
OPENING_SECONDS = 10.0
"""How long the story waits for somebody to open the page."""


@asynccontextmanager
async def page_of(world: World, port: int | None) -> AsyncIterator[Page]:
    """Serve the page of a world: at a port, or at the usual one if that is free."""
    show = Show(clock=world.clock, next_due=lambda: next_due(world.database))
    async with AsyncExitStack() as stack:
        try:
            wanted = Page(world.slack, show, port=PORT if port is None else port)
            page = await stack.enter_async_context(wanted)
        except OSError as error:
            if port is not None:
                raise Ended(WRONG, f"--port {port}: {error.strerror or error}.") from None
            page = await stack.enter_async_context(Page(world.slack, show))
        yield page


async def next_due(database: Path) -> datetime | None:
    """Return when the bot has something to do next, as its own record says."""
    try:
        store = await Store.open(f"sqlite:///{database}")
    except StorageDown:
        return None
    try:
        return await store.next_due()
    finally:
        await store.close()


class PageTeller:
    """Tells the story on the page as well, at a pace that can be followed there."""

    def __init__(self, teller: Teller, page: Page, scenes: int, *, fast: bool) -> None:
        self._teller = teller
        self._fast = fast
        self._page = page
        self._show = page.show
        self._show.scenes = scenes
        self._show.is_playing = True

    async def scene(self, when: str, title: str) -> None:
        """Begin a scene, after time to look at the one before."""
        if self._show.scene == 0 and not self._fast:
            await self._page.opened(OPENING_SECONDS)
        elif self._page.viewers and not self._fast:
            await asyncio.sleep(PACE_SECONDS)
        self._show.scene += 1
        self._show.caption = title
        await self._teller.scene(when, title)

    def line(self, text: str) -> None:
        """Say one thing."""
        self._teller.line(text)

    def shown(self, heading: str, text: str) -> None:
        """Show what people saw, word by word."""
        self._teller.shown(heading, text)

    def done(self) -> None:
        """End a scene."""
        self._teller.done()


async def until_taken_over(show: Show, story: Awaitable[None]) -> bool:
    """Let a story play; True when it came to its end, False when somebody took over."""
    playing = asyncio.ensure_future(story)
    over = asyncio.ensure_future(show.taken_over.wait())
    try:
        await asyncio.wait({playing, over}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        show.is_playing = False
        playing.cancel()
        over.cancel()
        await asyncio.wait({playing, over})
    if show.taken_over.is_set():
        # What the story still expected to see does not matter any more.
        return not playing.cancelled() and playing.exception() is None
    await playing
    return True


async def set_right(world: World) -> None:
    """Make good what a story that was left half-way may have left broken."""
    world.slack.faults.clear()
    if not world.bot.is_running:
        await world.start_bot()


async def stay(world: World, page: Page, say: Callable[[str], None]) -> None:
    """Let time flow and people act, until Ctrl-C."""
    say(f"The workspace stays up at {page.url} until you press Ctrl-C.")
    flowing = asyncio.create_task(let_time_flow(world.clock))
    try:
        await _told_to_stop()
    finally:
        flowing.cancel()
        with suppress(asyncio.CancelledError):
            await flowing


async def _told_to_stop() -> None:
    loop = asyncio.get_running_loop()
    told = asyncio.Event()
    signals = (signal.SIGINT, signal.SIGTERM)
    for one in signals:
        loop.add_signal_handler(one, told.set)
    try:
        await told.wait()
    finally:
        for one in signals:
            loop.remove_signal_handler(one)
