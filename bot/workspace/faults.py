"""Faults that the local Slack plays: what can go wrong between an app and Slack.

They happen here, in the workspace, also after the work was done, and never in the client of an app.
A rule names a kind, what it meets and how often; chaos draws rules at random from a seed.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.workspace.shapes import Json


class Fault(StrEnum):
    """The kinds. Those of calls first; those of deliveries to the app begin at `DUPLICATE`.

    RATE_LIMITED: 429 with Retry-After. HTTP_ERROR: a status. SLOW: answered late. HANG: never
    answered. CLOSE: the connection ends. FATAL: `fatal_error` in a 200. API_ERROR: ok:false with a
    given error. But for SLOW nothing is done; the `_AFTER` kinds do the work first.

    DUPLICATE: delivered twice. LATE: delivered after some seconds. REORDERED: delivered after the
    next one. DROPPED: never arrives, as if the connection broke. ACK_LOST: arrives, but the answer
    does not come back. BAD_SIGNATURE: signed with a wrong secret.
    """

    RATE_LIMITED = "rate_limited"
    HTTP_ERROR = "http_error"
    SLOW = "slow"
    HANG = "hang"
    CLOSE = "close"
    FATAL = "fatal_error"
    API_ERROR = "api_error"
    HTTP_ERROR_AFTER = "http_error_after"
    HANG_AFTER = "hang_after"
    CLOSE_AFTER = "close_after"
    FATAL_AFTER = "fatal_error_after"
    DUPLICATE = "duplicate"
    LATE = "late"
    REORDERED = "reordered"
    DROPPED = "dropped"
    ACK_LOST = "ack_lost"
    BAD_SIGNATURE = "bad_signature"

    @property
    def is_delivery(self) -> bool:
        """Tell whether it strikes deliveries rather than calls."""
        return self in DELIVERY_FAULTS

    @property
    def is_after(self) -> bool:
        """Tell whether the work is done before it strikes."""
        return self.value.endswith("_after")


DELIVERY_FAULTS = frozenset(
    {
        Fault.DUPLICATE,
        Fault.LATE,
        Fault.REORDERED,
        Fault.DROPPED,
        Fault.ACK_LOST,
        Fault.BAD_SIGNATURE,
    },
)
CALL_FAULTS = tuple(kind for kind in Fault if kind not in DELIVERY_FAULTS)

When = Callable[[Json], bool]


@dataclass(slots=True)
class Rule:
    """One fault to come. `target` is a method, or a payload's type; None meets everything.

    `times` None strikes for ever. `when` looks at the arguments or at the payload.
    """

    kind: Fault
    target: str | None = None
    times: int | None = 1
    when: When | None = None
    retry_after: int = 1
    status: int = 500
    seconds: float = 1.0
    error: str = "internal_error"

    def meets(self, target: str, content: Json) -> bool:
        """Tell whether this rule strikes now."""
        if self.times == 0 or self.target not in (None, target):
            return False
        return self.when is None or self.when(content)


class Faults:
    """The rules in force. The first that meets a call or delivery strikes."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []
        self._chaos: Chaos | None = None

    def add(
        self,
        *,
        kind: Fault | str,
        method: str | None = None,
        delivery: str | None = None,
        times: int | None = 1,
        when: When | None = None,
        **details: float | str,
    ) -> Rule:
        """Add a rule and return it.

        `method` names a Web API method; `delivery` a payload's type (`block_actions`,
        `slash_commands`, an event's type such as `message`). `details`: `retry_after` and `seconds`
        (seconds), `status`, `error`.
        """
        kind = Fault(kind)
        if (kind.is_delivery and method) or (delivery and not kind.is_delivery):
            raise ValueError(f"{kind} does not strike {method or delivery}")
        rule = Rule(kind, method or delivery, times, when)
        for name, value in details.items():
            if name not in ("retry_after", "seconds", "status", "error"):
                raise TypeError(f"a fault has no {name}")
            setattr(rule, name, value)
        self.rules.append(rule)
        return rule

    def chaos(self, rate: float, rng: random.Random, kinds: Sequence[Fault] = tuple(Fault)) -> None:
        """From now on let each call and delivery fail with a probability of `rate`."""
        self._chaos = Chaos(rate, rng, kinds)

    def clear(self) -> None:
        """Let nothing go wrong any more."""
        self.rules.clear()
        self._chaos = None

    def strike_call(self, method: str, args: Json) -> Rule | None:
        """Return the fault of this call, using the rule up."""
        return self._strike(method, args, deliveries=False)

    def strike_delivery(self, label: str, payload: Json) -> Rule | None:
        """Return the fault of this delivery, using the rule up."""
        return self._strike(label, payload, deliveries=True)

    def _strike(self, target: str, content: Json, *, deliveries: bool) -> Rule | None:
        for rule in self.rules:
            if rule.kind.is_delivery is deliveries and rule.meets(target, content):
                rule.times = None if rule.times is None else rule.times - 1
                return rule
        return self._chaos.draw(deliveries=deliveries) if self._chaos else None


class Chaos:
    """Draws faults at random; the same seed and the same traffic give the same faults."""

    def __init__(self, rate: float, rng: random.Random, kinds: Sequence[Fault]) -> None:
        self._rate = rate
        self._rng = rng
        self._kinds = kinds

    def draw(self, *, deliveries: bool) -> Rule | None:
        """Return a fault, or none."""
        kinds = [kind for kind in self._kinds if kind.is_delivery is deliveries]
        if not kinds or self._rng.random() >= self._rate:
            return None
        kind = self._rng.choice(kinds)
        return Rule(
            kind,
            retry_after=self._rng.randint(1, 5),
            status=self._rng.choice((500, 502, 503)),
            seconds=round(self._rng.uniform(0.1, 8.0), 3),
        )
