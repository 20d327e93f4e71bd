"""The story as data: who is in it, and what they do when. Read by the demo alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

import yaml


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that somebody does. ``after`` counts from the opening; ``says`` is the act's."""

    after: timedelta
    who: str
    title: str
    act: str
    says: Mapping[str, Any]

    def text(self, key: str) -> str:
        """Return one of the act's values. Raises KeyError when the story does not give it."""
        return str(self.says[key])


@dataclass(frozen=True, slots=True)
class Story:
    """A crisis to be played."""

    hour: int
    zone: ZoneInfo
    cast: Mapping[str, Mapping[str, str]]
    steps: tuple[Step, ...]

    def begins(self, now: datetime) -> datetime:
        """Return the first moment after ``now`` at which the story's clock strikes its hour.

        Not in the past: the bot compares what Slack says with real time when it looks for things
        that it made before a crash.
        """
        there = now.astimezone(self.zone)
        start = there.replace(hour=self.hour, minute=0, second=0, microsecond=0)
        return start if start > there else start + timedelta(days=1)


def load() -> Story:
    """Return the story that comes with the demo."""
    text = files("bot.cli.demo").joinpath("story.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    return Story(
        hour=data["begins"]["hour"],
        zone=ZoneInfo(data["begins"]["zone"]),
        cast=data["cast"],
        steps=tuple(map(_step, data["steps"])),
    )


def _step(data: dict[str, Any]) -> Step:
    hours, _, minutes = data.pop("at").partition(":")
    return Step(
        after=timedelta(hours=int(hours), minutes=int(minutes)),
        who=data.pop("who"),
        title=data.pop("title"),
        act=data.pop("do"),
        says=data,
    )
