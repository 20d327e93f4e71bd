"""What a scenario's YAML may hold: every key, its type and its limits.

Used by ``bot.scenario.load``. Whether the names in it exist is checked in ``references``.
"""

import re
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, model_validator

from bot.crisis import drill as core
from bot.crisis.events import Language
from bot.crisis.ids import TaskId
from bot.playbook.schema_base import Entry, Id, Label, Lines, Said, TaskName
from bot.scenario.schema_acts import ActEntry
from bot.scenario.schema_base import Line, Minute, Typed
from bot.scenario.value import Member, Opening, Scenario

_URL = re.compile(r"https://\S+")


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        raise ValueError(f"there is no time zone {name!r}; write one like Asia/Shanghai") from None
    return name


def _address(url: str) -> str:
    if not _URL.fullmatch(url):
        raise ValueError("an address begins with https:// and has no spaces")
    return url


Zone = Annotated[str, AfterValidator(_zone)]
Several = Annotated[tuple[Id, ...], Field(min_length=1)]


class News(Said):
    """What comes in: as long as a message that people read at once."""

    en: Annotated[str, Field(max_length=600)]
    zh: Annotated[str, Field(max_length=300)]


class MemberEntry(Entry):
    """One of the cast."""

    id: Id
    name: Line
    zone: Zone
    language: Literal["en", "zh"]
    roles: tuple[Id, ...] = ()

    def value(self) -> Member:
        """Return the member of the cast."""
        return Member(self.id, self.name, self.zone, self.language, self.roles)


class BeginsEntry(Entry):
    """At which hour, and where, it begins."""

    hour: Annotated[int, Field(ge=0, le=23)]
    zone: Zone


class OpeningEntry(Entry):
    """Who opens the crisis, in which words, and what is known."""

    by: Id
    words: Typed
    language: Language = "both"
    kol: Line | None = None
    note_url: Annotated[Line, AfterValidator(_address)] | None = None
    campaign: Line | None = None
    brand: Line | None = None
    crisis_type: Id | None = None

    def value(self) -> Opening:
        """Return the opening."""
        return Opening(**self.model_dump())


class InjectEntry(Entry):
    """Something that comes in. ``from`` says where from, ``via`` who passes it on."""

    id: Id
    at: Minute
    source: Label = Field(alias="from")
    via: Id
    text: News

    def value(self) -> core.Inject:
        """Return the inject for the core."""
        return core.Inject(self.id, self.at, self.source.value(), self.text.value())


class DeedEntry(Entry):
    """Something that the record can show."""

    task: TaskName | None = None
    receipt: TaskName | None = None
    decision: Id | None = None
    reading: Literal["quick", "full"] | None = None
    choices: dict[Id, Several] = Field(default_factory=dict)
    closed: bool = False
    surface: Id | None = None

    @model_validator(mode="after")
    def _one_thing(self) -> "DeedEntry":
        own = (self.task, self.receipt, self.surface, self.decision, self.reading, self.closed)
        if sum(map(bool, own)) != 1:
            raise ValueError("say exactly one of task, receipt, surface, decision, reading, closed")
        if self.choices and self.decision is None:
            raise ValueError("choices belong to a decision")
        return self

    def deed(self) -> core.Deed:
        """Return the deed for the core."""
        return core.Deed(
            task=TaskId(self.task) if self.task else None,
            receipt=TaskId(self.receipt) if self.receipt else None,
            decision=self.decision,
            reading=self.reading,
            closed=self.closed,
            choices=dict(self.choices),
            surface=self.surface,
        )


class ExpectationEntry(DeedEntry):
    """What should be done by when."""

    id: Id
    objective: core.Objective
    by: Minute
    improve: Lines

    def value(self) -> core.Expectation:
        """Return the expectation for the core."""
        return core.Expectation(self.id, self.objective, self.deed(), self.by, self.improve.value())


class MistakeEntry(DeedEntry):
    """What must not happen, or not before something else."""

    id: Id
    why: Lines
    before: DeedEntry | None = None

    def value(self) -> core.Mistake:
        """Return the mistake for the core."""
        before = self.before.deed() if self.before else None
        return core.Mistake(self.id, self.deed(), self.why.value(), before)


class ScenarioEntry(Entry):
    """A whole scenario."""

    scenario: Id
    title: Label
    about: Lines
    begins: BeginsEntry
    speed: Annotated[int, Field(ge=1, le=10)] = 4
    ends: Minute
    opening: OpeningEntry
    cast: Annotated[tuple[MemberEntry, ...], Field(min_length=1, max_length=20)]
    injects: Annotated[tuple[InjectEntry, ...], Field(max_length=40)] = ()
    expected: Annotated[tuple[ExpectationEntry, ...], Field(min_length=1, max_length=40)]
    never: Annotated[tuple[MistakeEntry, ...], Field(max_length=20)] = ()
    players: Annotated[tuple[ActEntry, ...], Field(max_length=300)] = ()

    def value(self) -> Scenario:
        """Return the scenario, in the order in which things happen."""
        injects = sorted(self.injects, key=lambda one: one.at)
        return Scenario(
            script=core.Script(
                id=self.scenario,
                title=self.title.value(),
                about=self.about.value(),
                ends=self.ends,
                injects=tuple(one.value() for one in injects),
                expected=tuple(one.value() for one in self.expected),
                never=tuple(one.value() for one in self.never),
            ),
            hour=self.begins.hour,
            zone=self.begins.zone,
            speed=self.speed,
            opening=self.opening.value(),
            cast=tuple(one.value() for one in self.cast),
            carriers={one.id: one.via for one in injects},
            acts=tuple(sorted((one.value() for one in self.players), key=lambda act: act.at)),
        )
