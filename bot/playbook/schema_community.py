"""The shape of what a playbook says of community data. Used by ``bot.playbook.schema_handbook``."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from bot.crisis import handbook as core
from bot.playbook.schema_base import Entry, Id, Label

Day = Annotated[int, Field(ge=-60, le=-1)]
Column = Annotated[str, Field(min_length=1, max_length=40)]


class MetricEntry(Entry):
    """A figure that is read once a day."""

    id: Id
    name: Label
    unit: Literal["count", "percent"] = "count"
    worse: Literal["up", "down"] | None = None
    summed: bool = False
    columns: tuple[Column, ...] = ()

    def value(self) -> core.Metric:
        """Return the metric for the core."""
        name = self.name.value()
        return core.Metric(self.id, name, self.unit, self.worse, self.summed, self.columns)


class HeadingsEntry(Entry):
    """What the other columns of a file may be called."""

    day: Annotated[tuple[Column, ...], Field(min_length=1)]
    source: tuple[Column, ...] = ()
    as_of: tuple[Column, ...] = ()
    kind: tuple[Column, ...] = ()
    estimated: tuple[Column, ...] = ()
    measured: tuple[Column, ...] = ()

    def value(self) -> core.Headings:
        """Return the headings for the core."""
        return core.Headings(**self.model_dump())


class CommunityEntry(Entry):
    """Which figures are read, and what they are measured against."""

    metrics: Annotated[tuple[MetricEntry, ...], Field(min_length=1, max_length=20)]
    utc_offset: Annotated[int, Field(ge=-12, le=14)]
    first: Day
    last: Day
    least: Annotated[int, Field(ge=1, le=60)]
    share: Annotated[int, Field(ge=1, le=100)]
    deviations: Annotated[int, Field(ge=1, le=10)]
    running: Annotated[int, Field(ge=1, le=14)]
    until: Annotated[int, Field(ge=1, le=365)]
    headings: HeadingsEntry

    @model_validator(mode="after")
    def _can_be_fulfilled(self) -> Self:
        if self.last - self.first + 1 < self.least:
            message = "first to last holds fewer days than least asks for"
            raise ValueError(message)
        return self

    def value(self) -> core.Community:
        """Return what is said of community data for the core."""
        return core.Community(
            metrics=tuple(entry.value() for entry in self.metrics),
            utc_offset=self.utc_offset,
            first=self.first,
            last=self.last,
            least=self.least,
            share=self.share,
            deviations=self.deviations,
            running=self.running,
            until=self.until,
            headings=self.headings.value(),
        )
