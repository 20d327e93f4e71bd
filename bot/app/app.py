"""The running bot: started in order, and stopped so that nothing is lost."""

import asyncio
import contextlib
from functools import partial
from typing import Any

from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.web.async_client import AsyncWebClient

from bot.app.build import Surroundings, build, load_playbook, load_scenarios
from bot.app.parts import Parts
from bot.observe import log

__all__ = [
    "GRACE_SECONDS",
    "Bot",
    "Parts",
    "Surroundings",
    "build",
    "load_playbook",
    "load_scenarios",
]

GRACE_SECONDS = 8.0
"""How long a stop waits for passes and answers in hand."""


class Bot:
    """Starts and stops what :func:`build` made."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.failed = asyncio.Event()
        """Set when a part ended that should have run on: a bug. Only a new start mends that."""
        self._tasks: list[asyncio.Task[None]] = []
        self._socket: SocketModeClient | None = None

    async def start(self) -> None:
        """Recall who we are, then let projector, clock and directory run. Slack may be away."""
        parts = self.parts
        await parts.identified.recall()
        self._run(parts.identified.keep(parts.projector.again))
        self._run(self._work())

    async def connect(self) -> None:
        """Open the Socket Mode connection; it renews itself from then on."""
        parts = self.parts
        client = SocketModeClient(
            app_token=parts.settings.secret("app_token"),
            web_client=AsyncWebClient(
                base_url=parts.settings.api_url.rstrip("/") + "/", session=parts.session
            ),
            ping_interval=parts.socket_ping_seconds,
        )
        client.socket_mode_request_listeners.append(parts.door.receive_envelope)
        self._socket = client
        parts.connected = partial(_is_connected, client)
        self._run(self._keep_connecting(client))

    async def stop(self) -> None:
        """Take no more requests, end what is in hand, and close. The rest is in the record."""
        parts = self.parts
        parts.draining = True
        if self._socket is not None:
            self._socket.auto_reconnect_enabled = False
        await parts.door.drain(GRACE_SECONDS)
        await parts.background.drain(GRACE_SECONDS)
        if self._socket is not None:
            await self._socket.close()  # type: ignore[no-untyped-call]  # the library has no types
        for task in self._tasks:
            task.cancel()
        await parts.projector.stop(GRACE_SECONDS)
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await parts.session.close()
        await parts.store.close()

    async def _work(self) -> None:
        """Begin once we know who we are: what we post must be recognised as ours."""
        parts = self.parts
        await parts.identified.known.wait()
        async with asyncio.TaskGroup() as group:
            group.create_task(parts.directory.run())
            group.create_task(parts.projector.run())
            group.create_task(parts.waker.run())
            group.create_task(parts.homes.run())

    async def _keep_connecting(self, client: SocketModeClient) -> None:
        await self.parts.identified.known.wait()
        delay = 1.0
        while True:
            try:
                await client.connect()  # type: ignore[no-untyped-call]  # the library has no types
            except Exception as error:  # noqa: BLE001  # the library raises what the network did
                log().warning("Socket Mode did not connect", error=type(error).__name__)
                await asyncio.sleep(delay)
                delay = min(delay * 2, 30.0)
            else:
                return

    def _run(self, work: Any) -> None:
        task: asyncio.Task[None] = asyncio.create_task(work)
        task.add_done_callback(self._report)
        self._tasks.append(task)

    def _report(self, task: asyncio.Task[None]) -> None:
        """Take no more traffic when a part has ended: what it did would be missing unnoticed."""
        with contextlib.suppress(asyncio.CancelledError):
            error = task.exception()
            if error is not None:
                log().critical("a part of the bot ended", exc_info=error)
                self.parts.broken = True
                self.failed.set()


def _is_connected(client: SocketModeClient) -> bool:
    session = client.current_session
    return session is not None and not session.closed
