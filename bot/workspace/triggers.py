"""trigger_ids: good for three seconds, once.

Issued with every payload that a person causes, spent by `views.open` and `views.push`. Their age is
measured in waiting time, so a workspace clock that jumps does not expire them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.workspace.shapes import ApiError

if TYPE_CHECKING:
    from bot.workspace.clock import Clock
    from bot.workspace.ids import Ids
    from bot.workspace.model.app import App

LIFETIME = 3.0
_FORM = re.compile(r"\d+\.\d+\.[0-9a-f]{32}")


@dataclass(slots=True)
class Trigger:
    """One trigger: whose it is and in which modal, if any, it arose."""

    id: str
    app_id: str
    user: str
    view_id: str
    issued: float
    spent: bool = False


class Triggers:
    """Issues trigger_ids and says what became of them."""

    def __init__(self, ids: Ids, clock: Clock) -> None:
        self._ids = ids
        self._clock = clock
        self._all: dict[str, Trigger] = {}

    def issue(self, app: App, user: str, view_id: str = "") -> str:
        """Return a new trigger_id for an action of this user."""
        identity = f"{self._ids.digits(12)}.{self._ids.digits(12)}.{self._ids.hexadecimal(32)}"
        issued = self._clock.monotonic()
        self._all[identity] = Trigger(identity, app.id, user, view_id, issued)
        return identity

    def check(self, app: App, identity: str) -> Trigger:
        """Return a trigger that can still be spent; ApiError with Slack's reason otherwise."""
        trigger = self._all.get(identity)
        if trigger is None or trigger.app_id != app.id or not _FORM.fullmatch(identity):
            raise ApiError("invalid_trigger_id")
        if trigger.spent:
            raise ApiError("exchanged_trigger_id")
        if self._clock.monotonic() - trigger.issued > LIFETIME:
            raise ApiError("expired_trigger_id")
        return trigger

    def spend(self, trigger: Trigger) -> None:
        """Use a trigger up."""
        trigger.spent = True
