"""What happened, line by line, in the order of virtual time; its digest tells two runs apart."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.workspace.journal import CallRecord, DeliveryRecord


@dataclass(slots=True)
class Trace:
    """The lines of one run. ``now`` is the loop's time."""

    now: Callable[[], float]
    lines: list[tuple[float, str]] = field(default_factory=list)

    def say(self, text: str) -> None:
        """Write a line."""
        self.lines.append((self.now(), text))

    def merge(self, started: float, calls: list[CallRecord], sent: list[DeliveryRecord]) -> None:
        """Put Slack's own journal between the lines. ``started`` is its first second."""
        told = [(one.at.timestamp() - started, _call(one)) for one in calls]
        told += [(one.at.timestamp() - started, _delivery(one)) for one in sent]
        self.lines = sorted([*self.lines, *told], key=lambda line: line[0])

    def digest(self) -> str:
        """Return a digest of everything that happened."""
        return hashlib.sha256("\n".join(self.text()).encode()).hexdigest()[:16]

    def text(self, last: int = 0) -> list[str]:
        """Return the lines, or the last so many."""
        return [f"{at:10.3f}  {line}" for at, line in self.lines[-last:]]


def _call(call: CallRecord) -> str:
    payload = (call.args.get("metadata") or {}).get("event_payload") if call.args else None
    about = payload.get("key", "") if isinstance(payload, dict) else ""
    where = call.args.get("channel") or call.args.get("name") or call.args.get("user") or ""
    answer = "ok" if call.ok else str(call.answer.get("error", "nothing done"))
    ts = call.args.get("ts") or call.answer.get("ts") or ""
    words = ("  bot calls", call.method, about, where, ts, "->", answer, call.fault)
    return " ".join(str(word) for word in words if word)


def _delivery(sent: DeliveryRecord) -> str:
    again = f"(attempt {sent.attempt + 1})" if sent.attempt else ""
    words = ("  slack sends", sent.label, again, "->", sent.outcome, sent.fault)
    return " ".join(word for word in words if word)
