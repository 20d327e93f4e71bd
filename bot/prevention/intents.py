"""What somebody wants to happen before a crisis. Handlers make them, the rules judge them."""

from dataclasses import dataclass

from bot.crisis.events import Finding, KolProfile
from bot.crisis.intents import TimePassed
from bot.crisis.words import Words


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


KolIntent = AddKol | ChangeKol | CheckVetting | SignVetting | TimePassed
"""What can be wanted of an influencer in the register."""

PreventionIntent = KolIntent
"""What can be wanted of any stream of this room."""
