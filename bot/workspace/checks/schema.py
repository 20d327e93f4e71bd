"""A small vocabulary for saying what a JSON value may be, in Slack's own words of refusal.

The tables of blocks, elements, views and manifest are written in it. A rule looks at one value,
knows where it stands (a JSON pointer) and writes lines into a `Report`; it never raises, whatever
JSON it is given, and never changes the value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    import re

Surface = Literal["message", "modal", "home"]


@dataclass(slots=True)
class Report:
    """What was found wrong so far, in the order Slack would list it."""

    surface: Surface = "message"
    lines: list[str] = field(default_factory=list)

    def say(self, text: str, at: str) -> None:
        """Add one line that points at `at`."""
        self.lines.append(f"[ERROR] {text} [json-pointer:{at}]")


class Rule(Protocol):
    """Anything that can look at a value."""

    def check(self, value: object, at: str, report: Report) -> None:
        """Write what is wrong with `value`, found at `at`, into the report."""


Cross = Callable[[dict[str, Any], str, Report], None]


@dataclass(frozen=True, slots=True)
class Text:
    """A JSON string of a length; `pattern`, if given, must match from its first character."""

    most: int | None = None
    least: int = 1
    pattern: re.Pattern[str] | None = None
    what: str = "value"

    def check(self, value: object, at: str, report: Report) -> None:
        """Refuse other types, too short, too long, and what the pattern does not match."""
        if not isinstance(value, str):
            report.say("must be a string", at)
        elif len(value) < self.least:
            report.say(f"must be more than {self.least - 1} characters", at)
        elif self.most is not None and len(value) > self.most:
            report.say(f"must be less than {self.most + 1} characters", at)
        elif self.pattern is not None and not self.pattern.match(value):
            report.say(f"must be a valid {self.what}", at)


@dataclass(frozen=True, slots=True)
class Flag:
    """A JSON boolean; 0, 1 and "true" are none."""

    def check(self, value: object, at: str, report: Report) -> None:
        """Refuse everything but true and false."""
        if not isinstance(value, bool):
            report.say("must be a boolean", at)


@dataclass(frozen=True, slots=True)
class Whole:
    """An integer within bounds."""

    least: int | None = None
    most: int | None = None

    def check(self, value: object, at: str, report: Report) -> None:
        """Refuse other types (a boolean is none) and what lies outside."""
        if not isinstance(value, int) or isinstance(value, bool):
            report.say("must be an integer", at)
        elif self.least is not None and value < self.least:
            report.say(f"must be greater than {self.least - 1}", at)
        elif self.most is not None and value > self.most:
            report.say(f"must be less than {self.most + 1}", at)


@dataclass(frozen=True, slots=True)
class Number:
    """Any JSON number; with `positive`, above zero."""

    positive: bool = False

    def check(self, value: object, at: str, report: Report) -> None:
        """Refuse other types and, when asked, zero and below."""
        if not isinstance(value, (int, float)) or isinstance(value, bool):
            report.say("must be a number", at)
        elif self.positive and not value > 0:
            report.say("must be greater than 0", at)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few JSON values."""

    values: tuple[object, ...]

    def check(self, value: object, at: str, report: Report) -> None:
        """Refuse what is not among them (true is not 1)."""
        if isinstance(value, str) and value in self.values:
            return
        if not any(value == known and type(value) is type(known) for known in self.values):
            report.say("must be a valid enum value", at)


@dataclass(frozen=True, slots=True)
class Anything:
    """A value that Slack takes as it is, of a type or of any."""

    kinds: tuple[type, ...] = (object,)

    def check(self, value: object, at: str, report: Report) -> None:
        """Refuse what is of none of the kinds."""
        if not isinstance(value, self.kinds):
            report.say("failed to match schema", at)


