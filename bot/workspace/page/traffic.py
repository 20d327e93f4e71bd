"""The raw traffic: what the app called and what it was sent. Tokens never reach the journal."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.workspace.journal import CallRecord, DeliveryRecord, Journal
    from bot.workspace.page.eyes import Eyes

MOST = 60


@dataclass(frozen=True, slots=True)
class Exchange:
    """One call of the app or one delivery to it; `way` is the word for which."""

    key: str
    at: datetime
    time: str
    way: str
    label: str
    outcome: str
    is_good: bool
    details: str = ""


def traffic(journal: Journal, eyes: Eyes) -> list[Exchange]:
    """Return the newest exchanges, newest first."""
    calls = list(enumerate(journal.calls))[-MOST:]
    deliveries = list(enumerate(journal.deliveries))[-MOST:]
    found = [_call(number, one, eyes) for number, one in calls]
    found += [_delivery(number, one, eyes) for number, one in deliveries]
    return sorted(found, key=lambda one: one.at, reverse=True)[:MOST]


def _time(at: datetime, eyes: Eyes) -> str:
    return f"{at.astimezone(eyes.reader.zone):%H:%M:%S}"


def _call(number: int, call: CallRecord, eyes: Eyes) -> Exchange:
    outcome = "ok" if call.ok else str(call.answer.get("error", call.status))
    exchange = {"arguments": call.args, "answer": call.answer}
    details = json.dumps(exchange, ensure_ascii=False, indent=2, default=str)
    time = _time(call.at, eyes)
    key = f"c{number}"
    return Exchange(key, call.at, time, "from_app", call.method, outcome, call.ok, details)


def _delivery(number: int, sent: DeliveryRecord, eyes: Eyes) -> Exchange:
    again = f" ×{sent.attempt + 1}" if sent.attempt else ""
    label = f"{sent.label}{again}"
    good = sent.outcome == "ok"
    time = _time(sent.at, eyes)
    return Exchange(f"d{number}", sent.at, time, "to_app", label, sent.outcome, good)
