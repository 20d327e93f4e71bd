"""What is handed to an app, and how it went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.workspace.shapes import Json

ACK_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Parcel:
    """One thing to deliver.

    `kind` is Socket Mode's word: `events_api`, `interactive` or `slash_commands`. `label` is the
    payload's own type. `attempt` counts retries of events, 0 for the first try; `reason` is why.
    """

    kind: str
    label: str
    payload: Json
    url: str = ""
    attempt: int = 0
    reason: str = ""

    @property
    def wants_answer(self) -> bool:
        """Tell whether what the app answers means something to Slack."""
        return self.kind != "events_api"


@dataclass(frozen=True, slots=True)
class Ack:
    """The app took it. `body` is what it answered: JSON, a text, or None."""

    body: Any = None


@dataclass(frozen=True, slots=True)
class Failure:
    """The app did not take it: Slack's word for why, the HTTP status if there was one.

    `final` when the app asked not to be tried again.
    """

    reason: str
    status: int = 0
    final: bool = False


Outcome = Ack | Failure