@dataclass(frozen=True, slots=True)
class ListOf:
    """An array whose items all follow one rule; with `unique`, no item twice."""

    item: Rule
    most: int | None = None
    least: int = 1
    unique: bool = False

    def check(self, value: object, at: str, report: Report) -> None:
        """Refuse other types, too few, too many, and what is wrong inside."""
        if not isinstance(value, list):
            report.say("must be an array", at)
            return
        if len(value) < self.least:
            report.say(f"must provide at least {self.least} items", at)
        if self.most is not None and len(value) > self.most:
            report.say(f"no more than {self.most} items allowed", at)
        before = len(report.lines)
        for index, item in enumerate(value):
            self.item.check(item, f"{at}/{index}", report)
        if self.unique and len(report.lines) == before:
            for index, item in enumerate(value):
                if item in value[:index]:
                    report.say("must be unique", f"{at}/{index}")


@dataclass(frozen=True, slots=True)
class MapOf:
    """An object with free keys whose values all follow one rule."""

    item: Rule
    most: int | None = None

    def check(self, value: object, at: str, report: Report) -> None:
        """Refuse other types, too many keys, and what is wrong inside."""
        if not isinstance(value, dict):
            report.say("must be an object", at)
            return
        if self.most is not None and len(value) > self.most:
            report.say(f"no more than {self.most} properties allowed", at)
        for name, inner in value.items():
            self.item.check(inner, f"{at}/{name}", report)


@dataclass(frozen=True, slots=True)
class Obj:
    """An object with known keys.

    `also` are rules between keys; they are asked only when every key for itself is right.
    """

    required: Mapping[str, Rule] = field(default_factory=dict)
    optional: Mapping[str, Rule] = field(default_factory=dict)
    also: tuple[Cross, ...] = ()
    _known: dict[str, Rule] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_known", {**self.required, **self.optional})

    def check(self, value: object, at: str, report: Report) -> None:
        """Refuse unknown keys, missing ones, and what is wrong with or between their values."""
        if not isinstance(value, dict):
            report.say("must be an object", at)
            return
        before = len(report.lines)
        for name, inner in value.items():
            rule = self._known.get(name)
            if rule is None:
                report.say(f"invalid additional property: {name}", at)
            else:
                rule.check(inner, f"{at}/{name}", report)
        for name in self.required:
            if name not in value:
                report.say(f"missing required field: {name}", at)
        if len(report.lines) == before:
            for cross in self.also:
                cross(value, at, report)


@dataclass(frozen=True, slots=True)
class ByType:
    """An object whose `type` says which of several rules it follows."""

    rules: Mapping[str, Rule]

    def check(self, value: object, at: str, report: Report) -> None:
        """Refuse a missing or unknown type; else the rule of that type decides."""
        if not isinstance(value, dict):
            report.say("must be an object", at)
            return
        if "type" not in value:
            report.say("missing required field: type", at)
            return
        named = value["type"]
        if not isinstance(named, str):
            report.say("must be a string", f"{at}/type")
        elif named not in self.rules:
            report.say(f"unsupported type: {named}", f"{at}/type")
        else:
            self.rules[named].check(value, at, report)


def kind(name: str) -> Choice:
    """The rule of a `type` key that is already known to say `name`."""
    return Choice((name,))


def exactly_one(first: str, second: str, *, at_type: bool = False) -> Cross:
    """A rule between keys: one of the two must be there, and not the other."""

    def cross(value: dict[str, Any], at: str, report: Report) -> None:
        if (first in value) + (second in value) != 1:
            where = f"{at}/type" if at_type else at
            report.say(f"must define either `{first}` or `{second}`", where)

    return cross


def at_least_one(*names: str) -> Cross:
    """A rule between keys: one or more of them must be there."""

    def cross(value: dict[str, Any], at: str, report: Report) -> None:
        if not any(name in value for name in names):
            listed = ", ".join(f"`{name}`" for name in names)
            report.say(f"must define at least one of {listed}", at)

    return cross


def ordered(low: str, high: str) -> Cross:
    """A rule between keys: the number under `low` is not above the one under `high`."""

    def cross(value: dict[str, Any], at: str, report: Report) -> None:
        if low in value and high in value and float(value[low]) > float(value[high]):
            report.say(f"`{low}` must not be greater than `{high}`", f"{at}/{low}")

    return cross
