"""Reads what a source sends to ``POST /signals``: version 1 of the schema in docs/signals.md.

Called by the door for signals. Strict: an unknown field, a number in quotes or a time without its
zone is refused with the field's name, and nothing of the request is taken.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Annotated, Any, Literal

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from bot.crisis.events.monitoring import Signal
from bot.crisis.words import Words
from bot.prevention.watching import MOST_AT_ONCE

Count = Annotated[int, Field(ge=0, le=10**10)]
Platform = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_.-]{0,39}$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=500)]
MOST_PROBLEMS = 20


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class SignalBody(_Strict):
    """One signal: what was seen in the hour that ended at ``at``."""

    at: AwareDatetime
    platform: Platform | None = None
    mentions: Count | None = None
    negatives: Count | None = None
    saves: Count | None = None
    likes: Count | None = None
    rank: Annotated[int, Field(ge=1, le=10**10)] | None = None
    sentiment: Annotated[float, Field(ge=-1, le=1, allow_inf_nan=False)] | None = None
    context: Text | None = None
    link: Text | None = None

    def value(self, source: str) -> Signal:
        """Return the signal for the rules."""
        return Signal(
            at=self.at.astimezone(UTC),
            source=source,
            mentions=self.mentions,
            negatives=self.negatives,
            saves=self.saves,
            likes=self.likes,
            rank=self.rank,
            sentiment=None if self.sentiment is None else f"{self.sentiment:.3f}",
            context=None if self.context is None else Words(self.context),
            link=None if self.link is None else Words(self.link),
            platform=self.platform,
        )


class SignalsBody(_Strict):
    """A request. ``id`` is the source's own: a repeat of it gets the first answer."""

    version: Literal[1]
    id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}$")]
    campaign: Annotated[str, StringConstraints(pattern=r"^c[0-9a-f]{12}$")]
    signals: Annotated[tuple[SignalBody, ...], Field(min_length=1, max_length=MOST_AT_ONCE)]

    def values(self, source: str) -> tuple[Signal, ...]:
        """Return the signals for the rules."""
        return tuple(one.value(source) for one in self.signals)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a request: which field, and why in plain words."""

    field: str
    why: str


def read_body(body: bytes) -> SignalsBody | tuple[Problem, ...]:
    """Return what a source sent, or every problem found in it."""
    try:
        # Once more than pydantic does it: a key that stands twice could mean either value.
        json.loads(body.decode("utf-8"), object_pairs_hook=_once)
        read = SignalsBody.model_validate_json(body)
        read.values("")  # a time at the edge of the calendar cannot be told in UTC
    except _Twice as twice:
        return (Problem(twice.key, "stands twice in one object"),)
    except ValidationError as error:
        return _problems(error)
    except (ValueError, RecursionError):
        return (Problem("body", "is not JSON in UTF-8"),)
    except OverflowError:
        return (Problem("signals", "has a time outside the years that a calendar knows"),)
    return read


class _Twice(Exception):  # leaves the parser; it is no ValueError, which says "no JSON"
    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            raise _Twice(key[:40])
        made[key] = value
    return made


def _problems(error: ValidationError) -> tuple[Problem, ...]:
    """Return what is wrong; a list that is too short for what is wrong in it says nothing."""
    found = error.errors()
    within = {item["loc"][:1] for item in found if len(item["loc"]) > 1}
    meant = [item for item in found if item["type"] != "too_short" or item["loc"] not in within]
    return tuple(map(_problem, meant[:MOST_PROBLEMS]))


def _problem(item: Any) -> Problem:
    path = ""
    for part in item["loc"]:
        path += (
            f"[{part}]" if isinstance(part, int) else f".{str(part)[:40]}" if path else part[:40]
        )
    return Problem(path or "body", _WHY.get(str(item["type"]), str(item["msg"])[:200]))


_WHY = {
    "missing": "is missing",
    "extra_forbidden": "is not a field of version 1",
    "int_type": "is not a whole number",
    "int_from_float": "is not a whole number",
    "float_type": "is not a number",
    "string_type": "is not a text",
    "timezone_aware": "has no time zone: write +08:00 or Z at its end",
    "datetime_type": "is not a time such as 2026-03-02T12:00:00+08:00",
    "datetime_parsing": "is not a time such as 2026-03-02T12:00:00+08:00",
    "datetime_from_date_parsing": "is not a time such as 2026-03-02T12:00:00+08:00",
    "too_short": "needs at least one",
    "too_long": f"takes at most {MOST_AT_ONCE}",
    "json_invalid": "is not JSON in UTF-8",
}


def digest_of(body: SignalsBody) -> str:
    """Return what tells two requests with the same id apart."""
    return hashlib.sha256(body.model_dump_json().encode()).hexdigest()
