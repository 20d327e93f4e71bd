"""The house of the door tests, with the page in front of it."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from bot.workspace.page.show import Show
from bot.workspace.page.site import Page
from tests.doors.conftest import (
    database_url,
    empty_house,
    engine,
    house,
    log,
    postgres,
    server,
    sqlite_template,
    watch,
    way,
)
from tests.doors.house import House
from tests.doors.times import Watch
from tests.page.browsing import Desk, desk_at

__all__ = [
    "database_url",
    "empty_house",
    "engine",
    "house",
    "log",
    "postgres",
    "server",
    "sqlite_template",
    "watch",
    "way",
]


class HouseClock:
    """Everybody's watch, as the page moves it."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch

    def __call__(self) -> datetime:
        return self._watch.now()

    def advance(self, step: timedelta) -> None:
        self._watch.pass_by(step)

    def move_to(self, moment: datetime) -> None:
        self._watch.pass_by(moment - self._watch.now())


@pytest.fixture
async def page(house: House) -> AsyncIterator[Page]:
    """The page, while the bot runs behind it."""
    # Two clicks in a row in one form: the second answer may still mean the form before.
    house.forgiven.add("hash_conflict")
    show = Show(clock=HouseClock(house.watch), next_due=house.reader.next_due)
    async with Page(house.slack, show) as served:
        yield served


@pytest.fixture
async def desk(page: Page) -> AsyncIterator[Desk]:
    """A browser in front of the page."""
    async with desk_at(page.url) as lent:
        yield lent
