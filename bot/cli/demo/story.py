"""The story as data: who is in it, and what they do when. Read by the demo alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

import yaml


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that somebody does. ``says`` is the act's own."""

    who: str
    name: str
    says: Mapping[str, Any]

    def text(self, key: str) -> str:
        """Return one of the act's values. Raises KeyError when the story does not give it."""
        return str(self.says[key])


@dataclass(frozen=True, slots=True)
class Look:
    """What is shown when a scene has been played.

    ``card`` is a surface's key; ``decision`` means the newest one. ``words`` must be on it then;
    ``whole`` shows all of it instead of what is new.
    """

    who: str
    card: str
    words: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """A moment of the story, ``after`` the opening: acts without a pause, then a look."""

    after: timedelta
    title: str
    acts: tuple[Act, ...]
    look: Look | None


@dataclass(frozen=True, slots=True)
class Story:
    """A crisis to be played."""

    hour: int
    zone: ZoneInfo
    cast: Mapping[str, Mapping[str, Any]]
    scenes: tuple[Scene, ...]

    def begins(self, now: datetime) -> datetime:
        """Return a moment at which the story's clock strikes its hour, for the opening.

        No scene lies in the past: the bot compares what Slack says with real time when it looks
        for things that it made before a crash.
        """
        there = now.astimezone(self.zone)
        start = there.replace(hour=self.hour, minute=0, second=0, microsecond=0)
        while start + self.first <= there:
            start += timedelta(days=1)
        return start

    @property
    def first(self) -> timedelta:
        """When the first scene is, counted from the opening: it may come before it."""
        return self.scenes[0].after if self.scenes else timedelta()


def load() -> Story:
    """Return the story that comes with the demo."""
    text = files("bot.cli.demo").joinpath("story.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    return Story(
        hour=data["begins"]["hour"],
        zone=ZoneInfo(data["begins"]["zone"]),
        cast=data["cast"],
        scenes=tuple(map(_scene, data["scenes"])),
    )


def _scene(data: Mapping[str, Any]) -> Scene:
    hours, _, minutes = data["at"].partition(":")
    look = data.get("look")
    return Scene(
        after=timedelta(hours=int(hours), minutes=int(minutes)),
        title=data["title"],
        acts=tuple(map(_act, data["acts"])),
        look=_look(look) if look else None,
    )


def _act(data: Mapping[str, Any]) -> Act:
    says = {key: value for key, value in data.items() if key not in {"who", "do"}}
    return Act(who=data["who"], name=data["do"], says=says)


def _look(data: Mapping[str, Any]) -> Look:
    return Look(data["who"], data["card"], data.get("words", ""), whole=data.get("whole", False))
