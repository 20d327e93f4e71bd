"""What became of each note of an influencer: one kind of event for every step of its life."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.crisis.words import Person, Words

PostStage = Literal[
    "in_review",
    "rejected",
    "published",
    "clarified",
    "edited",
    "removal_asked",
    "hidden",
    "removed",
]


@dataclass(frozen=True, slots=True)
class PostReported:
    """Where a note stands now. ``protected_until`` is the last day of its protection period.

    ``address`` and ``kol`` say which note it is; the first report of a note always does.
    """

    post: str
    stage: PostStage
    address: Words | None = None
    kol: Words | None = None
    by: Person | None = None
    proof: Words | None = None
    protected_until: date | None = None


@dataclass(frozen=True, slots=True)
class PostTermPassed:
    """A request to remove a note lapsed, or the time to reject one is over. ``after``: which."""

    post: str
    after: int
