"""The local Slack: put together, started, stopped.

`async with LocalSlack() as slack:` serves on 127.0.0.1 until the block ends. Demo, rehearsals,
tests, simulation and benchmarks use it from here; a bot under test knows only its address.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, Self

import aiohttp
from aiohttp import web

from bot.workspace import install
from bot.workspace.admin import Admin
from bot.workspace.backstage import Backstage
from bot.workspace.clock import Clock, Now, SettableClock, real_now
from bot.workspace.delivery.courier import Courier
from bot.workspace.delivery.emitter import Emitter
from bot.workspace.delivery.http import HttpDelivery
from bot.workspace.delivery.response_urls import ResponseUrls
from bot.workspace.delivery.sockets import Sockets
from bot.workspace.faults import Faults
from bot.workspace.ids import Ids
from bot.workspace.journal import CallRecord, Journal, Refused
from bot.workspace.limits import RateLimits
from bot.workspace.people.actor import Actor
from bot.workspace.people.stage import Stage
from bot.workspace.scheduler import Scheduler
from bot.workspace.server import Server
from bot.workspace.tasks import Changes, Tasks, Value
from bot.workspace.triggers import Triggers
from bot.workspace.webapi.dispatch import WebApi

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.workspace.model.app import App
    from bot.workspace.model.channel import Channel
    from bot.workspace.model.people import Person
    from bot.workspace.state import Workspace

_SHUTDOWN_SECONDS = 1.0


class LocalSlack:
    """A strict Slack of one's own.

    `now` is the workspace's time, `rng` the source of ids, secrets and faults (the same seed gives
    the same ids). `session` replaces the outgoing HTTP session and `origin` the address under which
    apps reach it: with both, and `serve=False`, nothing needs a socket; `web_app()` is then served
    by whoever wants to; without a session of yours only apps on this machine are reached.
    `rate_limits` enforces Slack's tiers.
    """

    def __init__(  # noqa: PLR0913 - each is a seam that some user of it needs
        self,
        *,
        now: Now = real_now,
        rng: random.Random | None = None,
        monotonic: Callable[[], float] | None = None,
        session: aiohttp.ClientSession | None = None,
        origin: str = "",
        host: str = "127.0.0.1",
        port: int = 0,
        serve: bool = True,
        rate_limits: bool = False,
        team: str = "Local",
    ) -> None:
        self.clock = Clock(now, monotonic)
        self.rng = rng or random.Random(0)  # noqa: S311 - the same ids in every run
        self._address = (host, port)
        self._serve = serve
        self._origin = origin
        self._session = session
        self._own_session: aiohttp.ClientSession | None = None
        self._runner: web.AppRunner | None = None
        self.workspaces: list[Workspace] = []
        self.journal = Journal()
        self.faults = Faults()
        self.tasks = Tasks()
        self.changes = Changes()
        self.limits = RateLimits(self.clock, enforced=rate_limits)
        self._assemble(Ids(self.rng))
        self.workspace = self.add_workspace(team)
        if isinstance(now, SettableClock):
            now.on_move(self.scheduler.run_due)

    def _assemble(self, ids: Ids) -> None:
        self.triggers = Triggers(ids, self.clock)
        self.sockets = Sockets(ids, lambda: self.origin, self.changes.touch)
        self.scheduler = Scheduler(self._all, self.clock, self.tasks, self.changes)
        backstage = Backstage(
            self.triggers, self.sockets, self.tasks, self.changes, self.scheduler.watch
        )
        self.api = WebApi(
            self._all,
            backstage,
            self.limits,
            self.faults,
            self.journal,
            self.clock,
            self.changes,
        )
        self.courier = Courier(
            HttpDelivery(self._outgoing, loopback_only=self._session is None),
            self.sockets,
            self.faults,
            self.journal,
            self.clock,
            self.tasks,
            self.changes,
        )
        self.response_urls = ResponseUrls(self.journal)
        self.stage = Stage(
            self.courier,
            self.triggers,
            self.response_urls,
            self.journal,
            self.changes,
        )
        self._server = Server(self.api, self.sockets, self.response_urls, self._all, self.changes)
        self._foundation = install.Foundation(
            ids, self.clock, lambda: self.origin, Emitter(self.courier)
        )
        self.admin = Admin(self.sockets, self.changes)

    def _all(self) -> list[Workspace]:
        return self.workspaces

    def _outgoing(self) -> aiohttp.ClientSession:
        session = self._session or self._own_session
        if session is None:
            raise RuntimeError("the local Slack was not started")
        return session

    @property
    def origin(self) -> str:
        """The address without a path, such as `http://127.0.0.1:40123`."""
        return self._origin

    @property
    def base_url(self) -> str:
        """The address of the Web API, with the closing slash that clients want."""
        return f"{self._origin}/api/"

    @property
    def calls(self) -> list[CallRecord]:
        """Every Web API call so far."""
        return self.journal.calls

    @property
    def errors(self) -> list[Refused]:
        """Every refusal so far."""
        return self.journal.errors

    def web_app(self) -> web.Application:
        """Return the aiohttp application with all doors."""
        return self._server.application()

    async def __aenter__(self) -> Self:
        if self._session is None:
            # A kept connection to an app that was restarted in between would fail for nothing.
            connector = aiohttp.TCPConnector(force_close=True)
            self._own_session = aiohttp.ClientSession(connector=connector)
        if self._serve:
            await self._start()
        return self

    async def _start(self) -> None:
        self._runner = web.AppRunner(
            self.web_app(), access_log=None, shutdown_timeout=_SHUTDOWN_SECONDS
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, *self._address)
        await site.start()
        if not self._origin:
            host, port = self._runner.addresses[0][:2]
            self._origin = f"http://{host}:{port}"

    async def __aexit__(self, *_exception: object) -> None:
        await self.close()

    async def close(self) -> None:
        """End everything; an ExceptionGroup of what failed in the background, if anything did."""
        self._server.release()
        await self.sockets.close()
        await self.tasks.close()
        if self._runner is not None:
            await self._runner.cleanup()
        # Calls that were being answered meanwhile may have caused events.
        await self.tasks.close()
        if self._own_session is not None:
            await self._own_session.close()
        if self.tasks.failures:
            raise BaseExceptionGroup("failed in the background", self.tasks.failures)

    def add_workspace(self, name: str, domain: str = "") -> Workspace:
        """Found another workspace in this Slack."""
        workspace = install.found(self._foundation, name, domain or name.lower().replace(" ", "-"))
        self.workspaces.append(workspace)
        return workspace

    def add_person(self, name: str, *, workspace: Workspace | None = None, **details: Any) -> Actor:
        """Add a person and return how they act.

        `details`: `handle`, `real_name`, `tz`, `tz_label`, `locale`, `email`, `title`, `is_admin`,
        `is_owner`, `is_restricted`, `is_ultra_restricted`, `team_id` (of another team for a
        stranger).
        """
        where = workspace or self.workspace
        person = install.add_person(where, name, details)
        self.changes.touch()
        return self._actor(where, person)

    def person(self, who: str, *, workspace: Workspace | None = None) -> Actor:
        """Return how a person acts, by id, name or real name."""
        where = workspace or self.workspace
        return self._actor(where, where.person(who))

    def _actor(self, workspace: Workspace, person: Person) -> Actor:
        return Actor(self.stage, workspace, person)

    def channel(self, which: str, *, workspace: Workspace | None = None) -> Channel:
        """Return a channel by id or name."""
        return (workspace or self.workspace).channel(which)

    def connect(
        self,
        manifest: Mapping[str, Any],
        *,
        request_url: str = "",
        workspace: Workspace | None = None,
        twin: App | None = None,
    ) -> App:
        """Install an app; its tokens and secrets are on what is returned.

        `request_url` replaces every address in the manifest. ValueError when Slack would refuse the
        manifest.
        """
        return install.install(workspace or self.workspace, manifest, request_url, twin)

    async def until(self, probe: Callable[[], Value], patience: float = 5.0) -> Value:
        """Wait until the probe returns something true and return that.

        TimeoutError after `patience` seconds of the event loop.

        The probe is asked after every call, delivery and act: nothing has to sleep.
        """
        return await self.changes.until(probe, patience)

    async def settle(self, patience: float = 5.0) -> None:
        """Wait until no delivery is under way; retries that wait for their time do not count."""
        await self.changes.until(lambda: self.courier.in_flight == 0, patience)

    async def verify_url(self, app: App) -> bool:
        """Send the app a `url_verification` and tell whether it gave the challenge back."""
        return await self.stage.verify_url(app)
