"""What a playbook says of prevention: sizes of influencers, categories, how they are vetted.

Values only. Loaded by ``bot.playbook``, read by ``bot.prevention`` and the views.
"""

from dataclasses import dataclass, field

from bot.crisis.handbook_approval import Approval
from bot.crisis.handbook_monitoring import Monitoring, PortfolioLimits
from bot.crisis.texts import Text

SIGN_OFF = "sign_off"
"""The thing of a vetting that is no check: the signatures."""


ACKNOWLEDGED = "brief_acknowledged"
"""The thing of a briefing that says whether the influencer acknowledged it."""
APPROVED = "brief_approved"
"""The thing of a briefing that says whether somebody else than its writer approved it."""
PROVEN = "claims_proven"
"""The thing of a briefing that says whether every claim has its proof."""


@dataclass(frozen=True, slots=True)
class Tier:
    """How large an influencer is: from so many followers on."""

    id: str
    name: Text
    followers: int


@dataclass(frozen=True, slots=True)
class Category:
    """What an influencer is about. ``regulated``: claims there fall under special law."""

    id: str
    name: Text
    regulated: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """Something to look at before working with an influencer."""

    id: str
    name: Text
    how: Text


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a brief. ``lint``: its words go public, so they are read for absolute terms."""

    id: str
    name: Text
    how: Text
    required: bool = False
    lint: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """Something that a contract with an influencer should say."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table of influencers may be called."""

    names: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    mcn: tuple[str, ...] = ()
    tier: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    followers: tuple[str, ...] = ()
    contact: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prevention:
    """Everything about prevention. Without checks nothing can be vetted.

    ``sign_offs`` people sign a vetting, which is good for ``lasts_days``; ``signing`` is what that
    is called.
    """

    tiers: tuple[Tier, ...] = ()
    categories: tuple[Category, ...] = ()
    checks: tuple[Check, ...] = ()
    columns: Columns = Columns()
    sign_offs: int = 2
    lasts_days: int = 180
    signing: Text | None = None
    sections: tuple[Section, ...] = ()
    clauses: tuple[Clause, ...] = ()
    acknowledging: Text | None = None
    proving: Text | None = None
    approving: Text | None = None
    approval: Approval = field(default_factory=Approval)
    monitoring: Monitoring = field(default_factory=Monitoring)
    portfolio: PortfolioLimits = field(default_factory=PortfolioLimits)

    def tier(self, tier_id: str | None) -> Tier | None:
        """Return the tier of this id."""
        return next((one for one in self.tiers if one.id == tier_id), None)

    def tier_of(self, followers: int) -> Tier | None:
        """Return the largest tier that so many followers reach."""
        reached = [one for one in self.tiers if one.followers <= followers]
        return max(reached, key=lambda one: one.followers, default=None)

    def category(self, category_id: str | None) -> Category | None:
        """Return the category of this id."""
        return next((one for one in self.categories if one.id == category_id), None)

    def thing(self, thing_id: str) -> Text | str:
        """Return what something is called that should be done before; its id if nobody knows."""
        check = self.check(thing_id)
        if check is not None:
            return check.name
        named = {
            SIGN_OFF: self.signing,
            ACKNOWLEDGED: self.acknowledging,
            APPROVED: self.approving,
            PROVEN: self.proving,
        }
        found = named.get(thing_id) or self.approval.name(thing_id)
        return found or self.monitoring.things.get(thing_id) or thing_id

    def regulated(self, category_id: str) -> bool:
        """Whether special law holds for claims there; nobody knows of an unknown category."""
        category = self.category(category_id)
        return category is None or category.regulated

    def check(self, check_id: str) -> Check | None:
        """Return the check of this id."""
        return next((one for one in self.checks if one.id == check_id), None)
