"""``kolcrisis run``: the bot itself, until it is told to stop.

Listens first, so that a busy port is found before anything is done; stops in the order that loses
nothing: no new requests, those in hand answered, then the bot.
"""

import asyncio
import signal
import sys

from aiohttp import web

from bot.app.app import (
    GRACE_SECONDS,
    Bot,
    Parts,
    Surroundings,
    build,
    load_playbook,
    load_scenarios,
)
from bot.cli.ending import WRONG, Ended, explained
from bot.cli.surroundings import open_store, settings_for_slack
from bot.observe import configure_logging, log
from bot.settings import Settings
from storage.alone import alone

_SIGNALS = (signal.SIGTERM, signal.SIGINT)


def run() -> None:
    """Run the bot until SIGTERM or Ctrl-C. Slack's settings come from the environment or .env."""
    asyncio.run(serve(settings_for_slack()))


async def serve(settings: Settings, around: Surroundings | None = None) -> None:
    """Build, listen, work, and stop without loss when a signal comes.

    Raises Ended when a part of the bot has ended by itself, so that whoever supervises the
    process starts a new one: what the record holds is then shown again.
    """
    told = _listen_for_signals()
    # Each tried once on its own, so that each thing that may be wrong gets a sentence of its own.
    with explained():
        playbook, _ = load_playbook(settings)
        load_scenarios(settings, playbook)
    await (await open_store(settings)).close()
    configure_logging()
    _share_the_processor()
    with explained(), alone(settings.database_url):
        await _run(settings, around or Surroundings(), told)


def _share_the_processor() -> None:
    """Let the event loop back in after a millisecond while a thread makes a review.

    Python's default is five, each time that the loop has waited for anything: a click waits for
    the network, for the lock of the database and for the disk.
    """
    sys.setswitchinterval(0.001)


async def _run(settings: Settings, around: Surroundings, told: asyncio.Event) -> None:
    parts = await build(settings, around)
    bot = Bot(parts)
    runner = web.AppRunner(parts.web, access_log=None, shutdown_timeout=GRACE_SECONDS)
    try:
        await runner.setup()
        await _listen(runner, settings)
        await bot.start()
        if settings.mode == "socket":
            await bot.connect()
        log().info("running", mode=settings.mode, host=settings.host, port=_port(runner))
        await _first(told, bot.failed)
        log().info("stopping: what is in hand is finished first")
    finally:
        await _stop(parts, bot, runner)
    log().info("stopped")
    if bot.failed.is_set():
        raise Ended(WRONG, "A part of the bot has ended by a fault of its own; the log says which.")


async def _first(*events: asyncio.Event) -> None:
    """Wait until one of them is set."""
    waiting = [asyncio.create_task(event.wait()) for event in events]
    try:
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in waiting:
            task.cancel()


async def _listen(runner: web.AppRunner, settings: Settings) -> None:
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
    except OSError as error:
        raise Ended(
            WRONG,
            f"KOLCRISIS_HOST, KOLCRISIS_PORT: cannot listen on {settings.host}:{settings.port} "
            f"({error.strerror or error}). Stop what uses it, or choose another port.",
        ) from None


def _port(runner: web.AppRunner) -> int:
    port: int = runner.addresses[0][1]
    return port


def _listen_for_signals() -> asyncio.Event:
    """Return what the first signal sets; a second one ends the process at once."""
    loop = asyncio.get_running_loop()
    told = asyncio.Event()

    def tell() -> None:
        told.set()
        for one in _SIGNALS:
            loop.remove_signal_handler(one)

    for one in _SIGNALS:
        loop.add_signal_handler(one, tell)
    return told


async def _stop(parts: Parts, bot: Bot, runner: web.AppRunner) -> None:
    parts.draining = True
    await runner.cleanup()
    await bot.stop()
