"""The house, with a bot in it or still empty. One way in and one database unless a test says so."""

import contextlib
import io
import logging
from collections.abc import AsyncIterator, Iterator
from typing import cast

import pytest
import structlog

from bot.observe import configure_logging
from bot.workspace.local import LocalSlack
from storage.store import Store
from tests.databases import database_url, postgres, server, sqlite_template
from tests.doors.house import House, free_port, manifest
from tests.doors.signals import KEY
from tests.doors.times import CrisisClock, Watch
from tests.leaks import keep_secret, overhear, watch_log

__all__ = ["database_url", "postgres", "server", "sqlite_template"]

_BUGS = ("a listener failed", "a pass failed", "a part of the bot ended", "beside an ack failed")


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    """What the run was told, SQLite by default, unless a test is parametrised with others."""
    return cast("str", getattr(request, "param", request.config.getoption("database")))


@pytest.fixture
def way(request: pytest.FixtureRequest) -> str:
    """HTTP, unless a test is parametrised with others."""
    return cast("str", getattr(request, "param", "http"))


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that the bot in this process writes to its log."""
    written = io.StringIO()
    handlers, level = logging.root.handlers[:], logging.root.level
    with contextlib.redirect_stderr(written):
        configure_logging()
    watch_log(written.getvalue)
    yield written
    structlog.reset_defaults()
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)


@pytest.fixture
def watch(request: pytest.FixtureRequest) -> Watch:
    """A fast one, unless a test is parametrised with ``real``."""
    return Watch.real() if getattr(request, "param", "fast") == "real" else Watch()


@pytest.fixture
async def empty_house(
    way: str, database_url: str, log: io.StringIO, watch: Watch
) -> AsyncIterator[House]:
    """The house before a bot moves in. At the end Slack must have had nothing to complain of."""
    async with LocalSlack(team="Lumeya", now=watch.now) as slack:
        reader = await Store.open(database_url)
        house = furnish(slack, way, database_url, reader, log, watch)
        try:
            yield house
            await slack.settle()
            for resident in (house.bot, *house.others):
                if resident is not None:
                    await resident.stop()
        finally:
            for resident in (house.bot, *house.others):
                if resident is not None:
                    await resident.kill()
            await reader.close()
    _judge(house)


def furnish(
    slack: LocalSlack, way: str, url: str, reader: Store, log: io.StringIO, watch: Watch
) -> House:
    """Return a house at an address of its own, with nobody in it who answers."""
    port = free_port()
    app = slack.connect(
        manifest(socket_mode=way == "socket"),
        request_url=f"http://127.0.0.1:{port}/slack/events",
    )
    keep_secret(app.bot_token, app.app_token, app.signing_secret, KEY)
    slack.faults.add(kind="late", times=None, when=overhear)
    return House(
        slack=slack,
        app=app,
        way=way,
        database_url=url,
        port=port,
        reader=reader,
        log=log,
        watch=watch,
        clock=CrisisClock(watch),
        ana=slack.add_person("Ana", real_name="Ana Reyes", tz="Europe/London", locale="en-GB"),
        lin=slack.add_person("Lin", real_name="Lin Zhao", tz="Asia/Shanghai", locale="zh-CN"),
        wang=slack.add_person("Wang", real_name="Wang Wei", tz="Asia/Shanghai", locale="zh-CN"),
        bob=slack.add_person("Bob", real_name="Bob Stone", tz="Europe/London", locale="en-US"),
        guest=slack.add_person("Gus", real_name="Gus Guest", is_restricted=True),
        stranger=slack.add_person("Sam", real_name="Sam Strange", team_id="T0FOREIGN"),
    )


_CLOSED_MEANWHILE = ("views.update", "not_found")
"""The form that said 'under way' was closed by its person before the channel was there."""


def _judge(house: House) -> None:
    complaints = [
        one
        for one in house.slack.errors
        if one.error not in house.forgiven and (one.where, one.error) != _CLOSED_MEANWHILE
    ]
    assert not complaints
    assert not [call for call in house.slack.calls if call.unexpected]
    written = house.log.getvalue()
    if not house.trouble_expected:
        assert not [line for line in written.splitlines() if any(bug in line for bug in _BUGS)]


@pytest.fixture
async def house(empty_house: House) -> House:
    """The house with the bot in it, acquainted with everybody."""
    await empty_house.move_in()
    return empty_house
