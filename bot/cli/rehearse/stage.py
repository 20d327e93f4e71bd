"""The stage of a rehearsal: the demo's world with another cast, and a clock that skips nothing."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.cli.archive import open_existing
from bot.cli.demo.story import Story
from bot.cli.demo.world import PATIENCE, World, world
from bot.cli.ending import WRONG, Ended
from bot.crisis.events import Language
from bot.crisis.playbook import Playbook
from bot.scenario.value import Member, Scenario
from bot.settings import Settings
from storage.store import Store

DATABASE = "kolcrisis.sqlite3"
_LOOK_AGAIN = 0.02
_LOCALES = {"en": "en-GB", "zh": "zh-CN"}


@dataclass(frozen=True, slots=True)
class Plan:
    """What is played, by which playbook, and where that lies."""

    scenario: Scenario
    playbook: Playbook
    guide: Path


@dataclass(frozen=True, slots=True)
class Stage:
    """The world that people act in, and the bot's database, which is only looked at."""

    world: World
    plan: Plan
    store: Store

    @property
    def scenario(self) -> Scenario:
        """What is played."""
        return self.plan.scenario

    def at(self, minute: int) -> datetime:
        """Return the moment of a minute of the scenario."""
        return self.world.begins + timedelta(minutes=minute)

    def clock_on_the_wall(self, minute: int) -> str:
        """Return what a clock where the scenario begins shows at a minute."""
        return f"{self.at(minute).astimezone(ZoneInfo(self.scenario.zone)):%H:%M}"

    async def wait_for(self, minute: int) -> None:
        """Let time pass up to a minute, stopping wherever the bot has something to do by itself.

        So a reminder is recorded at its own time, whatever the scenario skips.
        """
        goal = self.at(minute)
        while self.world.clock() < goal:
            due = await self.store.next_due()
            stop = goal if due is None else min(goal, max(due, self.world.clock()))
            self.world.clock.move_to(stop)
            await self._nothing_is_due()

    async def everything_is_shown(self) -> None:
        """Return when Slack shows all that is in the record."""
        await self._poll(self._shown, "Slack did not show in time what is in the record")

    async def _nothing_is_due(self) -> None:
        await self._poll(self._idle, "what was due did not happen in time")

    async def _idle(self) -> bool:
        due = await self.store.next_due()
        return due is None or due > self.world.clock()

    async def _shown(self) -> bool:
        return not await self.store.behind(1)

    async def _poll(self, probe: Callable[[], Awaitable[bool]], complaint: str) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                while not await probe():  # noqa: ASYNC110  # another process tells us nothing
                    await asyncio.sleep(_LOOK_AGAIN)
        except TimeoutError:
            where = f"The bot's log is {self.world.bot.log}."
            raise Ended(WRONG, f"The rehearsal stopped: {complaint}. {where}") from None


@asynccontextmanager
async def stage(plan: Plan, folder: Path, *, language: Language) -> AsyncIterator[Stage]:
    """Lend a stage on which the bot runs and nothing has happened yet."""
    scenario = plan.scenario
    cast = {member.id: _facts(member) for member in scenario.cast}
    story = Story(scenario.hour, ZoneInfo(scenario.zone), cast, ())
    async with world(story, folder, language=language, socket_mode=False) as place:
        place.bot.settings = {**place.bot.settings, "KOLCRISIS_PLAYBOOK": str(plan.guide)}
        await place.start_bot()
        store = await open_existing(settings_of(folder))
        try:
            yield Stage(place, plan, store)
        finally:
            await store.close()


def settings_of(folder: Path) -> Settings:
    """Return settings that are enough to read the rehearsal's own database."""
    return Settings.model_validate({"KOLCRISIS_DATABASE_URL": f"sqlite:///{folder / DATABASE}"})


def _facts(member: Member) -> dict[str, str]:
    return {
        "name": member.name,
        "handle": member.name,
        "real_name": member.name,
        "title": ", ".join(member.roles),
        "tz": member.zone,
        "locale": _LOCALES[member.language],
    }
