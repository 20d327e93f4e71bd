"""Who reads: names, zone and emoji that turn stored text into what is seen."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from babel.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.workspace.model.people import Person
    from bot.workspace.state import Workspace

_DATE_TOKEN = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Reader:
    """Looks things up for one reader. `language` is in which dates are written: `en` or `zh`."""

    names: Mapping[str, str]
    channels: Mapping[str, str]
    emoji: Mapping[str, str]
    zone: ZoneInfo
    language: str = "en"

    def name(self, user: str) -> str:
        """Return how a user is called."""
        return self.names.get(user, user)

    def channel(self, channel: str) -> str:
        """Return how a channel is called."""
        return self.channels.get(channel, channel)

    def local(self, ts: str) -> datetime:
        """Return the moment of a `ts` on the reader's clock."""
        return datetime.fromtimestamp(float(ts), UTC).astimezone(self.zone)

    def date(self, ts: str, form: str) -> str:
        """Return a `<!date>` as Slack's client shows it."""
        at = self.local(ts)
        return _DATE_TOKEN.sub(lambda found: self._date_part(at, found[1]), form)

    def _date_part(self, at: datetime, token: str) -> str:
        known = _times(at) | (_days_zh(at) if self.language == "zh" else _days_en(at))
        return known.get(token, "{" + token + "}")


def _times(at: datetime) -> dict[str, str]:
    return {
        "date_num": f"{at:%Y-%m-%d}",
        "time": f"{at:%H:%M}",
        "time_secs": f"{at:%H:%M:%S}",
        "ago": f"{at:%Y-%m-%d %H:%M}",
    }


def _days_en(at: datetime) -> dict[str, str]:
    day = f"{at:%B} {at.day}, {at.year}"
    short = f"{at:%b} {at.day}, {at.year}"
    return {
        "date": day,
        "date_pretty": day,
        "date_slash": f"{at:%d/%m/%Y}",
        "date_short": short,
        "date_short_pretty": short,
        "date_long": f"{at:%A}, {day}",
        "date_long_pretty": f"{at:%A}, {day}",
        "day_divider_pretty": f"{at:%A}, {day}",
    }


def _days_zh(at: datetime) -> dict[str, str]:
    day = format_date(at, "long", locale="zh_Hans")
    long = format_date(at, "full", locale="zh_Hans")
    return {
        "date": day,
        "date_pretty": day,
        "date_slash": f"{at:%Y/%m/%d}",
        "date_short": day,
        "date_short_pretty": day,
        "date_long": long,
        "date_long_pretty": long,
        "day_divider_pretty": format_date(at, "M月d日 EEEE", locale="zh_Hans"),
    }


@cache
def standard_emoji() -> Mapping[str, str]:
    """Return the emoji that are known by name."""
    file = resources.files("bot.workspace.render").joinpath("emoji.json")
    known: dict[str, str] = json.loads(file.read_text("utf-8"))
    return known


def reader_for(workspace: Workspace, person: Person | None) -> Reader:
    """Return the reader for a person; for nobody in particular the zone is UTC."""
    return Reader(
        names={one.id: one.real_name for one in workspace.people.values()},
        channels={one.id: one.name for one in workspace.channels.values()},
        emoji=standard_emoji(),
        zone=ZoneInfo(person.tz if person is not None else "UTC"),
        language="zh" if person is not None and person.locale.startswith("zh") else "en",
    )
