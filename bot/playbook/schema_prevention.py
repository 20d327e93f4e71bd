"""The shape of what a playbook says of prevention. Used by ``bot.playbook.schema_handbook``."""

from typing import Annotated

from pydantic import Field

from bot.crisis import handbook_monitoring as core_monitoring
from bot.crisis import handbook_prevention as core
from bot.crisis.handbook_approval import Approval
from bot.playbook.schema_approval import ApprovalEntry
from bot.playbook.schema_base import Entry, Id, Label, Lines
from bot.playbook.schema_monitoring import MonitoringEntry, PortfolioEntry

Column = Annotated[str, Field(min_length=1, max_length=40)]


class TierEntry(Entry):
    """How large an influencer is."""

    id: Id
    name: Label
    followers: Annotated[int, Field(ge=0)]

    def value(self) -> core.Tier:
        """Return the tier for the core."""
        return core.Tier(self.id, self.name.value(), self.followers)


class CategoryEntry(Entry):
    """What an influencer is about."""

    id: Id
    name: Label
    regulated: bool = False

    def value(self) -> core.Category:
        """Return the category for the core."""
        return core.Category(self.id, self.name.value(), self.regulated)


class CheckEntry(Entry):
    """Something to look at before working with an influencer."""

    id: Id
    name: Label
    how: Lines

    def value(self) -> core.Check:
        """Return the check for the core."""
        return core.Check(self.id, self.name.value(), self.how.value())


class SectionEntry(Entry):
    """A part of a brief."""

    id: Id
    name: Label
    how: Lines
    required: bool = False
    lint: bool = False

    def value(self) -> core.Section:
        """Return the section for the core."""
        name, how = self.name.value(), self.how.value()
        return core.Section(self.id, name, how, self.required, self.lint)


class ClauseEntry(Entry):
    """Something that a contract with an influencer should say."""

    id: Id
    name: Label

    def value(self) -> core.Clause:
        """Return the clause for the core."""
        return core.Clause(self.id, self.name.value())


class BriefEntry(Entry):
    """What a brief holds, and what a review calls what it should have had."""

    sections: Annotated[tuple[SectionEntry, ...], Field(min_length=1, max_length=20)]
    clauses: Annotated[tuple[ClauseEntry, ...], Field(max_length=10)] = ()
    acknowledging: Label
    approving: Label | None = None
    proving: Label


class ColumnsEntry(Entry):
    """What the columns of a table of influencers may be called."""

    names: Annotated[tuple[Column, ...], Field(min_length=1)]
    accounts: tuple[Column, ...] = ()
    mcn: tuple[Column, ...] = ()
    tier: tuple[Column, ...] = ()
    category: tuple[Column, ...] = ()
    followers: tuple[Column, ...] = ()
    contact: tuple[Column, ...] = ()

    def value(self) -> core.Columns:
        """Return the columns for the core."""
        return core.Columns(**self.model_dump())


class PreventionEntry(Entry):
    """The register of influencers, and how they are vetted."""

    tiers: Annotated[tuple[TierEntry, ...], Field(min_length=1, max_length=10)]
    categories: Annotated[tuple[CategoryEntry, ...], Field(min_length=1, max_length=40)]
    checks: Annotated[tuple[CheckEntry, ...], Field(max_length=20)] = ()
    columns: ColumnsEntry
    brief: BriefEntry
    approval: ApprovalEntry | None = None
    sign_offs: Annotated[int, Field(ge=1, le=4)] = 2
    signing: Label
    lasts_days: Annotated[int, Field(ge=1, le=730)] = 180
    monitoring: MonitoringEntry | None = None
    """Playbooks of earlier releases have none: nothing of theirs is ever an alarm."""
    portfolio: PortfolioEntry | None = None

    def value(self) -> core.Prevention:
        """Return what is said of prevention for the core."""
        approval = self.approval.value() if self.approval else Approval()
        return core.Prevention(
            tiers=tuple(entry.value() for entry in self.tiers),
            categories=tuple(entry.value() for entry in self.categories),
            checks=tuple(entry.value() for entry in self.checks),
            columns=self.columns.value(),
            sign_offs=self.sign_offs,
            lasts_days=self.lasts_days,
            signing=self.signing.value(),
            sections=tuple(entry.value() for entry in self.brief.sections),
            clauses=tuple(entry.value() for entry in self.brief.clauses),
            acknowledging=self.brief.acknowledging.value(),
            proving=self.brief.proving.value(),
            approving=self.brief.approving.value() if self.brief.approving else None,
            approval=approval,
            monitoring=self.monitoring.value(approval.watch_hours)
            if self.monitoring
            else core_monitoring.Monitoring(watch_hours=approval.watch_hours),
            portfolio=self.portfolio.value()
            if self.portfolio
            else core_monitoring.PortfolioLimits(),
        )
