"""What an influencer is told before they publish. Each brief is a stream of its own."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.crisis.words import Words


@dataclass(frozen=True, slots=True)
class BriefClaim:
    """Something that may be said of the product. Without ``proof`` it must not be approved."""

    claim: Words
    proof: Words | None = None
    owner: Words | None = None


@dataclass(frozen=True, slots=True)
class BriefStarted:
    """A brief was begun for an influencer of the register and a campaign."""

    kol: str
    campaign: Words


@dataclass(frozen=True, slots=True)
class BriefWritten:
    """A version of a brief, whole: sections and clauses by the playbook's ids."""

    version: int
    sections: Mapping[str, Words]
    claims: tuple[BriefClaim, ...] = ()
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BriefAcknowledged:
    """The influencer acknowledged a version: who said so for them, and what shows it."""

    version: int
    by: Words
    evidence: Words


@dataclass(frozen=True, slots=True)
class BriefApproved:
    """Somebody who did not write a version approved it; every claim in it has its proof."""

    version: int


BriefEvent = BriefStarted | BriefWritten | BriefApproved | BriefAcknowledged
"""What can happen in the stream of a brief."""
