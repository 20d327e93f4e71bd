"""The shape of what a playbook says of monitoring and portfolios. Used by ``schema_prevention``."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from bot.crisis import handbook_monitoring as core
from bot.playbook.schema_base import Entry, Id, Label

Column = Annotated[str, Field(min_length=1, max_length=40)]
Columns = tuple[Column, ...]
Measure = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$")]


class RuleEntry(Entry):
    """A threshold."""

    id: Id
    name: Label
    figure: core.Figure
    at_least: Annotated[int, Field(ge=1, le=10_000_000)]

    def value(self) -> core.Rule:
        """Return the rule for the core."""
        return core.Rule(self.id, self.name.value(), self.figure, Decimal(self.at_least))


class SignalColumnsEntry(Entry):
    """What the columns of a table of signals may be called."""

    at: Annotated[Columns, Field(min_length=1)]
    mentions: Columns = ()
    negatives: Columns = ()
    saves: Columns = ()
    likes: Columns = ()
    rank: Columns = ()
    sentiment: Columns = ()
    context: Columns = ()
    link: Columns = ()
    platform: Columns = ()

    def value(self) -> core.SignalColumns:
        """Return the columns for the core."""
        return core.SignalColumns(**self.model_dump())


class MonitoringEntry(Entry):
    """How campaigns are watched."""

    rules: Annotated[tuple[RuleEntry, ...], Field(min_length=1, max_length=10)]
    watching: Label
    usual: Label
    rota: Label
    crossing: Label
    answering: Label
    first_reading: Annotated[dict[core.Figure, Measure], Field(default_factory=dict)]
    columns: SignalColumnsEntry
    least_mentions: Annotated[int, Field(ge=1, le=100_000)]
    usual_days: Annotated[int, Field(ge=1, le=60)]
    usual_least: Annotated[int, Field(ge=1, le=500)]
    fresh_hours: Annotated[int, Field(ge=1, le=168)]
    calm_hours: Annotated[int, Field(ge=1, le=168)]
    watch_hours: Annotated[int, Field(ge=1, le=72)] | None = None
    """Older playbooks say it here, too; ``approval`` says it for both."""
    remind_minutes: Annotated[int, Field(ge=0, le=1440)]
    utc_offset: Annotated[int, Field(ge=-12, le=14)]

    def value(self, watch_hours: int) -> core.Monitoring:
        """Return what is said of monitoring for the core; the hours are those of ``approval``."""
        return core.Monitoring(
            rules=tuple(entry.value() for entry in self.rules),
            things={
                core.WATCHED: self.watching.value(),
                core.USUAL: self.usual.value(),
                core.ROTA: self.rota.value(),
                core.CROSSED: self.crossing.value(),
                core.ANSWERED: self.answering.value(),
            },
            first_reading=dict(self.first_reading),
            columns=self.columns.value(),
            least_mentions=self.least_mentions,
            usual_days=self.usual_days,
            usual_least=self.usual_least,
            fresh_hours=self.fresh_hours,
            calm_hours=self.calm_hours,
            watch_hours=self.watch_hours or watch_hours,
            remind_minutes=self.remind_minutes,
            utc_offset=self.utc_offset,
        )


class PortfolioEntry(Entry):
    """From where on too much lies with too few."""

    top_share: Annotated[int, Field(ge=1, le=100)]
    hhi: Annotated[int, Field(ge=1, le=10_000)]
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]

    def value(self) -> core.PortfolioLimits:
        """Return the limits for the core."""
        return core.PortfolioLimits(Decimal(self.top_share), Decimal(self.hhi), self.currency)
