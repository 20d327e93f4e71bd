"""What the running bot consists of, once it is built; tests and the simulation hold on to some.

Made by ``bot.app.build`` alone.
"""

from collections.abc import Callable
from dataclasses import dataclass

import aiohttp
from aiohttp import web

from bot.app.door import Door
from bot.app.identity import Identified
from bot.clock.sources import Clock
from bot.clock.waker import Waker
from bot.gateway.client import Gateway
from bot.observe import Metrics
from bot.projector.homes import Homes
from bot.projector.projector import Projector
from bot.service.directory import Directory
from bot.service.listing import Listing
from bot.service.service import Service
from bot.service.shelf import Shelf
from bot.settings import Settings
from handlers.background import Background
from handlers.router import Router
from storage.store import Store


@dataclass(slots=True)
class Parts:
    """The built bot. Tests and the simulation hold on to some of it."""

    settings: Settings
    store: Store
    gateway: Gateway
    identified: Identified
    service: Service
    listing: Listing
    directory: Directory
    homes: Homes
    projector: Projector
    waker: Waker
    shelf: Shelf
    background: Background
    router: Router
    door: Door
    metrics: Metrics
    web: web.Application
    clock: Clock
    wall: Clock
    socket_ping_seconds: float
    draining: bool = False
    connected: Callable[[], bool] = lambda: True
    """Whether Socket Mode has a connection; over HTTP there is nothing to have."""
    broken: bool = False
    """Whether a part has ended that should run on."""

    def troubles(self) -> list[str]:
        """Return why the bot should have no traffic now."""
        troubles = ["shutting down"] if self.draining else []
        if not self.connected():
            troubles.append("Socket Mode is not connected: is it on in the app's settings?")
        if self.broken:
            troubles.append("a part has ended, the log says which: start again")
        return troubles

    @property
    def session(self) -> aiohttp.ClientSession:
        """The HTTP session of all calls to Slack."""
        return self.gateway.session
