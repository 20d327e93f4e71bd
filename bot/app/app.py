"""The running bot: everything built once, started in order, and stopped so that nothing is lost."""

import asyncio
import contextlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.web.async_client import AsyncWebClient

from bot.app.door import Door
from bot.app.identity import Identified
from bot.app.web import web_app
from bot.clock.sources import Clock, FileClock, SystemClock
from bot.clock.waker import Waker
from bot.crisis.playbook import Playbook
from bot.gateway.budget import Budget
from bot.gateway.client import CALL_SECONDS, Gateway
from bot.observe import Metrics, log
from bot.playbook.load import default_path, dump, parse
from bot.projector.projector import CALM_SECONDS, Projector
from bot.projector.worker import Tools
from bot.service.directory import Directory
from bot.service.listing import Listing
from bot.service.reader import Reader
from bot.service.service import Service
from bot.service.shelf import Shelf
from bot.settings import Settings
from handlers.doors import Background, Doors
from handlers.index import register_all
from handlers.middleware import authorizer, install
from handlers.router import Router
from storage.store import Store
from storage.values import StreamKey

GRACE_SECONDS = 8.0
"""How long a stop waits for passes and answers in hand."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the bot is given by where it runs; a simulation gives its own."""

    wall: Clock = field(default_factory=SystemClock)
    clock: Clock | None = None
    new_session: Callable[[], aiohttp.ClientSession] = lambda: aiohttp.ClientSession(
        timeout=aiohttp.ClientTimeout(total=CALL_SECONDS)
    )
    create_engine: Callable[..., Any] | None = None
    random_bytes: Callable[[int], bytes] = secrets.token_bytes
    owner: str = field(default_factory=lambda: secrets.token_hex(8))
    playbook: tuple[Playbook, str] | None = None
    """The playbook and its document, where somebody has read them already."""
    calm_seconds: float = CALM_SECONDS
    """How long the projector rests between two passes over one incident."""


@dataclass(slots=True)
class Parts:
    """The built bot. Tests and the simulation hold on to some of it."""

    settings: Settings
    store: Store
    session: aiohttp.ClientSession
    gateway: Gateway
    identified: Identified
    service: Service
    listing: Listing
    directory: Directory
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
    draining: bool = False


def load_playbook(settings: Settings) -> tuple[Playbook, str]:
    """Return the playbook and its document. Raises PlaybookError with a line per problem."""
    document = dump(settings.playbook or default_path())
    return parse(document), document


async def build(settings: Settings, around: Surroundings) -> Parts:
    """Open the database, bring it up to date, and put the bot together. Nothing runs yet."""
    playbook, document = around.playbook or load_playbook(settings)
    clock = around.clock or (FileClock(settings.clock_file) if settings.clock_file else around.wall)
    store = await Store.open(
        settings.database_url,
        random_bytes=around.random_bytes,
        create_engine=around.create_engine,
    )
    try:
        await store.migrate()
        shelf = Shelf(store, playbook, document)
        await shelf.stock(around.wall.now())
        return _assemble(settings, around, clock, store, shelf)
    except BaseException:
        await store.close()
        raise


def _assemble(
    settings: Settings, around: Surroundings, clock: Clock, store: Store, shelf: Shelf
) -> Parts:
    metrics = Metrics()
    session = around.new_session()
    client = AsyncWebClient(
        token=settings.secret("bot_token"),
        base_url=settings.api_url.rstrip("/") + "/",
        session=session,
        retry_handlers=[],  # whether a call may be repeated is known only to who made it
        trust_env_in_session=False,
    )
    gateway = Gateway(client, Budget(store.budget, around.wall.now), metrics)
    identified = Identified(store, gateway, around.wall)
    directory = Directory(store, gateway, around.wall)
    waking: list[Callable[[StreamKey], None]] = []
    service = Service(
        store=store,
        shelf=shelf,
        reader=Reader(shelf),
        clock=clock,
        metrics=metrics,
        wake=lambda key: [wake(key) for wake in waking].clear(),
    )
    tools = Tools(store, service, directory, gateway, identified.get, around.wall)
    projector = Projector(tools, metrics, around.owner, around.calm_seconds)
    waking.append(projector.wake)
    listing = Listing(store, service)
    doors = Doors(service, store, shelf, listing, directory, gateway, clock, identified.get)
    bolt = _bolt(settings, doors, identified)
    router = Router(doors)
    register_all(router)
    router.register(bolt)
    door = Door(bolt, identified, metrics, settings.secret("signing_secret"))
    parts = Parts(
        settings=settings,
        store=store,
        session=session,
        gateway=gateway,
        identified=identified,
        service=service,
        listing=listing,
        directory=directory,
        projector=projector,
        waker=Waker(store=store, service=service, clock=clock, metrics=metrics),
        shelf=shelf,
        background=doors.background,
        router=router,
        door=door,
        metrics=metrics,
        web=web.Application(),
        clock=clock,
        wall=around.wall,
    )
    parts.web = web_app(
        door=door if settings.mode == "http" else None,
        identified=identified,
        store=store,
        metrics=metrics,
        draining=lambda: parts.draining,
    )
    return parts


def _bolt(settings: Settings, doors: Doors, identified: Identified) -> AsyncApp:
    """Return Bolt without its own checks of token and signature: the door does both.

    ``process_before_response`` makes Bolt answer when the listener has ended, not at its next
    look ten milliseconds later; the listener ends when the record is durable.
    """
    bolt = AsyncApp(
        name="kolcrisis",
        process_before_response=True,
        raise_error_for_unhandled_request=True,
        signing_secret=settings.secret("signing_secret"),
        client=AsyncWebClient(base_url=settings.api_url, session=None),
        authorize=authorizer(identified.get),
        request_verification_enabled=False,
        ssl_check_enabled=False,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    install(bolt, doors, identified.get)
    return bolt


class Bot:
    """Starts and stops what :func:`build` made."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self._tasks: list[asyncio.Task[None]] = []
        self._socket: SocketModeClient | None = None

    async def start(self) -> None:
        """Recall who we are, then let projector, clock and directory run. Slack may be away."""
        parts = self.parts
        await parts.identified.recall()
        self._run(parts.identified.resolve())
        self._run(self._work())

    async def connect(self) -> None:
        """Open the Socket Mode connection; it renews itself from then on."""
        parts = self.parts
        client = SocketModeClient(
            app_token=parts.settings.secret("app_token"),
            web_client=AsyncWebClient(
                base_url=parts.settings.api_url.rstrip("/") + "/", session=parts.session
            ),
            ping_interval=10,
        )
        client.socket_mode_request_listeners.append(parts.door.receive_envelope)
        self._socket = client
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
            await self._socket.close()  # type: ignore[no-untyped-call]
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

    async def _keep_connecting(self, client: SocketModeClient) -> None:
        await self.parts.identified.known.wait()
        delay = 1.0
        while True:
            try:
                await client.connect()  # type: ignore[no-untyped-call]
            except Exception as error:  # noqa: BLE001  # the library raises what the network did
                log().warning("Socket Mode did not connect", error=type(error).__name__)
                await asyncio.sleep(delay)
                delay = min(delay * 2, 30.0)
            else:
                return

    def _run(self, work: Any) -> None:
        task: asyncio.Task[None] = asyncio.create_task(work)
        task.add_done_callback(_report)
        self._tasks.append(task)


def _report(task: asyncio.Task[None]) -> None:
    with contextlib.suppress(asyncio.CancelledError):
        error = task.exception()
        if error is not None:
            log().critical("a part of the bot ended", exc_info=error)
