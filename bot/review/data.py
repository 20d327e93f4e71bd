"""The review for machines: JSON, and the timeline as CSV. Called by ``kolcrisis export``.

Names of keys and columns are part of the outside contract and are never translated.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from bot.crisis.events import Event, Recorded, UnknownEvent
from bot.crisis.words import Person, Words
from bot.locales.values import flat
from bot.review.value import Review, Row

SCHEMA = "kolcrisis.review/1"
"""Changes when a key changes its meaning or goes; a new key leaves it as it is."""
STREAM_SCHEMA = "kolcrisis.stream/1"
"""The same, of streams beside incidents."""

COLUMNS = ("seq", "happened_at", "recorded_at", "actor", "kind", "details", "hash")

WITHIN = frozenset({"timeline", "drafts", "front"})
"""What has keys of its own, or is no data: sentences about what stands in the other keys."""

REDACTED = "(redacted)"
"""What stands for a text that was removed on request."""

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""With what a spreadsheet begins a formula, their full-width twins among them (OWASP)."""


def to_json(review: Review) -> dict[str, Any]:
    """Return the complete review as JSON values: times as ISO 8601 in UTC, spans in seconds."""
    made: dict[str, Any] = {"schema": SCHEMA, "draft": review.draft}
    for one in fields(review):
        if one.name not in WITHIN:
            made[one.name] = _plain(getattr(review, one.name))
    made["timeline"] = [_event(row) for row in review.timeline]
    return made


def stream_to_json(kind: str, stream_id: str, record: Sequence[Recorded]) -> dict[str, Any]:
    """Return what was recorded of a stream beside incidents, as JSON values."""
    told = [
        {
            "seq": one.seq,
            "at": _time(one.at),
            "recorded_at": _time(one.recorded_at),
            "actor": one.actor,
            "kind": kind_of(one.event),
            "body": _plain(one.event),
            "hash": one.hash,
        }
        for one in record
    ]
    return {"schema": STREAM_SCHEMA, "kind": kind, "id": stream_id, "events": told}


def kind_of(event: Event) -> str:
    """Return what a kind of event is called; also one that only a newer release knows."""
    return event.kind if isinstance(event, UnknownEvent) else type(event).__name__


def to_csv(review: Review) -> str:
    """Return the timeline as CSV (RFC 4180) that a spreadsheet opens without running anything.

    ``details`` holds ``name: value`` pairs of the event, with what people typed on one line.
    """
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in review.timeline:
        cells = (
            str(row.seq),
            _time(row.at),
            _time(row.recorded_at),
            "" if row.actor is None else _short(row.actor),
            row.kind,
            details(row.event),
            row.hash,
        )
        writer.writerow(map(harmless, cells))
    return out.getvalue()


def _event(row: Row) -> dict[str, Any]:
    return {
        "seq": row.seq,
        "at": _time(row.at),
        "recorded_at": _time(row.recorded_at),
        "actor": _plain(row.actor),
        "kind": row.kind,
        "retracted": "timeline.mark.retracted" in row.marks,
        "amended": "timeline.mark.amended" in row.marks,
        "body": _plain(row.event),
        "hash": row.hash,
    }


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return _time(value)
        case date():
            return value.isoformat()
        case timedelta():
            return int(value.total_seconds())
        case Decimal():
            return str(value)
        case Mapping():
            return {str(key): _plain(part) for key, part in value.items()}
        case tuple() | list():
            return [_plain(part) for part in value]
        case _ if is_dataclass(value):
            return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
        case _:
            return value


def details(event: Event) -> str:
    """Return what an event holds, as ``name: value`` pairs on one line."""
    found = ((one.name, getattr(event, one.name)) for one in fields(event))
    told = ((name, _short(value)) for name, value in found if value is not None)
    return "; ".join(f"{name}: {value}" for name, value in told if value)


def _short(value: Any) -> str:
    match value:
        case datetime():
            return _time(value)
        case date():
            return value.isoformat()
        case Words():
            return REDACTED if value.redacted else flat(value.text)
        case Person():
            return str(value.slack) if value.outside is None else _short(value.outside)
        case Mapping():
            return ", ".join(f"{key}={_short(part)}" for key, part in value.items())
        case tuple():
            return ", ".join(map(_short, value))
        case _ if is_dataclass(value):
            parts = (_short(getattr(value, one.name)) for one in fields(value))
            return " ".join(part for part in parts if part)
        case _:
            return flat(str(value))


def _time(at: datetime) -> str:
    return at.isoformat()


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
