"""Who reads: names, zone and emoji that turn stored text into what is seen."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.workspace.model.people import Person
    from bot.workspace.state import Workspace

_DATE_TOKEN = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Reader:
    """Looks things up for one reader."""

    names: Mapping[str, str]
    channels: Mapping[str, str]
    emoji: Mapping[str, str]
    zone: ZoneInfo

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
        return _DATE_TOKEN.sub(lambda found: _date_part(at, found[1]), form)


def _date_part(at: datetime, token: str) -> str:
    day = f"{at:%B} {at.day}, {at.year}"
    parts = {
        "date_num": f"{at:%Y-%m-%d}",
        "date": day,
        "date_pretty": day,
        "date_slash": f"{at:%d/%m/%Y}",
        "date_short": f"{at:%b} {at.day}, {at.year}",
        "date_short_pretty": f"{at:%b} {at.day}, {at.year}",
        "date_long": f"{at:%A}, {day}",
        "date_long_pretty": f"{at:%A}, {day}",
        "day_divider_pretty": f"{at:%A}, {day}",
        "time": f"{at:%H:%M}",
        "time_secs": f"{at:%H:%M:%S}",
        "ago": f"{at:%Y-%m-%d %H:%M}",
    }
    return parts.get(token, "{" + token + "}")


def reader_for(workspace: Workspace, person: Person | None) -> Reader:
    """Return the reader for a person; for nobody in particular the zone is UTC."""
    standard = json.loads(
        resources.files("bot.workspace.render").joinpath("emoji.json").read_text("utf-8")
    )
    return Reader(
        names={one.id: one.real_name for one in workspace.people.values()},
        channels={one.id: one.name for one in workspace.channels.values()},
        emoji=standard,
        zone=ZoneInfo(person.tz if person is not None else "UTC"),
    )
