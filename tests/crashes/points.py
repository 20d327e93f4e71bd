"""Death at every point of a stage: before and after each commit, before and after each call.

The points are not listed anywhere: the n-th commit, or call, after a person begins is one, for as
long as there is an n-th. After each death the bot is started again, whoever was not answered tries
again, as people do, and then Slack must show what it shows after the same without a death.
"""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from bot.workspace.faults import Rule
from bot.workspace.model.message import Message
from tests.crashes.mortal import ORDER
from tests.doors.crisis import Crisis
from tests.doors.hands import surface_of
from tests.doors.house import PATIENCE, House
from tests.doors.residents import InItsOwn

KINDS = ("commit", "call")
SIDES = ("before", "after")
_CHANGES = re.compile(r"kol-[\w-]+|\b[0-9a-f]{12,}\b|[a-z][0-9a-f]{12}|\d+|[A-Z][A-Z0-9]{8,}")
"""What differs between two crises that went the same way: channels' names, hashes, numbers, ids."""


@dataclass(frozen=True, slots=True)
class Point:
    """A moment to die: ``before`` or ``after`` the ``number``-th ``commit`` or ``call``."""

    what: str
    side: str
    number: int

    def __str__(self) -> str:
        return f"{self.side} {self.what} {self.number}"


class Stage(Protocol):
    """Something that people do, again and again, each time from the same beginning."""

    async def prepare(self) -> None:
        """Get everything ready; nothing goes wrong here."""

    async def act(self) -> None:
        """Do it. What is not answered is left."""

    async def again(self) -> None:
        """Do what was not answered once more, as a person would, until it is done."""

    async def outcome(self) -> tuple[str, ...]:
        """Say what came of it, in the record and in Slack, without what differs every time."""


@dataclass(slots=True)
class Deaths:
    """One stage in one house, death after death."""

    house: House
    stage: Stage
    order: Path
    died: list[Point] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    _expected: tuple[str, ...] = ()

    async def each(self, what: str, side: str, most: int | None = None) -> None:
        """Die at every point of a kind, or at the first ``most``."""
        expected = await self._alive()
        number = 1
        while most is None or number <= most:
            point = Point(what, side, number)
            await self.stage.prepare()
            reached = await self._die(point)
            await self.stage.again()
            self._compare(point, expected, await self.stage.outcome())
            if not reached:
                return
            self.died.append(point)
            number += 1

    async def _alive(self) -> tuple[str, ...]:
        """Return what comes of it when nobody dies."""
        if not self._expected:
            await self.stage.prepare()
            await self.stage.act()
            await self.stage.again()
            self._expected = await self.stage.outcome()
        return self._expected

    def _compare(self, point: Point, expected: tuple[str, ...], found: tuple[str, ...]) -> None:
        missing = [line for line in expected if line not in found]
        more = [line for line in found if line not in expected]
        if missing or more or len(found) != len(expected):
            self.wrong.append(f"{point}: missing {missing}, too much {more}")

    async def _die(self, point: Point) -> bool:
        """Act, and be killed at a point. Tells whether there was such a point."""
        async with self._armed(point) as dead:
            await self.stage.act()
            if not await dead():
                return False
        await self.house.restart()
        return True

    @contextlib.asynccontextmanager
    async def _armed(self, point: Point) -> AsyncIterator[Any]:
        if point.what == "commit":
            self.order.write_text(f"{point.side} {point.number}")
            try:
                yield self._killed_itself
            finally:
                self.order.unlink()
        else:
            rule = self._nth_call(point)
            try:
                yield lambda: self._is_stuck(rule)
            finally:
                self.house.slack.faults.clear()

    def _nth_call(self, point: Point) -> Rule:
        """Let the n-th call of the bot hang: it dies while it waits for the answer."""
        calls = iter(range(1, 10_000))

        def meant(_: object) -> bool:
            return next(calls) == point.number

        kind = "hang" if point.side == "before" else "hang_after"
        return self.house.slack.faults.add(kind=kind, when=meant)

    async def _killed_itself(self) -> bool:
        bot: InItsOwn = self.house.bot
        return await self._first(bot.ended())

    async def _is_stuck(self, rule: Rule) -> bool:
        async def struck() -> None:
            await self.house.slack.until(lambda: rule.times == 0 or None, PATIENCE * 10)

        return await self._first(struck())

    async def _first(self, end: Any) -> bool:
        """Tell whether it ended before everything that was to be done was done."""
        ending, done = asyncio.ensure_future(end), asyncio.ensure_future(self.house.quiet())
        await asyncio.wait([ending, done], return_when=asyncio.FIRST_COMPLETED)
        if not ending.done():
            # What is shown may still be tidied up behind: a lease is given back, a position noted.
            await asyncio.wait([ending], timeout=1.0)
        for one in (ending, done):
            one.cancel()
        await asyncio.gather(ending, done, return_exceptions=True)
        return ending.done() and not ending.cancelled()


async def mortal(house: House, folder: Path) -> Path:
    """Move a bot in that can be told when to die. Returns where the order is put."""
    order = folder / "order"
    house.bot = InItsOwn(
        house.settings() | {ORDER: str(order)},
        house.port,
        folder,
        command=("-m", "tests.crashes.mortal"),
    )
    await house.bot.start()
    return order


def shown(house: House, crisis: Crisis) -> Iterator[str]:
    """Yield what stands in a crisis' channel, one line for each thing, and its topic."""
    channel = crisis.channel
    yield f"topic {_plain(channel.topic.value)}"
    yield f"members {len(channel.members)}"
    yield f"pins {len(channel.pins)}"
    for message in channel.messages:
        if message.app_id == house.app.id and not message.deleted:
            yield _line(house, message)


def _line(house: House, message: Message) -> str:
    files = " ".join(f"[{file['name']}]" for file in message.files)
    key = surface_of(message) or "a file"
    return _plain(f"{key} {files} {house.ana.read(message)}")


def _plain(text: str) -> str:
    return _CHANGES.sub("#", text)
