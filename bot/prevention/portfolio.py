"""How much lies with how few: spend and exposure by influencer and by agency. Pure and exact.

Called by the views, the pictures and the export. Shares are in percent; the Herfindahl index is
their sum of squares, from near 0 (many alike) to 10,000 (one alone).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from bot.crisis.handbook_monitoring import PortfolioLimits
from bot.crisis.words import Words
from bot.prevention.campaign import Campaign
from bot.prevention.kol import KolEntry

Measure = Literal["spend", "exposure"]
By = Literal["kol", "mcn"]
MEASURES: tuple[Measure, ...] = ("spend", "exposure")
_PERCENT = 100
_WHOLE = Decimal(10_000)


@dataclass(frozen=True, slots=True)
class Line:
    """What one influencer cost and reached for a campaign in a quarter.

    Somebody without an agency counts as an agency of their own.
    """

    campaign: str
    campaign_name: Words
    quarter: str
    kol: str
    name: Words
    mcn: Words | None
    tier: str | None
    spend: Decimal
    exposure: int

    def amount(self, measure: Measure) -> Decimal:
        """Return one of the two amounts."""
        return self.spend if measure == "spend" else Decimal(self.exposure)

    def holder(self, by: By) -> str:
        """Return what tells those apart whose amounts are added up."""
        if by == "mcn" and self.mcn is not None:
            return f"mcn {self.mcn.text.strip().casefold()}"
        return f"kol {self.kol}"

    def holder_name(self, by: By) -> Words:
        """Return what they are called."""
        return self.mcn if by == "mcn" and self.mcn is not None else self.name


@dataclass(frozen=True, slots=True)
class Share:
    """Somebody's part of the whole."""

    holder: str
    name: Words
    amount: Decimal
    percent: Decimal


@dataclass(frozen=True, slots=True)
class Concentration:
    """How the whole is spread. ``effective`` is how many equal ones would be as concentrated."""

    measure: Measure
    by: By
    total: Decimal
    shares: tuple[Share, ...]
    hhi: Decimal
    effective: Decimal

    @property
    def top(self) -> Share:
        """The largest part."""
        return self.shares[0]

    def too_much(self, limits: PortfolioLimits) -> bool:
        """Whether one has too large a part."""
        return self.top.percent > limits.top_share

    def too_few(self, limits: PortfolioLimits) -> bool:
        """Whether too few have too much together."""
        return self.hhi > limits.hhi


def lines_of(campaigns: Iterable[Campaign], kols: Mapping[str, KolEntry]) -> tuple[Line, ...]:
    """Return everything that was recorded, with what the register says of the influencers now."""
    made = []
    for campaign in campaigns:
        for (kol, quarter), spend in sorted(campaign.spends.items()):
            entry = kols.get(kol)
            made.append(
                Line(
                    campaign=campaign.id,
                    campaign_name=campaign.plan.name,
                    quarter=quarter,
                    kol=kol,
                    name=entry.name if entry is not None else Words(kol),
                    mcn=entry.profile.mcn if entry is not None else None,
                    tier=entry.profile.tier if entry is not None else None,
                    spend=Decimal(spend.spend),
                    exposure=spend.exposure,
                )
            )
    return tuple(made)


def chosen(
    lines: Sequence[Line], quarter: str | None = None, campaign: str | None = None
) -> tuple[Line, ...]:
    """Return the lines of a quarter and a campaign; None is all of them."""
    return tuple(
        one for one in lines if quarter in {None, one.quarter} and campaign in {None, one.campaign}
    )


def concentration(lines: Sequence[Line], measure: Measure, by: By) -> Concentration | None:
    """Return how an amount is spread; None when there is nothing of it."""
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    names: dict[str, Words] = {}
    for line in lines:
        sums[line.holder(by)] += line.amount(measure)
        names.setdefault(line.holder(by), line.holder_name(by))
    total = sum(sums.values(), Decimal())
    if total <= 0:
        return None
    shares = [
        Share(holder, names[holder], amount, _PERCENT * amount / total)
        for holder, amount in sums.items()
    ]
    shares.sort(key=lambda one: (-one.amount, one.holder))
    hhi = sum((one.percent**2 for one in shares), Decimal())
    return Concentration(measure, by, total, tuple(shares), hhi, _WHOLE / hhi)


def without(lines: Sequence[Line], holder: str, by: By) -> tuple[Line, ...]:
    """Return what is left when one of them is gone."""
    return tuple(one for one in lines if one.holder(by) != holder)


def tiers(lines: Sequence[Line], measure: Measure) -> tuple[tuple[str | None, int, Decimal], ...]:
    """Return for each size how many influencers there are and their part of an amount, in percent.

    The order is that of the amounts.
    """
    people: defaultdict[str | None, set[str]] = defaultdict(set)
    sums: defaultdict[str | None, Decimal] = defaultdict(Decimal)
    for line in lines:
        people[line.tier].add(line.kol)
        sums[line.tier] += line.amount(measure)
    total = sum(sums.values(), Decimal())
    ranked = sorted(sums, key=lambda tier: (-sums[tier], tier or ""))
    return tuple(
        (tier, len(people[tier]), _PERCENT * sums[tier] / total if total else Decimal())
        for tier in ranked
    )
