"""What somebody wants to happen before a crisis. Handlers make them, the rules judge them."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.crisis.events import BriefClaim, Finding, KolProfile
from bot.crisis.intents import TimePassed
from bot.crisis.words import Words
from bot.prevention.intents_change import ProposeChange
from bot.prevention.intents_content import ContentIntent
from bot.prevention.intents_table import TableIntent
from bot.prevention.monitoring import CampaignIntent


@dataclass(frozen=True, slots=True)
class AddKol:
    """Put an influencer into the register."""

    profile: KolProfile


@dataclass(frozen=True, slots=True)
class ChangeKol:
    """Say anew all that the register holds of an influencer."""

    profile: KolProfile


@dataclass(frozen=True, slots=True)
class CheckVetting:
    """Record what one check found."""

    check: str
    finding: Finding
    source: Words
    evidence: Words | None = None
    reason: Words | None = None


@dataclass(frozen=True, slots=True)
class SignVetting:
    """Sign the vetting as it stands."""


@dataclass(frozen=True, slots=True)
class StartBrief:
    """Begin a brief. ``rejected``: the vetting of this influencer advises against them."""

    kol: str
    campaign: Words
    rejected: bool = False


@dataclass(frozen=True, slots=True)
class WriteBrief:
    """Write the next version, whole. ``after`` is the version that was in front."""

    after: int
    sections: Mapping[str, Words]
    claims: tuple[BriefClaim, ...] = ()
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ApproveBrief:
    """Approve a version. Whoever wrote it cannot, and no claim may be without proof."""

    version: int


@dataclass(frozen=True, slots=True)
class AcknowledgeBrief:
    """Record that the influencer acknowledged a version."""

    version: int
    by: Words
    evidence: Words


KolIntent = AddKol | ChangeKol | CheckVetting | SignVetting | TimePassed
"""What can be wanted of an influencer in the register."""

BriefIntent = StartBrief | WriteBrief | ApproveBrief | AcknowledgeBrief
"""What can be wanted of a brief."""

PreventionIntent = (
    KolIntent | BriefIntent | ContentIntent | CampaignIntent | ProposeChange | TableIntent
)
"""What can be wanted of any stream of this room."""
