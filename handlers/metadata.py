"""What a modal carries from being opened to being sent, in its ``private_metadata``.

Slack keeps it as it is (3000 characters); what it names is looked up and judged again on arrival.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.crisis.ids import ChannelId
from bot.crisis.words import MessageRef


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an opening form came from, and whether a likely twin was seen and set aside.

    ``campaign`` and ``alarm`` are those of the early warning that it came from.
    """

    source: MessageRef | None = None
    anyway: bool = False
    campaign: str = ""
    alarm: int = 0

    def write(self) -> str:
        """Return it as text."""
        warning = {"campaign": self.campaign, "alarm": self.alarm} if self.campaign else {}
        seen = {"anyway": 1} if self.anyway else {}
        return json.dumps({**_source(self.source), **seen, **warning})

    @classmethod
    def read(cls, text: str) -> "Origin":
        """Return it from text; what cannot be read is nothing."""
        data = _data(text)
        alarm = data.get("alarm")
        return cls(
            _source_of(data),
            bool(data.get("anyway")),
            str(data.get("campaign", "")),
            alarm if isinstance(alarm, int) else 0,
        )


@dataclass(frozen=True, slots=True)
class About:
    """Which incident a form is about, and which thing of it."""

    incident: str = ""
    thing: str = ""
    source: MessageRef | None = None

    def write(self) -> str:
        """Return it as text."""
        data = {"incident": self.incident, "thing": self.thing, **_source(self.source)}
        return json.dumps({key: value for key, value in data.items() if value})

    @classmethod
    def read(cls, text: str) -> "About":
        """Return it from text; what cannot be read is nothing."""
        data = _data(text)
        return cls(str(data.get("incident", "")), str(data.get("thing", "")), _source_of(data))


def _source(source: MessageRef | None) -> dict[str, str]:
    if source is None:
        return {}
    return {"channel": source.channel, "ts": source.ts, "permalink": source.permalink}


def _source_of(data: Mapping[str, Any]) -> MessageRef | None:
    channel, ts = data.get("channel"), data.get("ts")
    if not (isinstance(channel, str) and channel and isinstance(ts, str) and ts):
        return None
    return MessageRef(ChannelId(channel), ts, str(data.get("permalink", "")))


def _data(text: str) -> Mapping[str, Any]:
    try:
        data = json.loads(text) if text else {}
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}
