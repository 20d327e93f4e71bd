"""Everything that a running bot is made of, built once and nowhere else."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

import aiohttp
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.app.door import Door
from bot.app.identity import Identified
from bot.app.parts import Parts
from bot.app.signals import SignalDoor
from bot.app.web import web_app
from bot.clock.sources import Clock, FileClock, SystemClock
from bot.clock.waker import Waker
from bot.crisis.incident import Incident
from bot.crisis.playbook import Playbook
from bot.gateway.budget import Budget
from bot.gateway.client import CALL_SECONDS, Gateway
from bot.observe import Metrics
from bot.playbook.load import default_path, dump, parse
from bot.projector.beside import Tell
from bot.projector.changes import tell_change
from bot.projector.contents import ContentNewsRoom
from bot.projector.document import Press
from bot.projector.home import HomePage
from bot.projector.homes import Homes
from bot.projector.picture import png
from bot.projector.projector import CALM_SECONDS, LEASE_SECONDS, Projector
from bot.projector.tables import tell_table
from bot.projector.watching import tell_campaign
from bot.projector.worker import Tools
from bot.scenario.load import offered
from bot.scenario.value import Scenario
from bot.service.briefs import brief_streams
from bot.service.campaigns import KIND as CAMPAIGN
from bot.service.campaigns import answer_alarm, campaign_streams
from bot.service.campaigns import let_pass as let_campaign_pass
from bot.service.changes import ChangeStreams, change_streams
from bot.service.contents import content_passes, content_streams
from bot.service.directory import Directory
from bot.service.houses import Houses
from bot.service.kols import Register, kol_streams, let_pass
from bot.service.listing import Listing
from bot.service.reader import Reader
from bot.service.service import Service
from bot.service.shelf import Shelf
from bot.service.tables import Tables, table_streams
from bot.settings import Settings
from handlers.background import Background
from handlers.doors import Doors
from handlers.index import register_all
from handlers.middleware import authorizer, install
from handlers.opened import Arrivals
from handlers.router import Router
from storage.database import Engines
from storage.store import Store
from storage.values import StreamKey

Wake = Callable[[StreamKey], None]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the bot is given by where it runs; a simulation gives its own."""

    wall: Clock = field(default_factory=SystemClock)
    clock: Clock | None = None
    new_session: Callable[[], aiohttp.ClientSession] = lambda: aiohttp.ClientSession(
        timeout=aiohttp.ClientTimeout(total=CALL_SECONDS)
    )
    engines: Engines | None = None
    random_bytes: Callable[[int], bytes] = secrets.token_bytes
    owner: str = field(default_factory=lambda: secrets.token_hex(8))
    playbook: tuple[Playbook, str] | None = None
    """The playbook and its document, where somebody has read them already."""
    press: Press = field(default_factory=lambda: Press(png))
    socket_ping_seconds: float = 10.0
    """How often a Socket Mode connection is looked at."""
    calm_seconds: float = CALM_SECONDS
    """How long the projector rests between two passes over one incident."""
    lease_seconds: float = LEASE_SECONDS
    """How long another replica leaves an incident to one that gives no sign."""

    @property
    def pace(self) -> tuple[float, float]:
        """The two of them."""
        return self.calm_seconds, self.lease_seconds


def load_playbook(settings: Settings) -> tuple[Playbook, str]:
    """Return the playbook and its document. Raises PlaybookError with a line per problem."""
    document = dump(settings.playbook or default_path())
    return parse(document), document


def load_scenarios(settings: Settings, playbook: Playbook) -> tuple[Scenario, ...]:
    """Return what an exercise can be about. Raises ScenarioError with a line per problem."""
    return offered(playbook, settings.scenarios)


