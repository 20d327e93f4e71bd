"""What happened: every call with its answer, every refusal, every delivery.

Written by the Web API and by the courier, read by tests and by the page. Tokens are never written
here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.workspace.shapes import Json


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One Web API call. `answer` is what the method said; `status` what the caller got.

    It `came` when its request was read, and was done `at`; Slack was slow in between.

    The status is 0 when a fault closed the connection or never answered, so a fault after the
    effect shows as an answer that nobody received. `unexpected` are arguments that the method does
    not have.
    """

    method: str
    args: Json
    came: datetime
    at: datetime
    answer: Json
    status: int
    team_id: str = ""
    app_id: str = ""
    fault: str = ""
    unexpected: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Tell whether the method did its work."""
        return bool(self.answer.get("ok"))


@dataclass(frozen=True, slots=True)
class Refused:
    """One refusal: by a method, or of something an app answered (`where` says which)."""

    where: str
    error: str
    messages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeliveryRecord:
    """One attempt to hand something to an app. `outcome` is `ok` or the reason of the failure."""

    kind: str
    label: str
    app_id: str
    attempt: int
    outcome: str
    at: datetime
    fault: str = ""


@dataclass(slots=True)
class Journal:
    """The three lists, in the order of time."""

    calls: list[CallRecord] = field(default_factory=list)
    errors: list[Refused] = field(default_factory=list)
    deliveries: list[DeliveryRecord] = field(default_factory=list)

    def calls_of(self, method: str) -> list[CallRecord]:
        """Return the calls of one method."""
        return [call for call in self.calls if call.method == method]
