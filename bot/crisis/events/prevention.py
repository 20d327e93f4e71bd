"""What happens before a crisis: who is in the register, and how they were vetted.

Each influencer is a stream of its own. ``KolRecognised`` alone stands in a crisis' stream: it keeps
what was known of them, so that the record of the crisis needs no other.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.crisis.ids import SlackUserId
from bot.crisis.words import Words

Finding = Literal["pass", "flag", "reject"]
Process = Literal["vetting", "briefing", "approval", "monitoring"]
FactState = Literal["pass", "flag", "reject", "done", "missing", "lapsed"]


@dataclass(frozen=True, slots=True)
class KolProfile:
    """Who an influencer is. The first name is the one that is shown.

    ``tier`` and ``category`` are ids of the playbook; ``accounts`` are addresses of their pages.
    """

    names: tuple[Words, ...]
    accounts: tuple[Words, ...] = ()
    mcn: Words | None = None
    tier: str | None = None
    category: str | None = None
    followers: int | None = None
    contact: Words | None = None


@dataclass(frozen=True, slots=True)
class KolAdded:
    """An influencer was put into the register."""

    profile: KolProfile


@dataclass(frozen=True, slots=True)
class KolChanged:
    """What the register says of an influencer was changed; this is all of it now."""

    profile: KolProfile


@dataclass(frozen=True, slots=True)
class VettingChecked:
    """One check of a vetting was made. Who signed before has to sign again."""

    check: str
    finding: Finding
    source: Words
    evidence: Words | None = None
    reason: Words | None = None


@dataclass(frozen=True, slots=True)
class VettingSigned:
    """A person signed the vetting as it stood."""


@dataclass(frozen=True, slots=True)
class VettingPassed:
    """Enough people signed; the vetting is good until then."""

    until: datetime


@dataclass(frozen=True, slots=True)
class VettingLapsed:
    """The vetting's time is over; all checks have to be made anew."""


@dataclass(frozen=True, slots=True)
class PreventionFact:
    """One thing that should have been done before, and whether, when and by whom it was.

    ``thing`` is the id of a check of the playbook, or ``sign_off``.
    """

    process: Process
    thing: str
    state: FactState
    at: datetime | None = None
    by: SlackUserId | None = None


@dataclass(frozen=True, slots=True)
class KolRecognised:
    """An influencer of the crisis stands in the register; what was known then is kept here."""

    kol: str
    profile: KolProfile
    facts: tuple[PreventionFact, ...] = ()


KolEvent = KolAdded | KolChanged | VettingChecked | VettingSigned | VettingPassed | VettingLapsed
"""What can happen in the stream of an influencer."""