async def build(settings: Settings, around: Surroundings) -> Parts:
    """Open the database, bring it up to date, and put the bot together. Nothing runs yet."""
    playbook, document = around.playbook or load_playbook(settings)
    clock = around.clock or (FileClock(settings.clock_file) if settings.clock_file else around.wall)
    store = await Store.open(
        settings.database_url,
        random_bytes=around.random_bytes,
        engines=around.engines,
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
    gateway, identified = _line(settings, around, store, metrics := Metrics())
    arrivals = Arrivals(store, gateway, background := Background())
    service = _service(store, shelf, clock, metrics, waking := list[Wake]())
    directory, lists = Directory(store, gateway, around.wall), Listing(store, service)
    houses, register = Houses(store, shelf, clock), _register(store, clock, shelf, waking)
    homes = _homes(store, lists, directory, houses, register, gateway, identified, clock, around)
    changes, tables = _beside(store, clock, register, waking)
    tools = Tools(
        store=store,
        service=service,
        directory=directory,
        listing=lists,
        gateway=gateway,
        identity=identified.get,
        wall=around.wall,
        touched=partial(_touch_all, (homes.touched, arrivals.touched)),
        answer=partial(answer_alarm, register.campaigns),
        press=around.press,
        began_at=around.wall.now(),
        others=_tellers(register, changes, tables, clock),
    )
    waking.append((projector := Projector(tools, metrics, around.owner, *around.pace)).wake)
    doors = Doors(
        service=service,
        store=store,
        shelf=shelf,
        listing=lists,
        directory=directory,
        gateway=gateway,
        clock=clock,
        identity=identified.get,
        houses=houses,
        kols=register.kols,
        briefs=register.briefs,
        contents=register.contents,
        campaigns=register.campaigns,
        changes=changes,
        tables=tables,
        playbook_path=settings.playbook or default_path(),
        homes=homes,
        background=background,
        press=around.press,
        arrivals=arrivals,
        scenarios=load_scenarios(settings, shelf.current),
    )
    return _around_doors(settings, around, doors, projector, identified, metrics)


def _service(
    store: Store, shelf: Shelf, clock: Clock, metrics: Metrics, waking: list[Wake]
) -> Service:
    return Service(
        store=store,
        shelf=shelf,
        reader=Reader(shelf),
        clock=clock,
        metrics=metrics,
        wake=partial(_wake_all, waking),
    )


def _around_doors(  # what the doors do not hold themselves
    settings: Settings,
    around: Surroundings,
    doors: Doors,
    projector: Projector,
    identified: Identified,
    metrics: Metrics,
) -> Parts:
    """Hang the doors into Bolt and HTTP, and hand out all parts."""
    router = Router(doors)
    register_all(router)
    bolt = _bolt(settings, doors, identified)
    router.register(bolt)
    door = Door(bolt, identified, metrics, settings.secret("signing_secret"))
    waker = _waker(doors, metrics)
    parts = Parts(
        settings=settings,
        store=doors.store,
        gateway=doors.gateway,
        identified=identified,
        service=doors.service,
        listing=doors.listing,
        directory=doors.directory,
        homes=doors.homes,
        projector=projector,
        waker=waker,
        shelf=doors.shelf,
        background=doors.background,
        router=router,
        door=door,
        metrics=metrics,
        web=web.Application(),
        clock=doors.clock,
        wall=around.wall,
        socket_ping_seconds=around.socket_ping_seconds,
    )
    parts.web = _web(parts, doors)
    return parts


def _waker(doors: Doors, metrics: Metrics) -> Waker:
    return Waker(
        store=doors.store,
        service=doors.service,
        clock=doors.clock,
        metrics=metrics,
        others={
            "kol": partial(let_pass, doors.kols),
            "content": partial(content_passes, doors.contents),
            CAMPAIGN: partial(let_campaign_pass, doors.campaigns),
        },
    )


def _web(parts: Parts, doors: Doors) -> web.Application:
    signals = SignalDoor(
        keys=parts.settings.sources(),
        campaigns=doors.campaigns,
        identified=parts.identified,
        store=parts.store,
        metrics=parts.metrics,
        wall=parts.wall,
        playbook=parts.shelf.current,
    )
    return web_app(
        signals=signals,
        door=parts.door if parts.settings.mode == "http" else None,
        identified=parts.identified,
        store=parts.store,
        metrics=parts.metrics,
        troubles=parts.troubles,
    )


def _wake_all(waking: list[Wake], key: StreamKey) -> None:
    """Wake whoever is there by now: the projector needs the service, and the other way round."""
    for wake in waking:
        wake(key)


def _touch_all(told: Sequence[Callable[[Incident], None]], incident: Incident) -> None:
    """Tell whoever shows incidents elsewhere that one was looked at."""
    for tell in told:
        tell(incident)


def _line(
    settings: Settings, around: Surroundings, store: Store, metrics: Metrics
) -> tuple[Gateway, Identified]:
    """Return the way to Slack, and who we are there once that is known."""
    client = AsyncWebClient(
        token=settings.secret("bot_token"),
        base_url=settings.api_url.rstrip("/") + "/",
        session=around.new_session(),
        retry_handlers=[],  # whether a call may be repeated is known only to who made it
    )
    gateway = Gateway(client, Budget(store.budget, around.wall.now), metrics)
    return gateway, Identified(store, gateway, around.wall)


def _tellers(
    register: Register, changes: ChangeStreams, tables: Tables, clock: Clock
) -> dict[str, Tell]:
    """Return what streams beside incidents have to tell, by their kind."""
    return {
        "content": ContentNewsRoom(
            register.contents, register.kols, register.campaigns, register.shelf, clock
        ).tell,
        CAMPAIGN: partial(tell_campaign, register.campaigns, register.shelf, clock),
        "change": partial(tell_change, changes),
        "table": partial(tell_table, tables),
    }


def _beside(
    store: Store, clock: Clock, register: Register, waking: list[Wake]
) -> tuple[ChangeStreams, Tables]:
    """Return what is told once and then over: proposed changes, and tables that came as files."""
    wake = partial(_wake_all, waking)
    files = table_streams(store, clock, wake)
    tables = Tables(files, register.kols, register.campaigns, register.shelf, clock)
    return change_streams(store, clock, wake), tables


def _register(store: Store, clock: Clock, shelf: Shelf, waking: list[Wake]) -> Register:
    return Register(
        kols=kol_streams(store, clock, shelf),
        briefs=brief_streams(store, clock, shelf),
        contents=content_streams(store, clock, shelf, partial(_wake_all, waking)),
        campaigns=campaign_streams(store, clock, shelf, partial(_wake_all, waking)),
        shelf=shelf,
    )


def _homes(  # noqa: PLR0913, PLR0917  # everything that a Home shows
    store: Store,
    listing: Listing,
    directory: Directory,
    houses: Houses,
    register: Register,
    gateway: Gateway,
    identified: Identified,
    clock: Clock,
    around: Surroundings,
) -> Homes:
    page = HomePage(
        store=store,
        listing=listing,
        directory=directory,
        houses=houses,
        register=register,
        gateway=gateway,
        identity=identified.get,
        clock=clock,
    )
    return Homes(page.publish, around.wall)


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
