"""What somebody wants to happen to a piece of content.

``blocks``, ``rejected`` and ``vetted_until`` are what other streams say (the influencer's vetting,
the brief), ``salt`` is what goes into digests: the service fills them in as of the commit.
``strangers`` is who of those chosen is not on the roster; whoever makes the intent looked it up.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.crisis.events.content import ContentPiece, ContentSeat
from bot.crisis.ids import SlackUserId
from bot.crisis.words import Words


@dataclass(frozen=True, slots=True)
class StartContent:
    """Begin a piece of content. ``rejected``: the vetting of this influencer advises against."""

    kol: str
    brief: str
    title: Words
    category: str
    planned_at: datetime | None = None
    rejected: bool = False


@dataclass(frozen=True, slots=True)
class PlanContent:
    """Say when it is to be published."""

    planned_at: datetime


@dataclass(frozen=True, slots=True)
class WriteContent:
    """Write the next version, whole. ``after`` is the version that was in front."""

    after: int
    piece: ContentPiece
    salt: Words | None = None


@dataclass(frozen=True, slots=True)
class SubmitContent:
    """Send a version on its way. ``findings`` is what its reading gave, ``reason`` why it stays."""

    version: int
    seats: tuple[ContentSeat, ...]
    backup: SlackUserId | None
    kol_side: SlackUserId | None
    client: SlackUserId | None
    findings: int = 0
    reason: Words | None = None
    blocks: tuple[str, ...] = ()
    strangers: tuple[SlackUserId, ...] = ()


@dataclass(frozen=True, slots=True)
class ApproveContent:
    """Approve a version at a stage."""

    stage: str
    version: int
    evidence: Words | None = None


@dataclass(frozen=True, slots=True)
class RejectContent:
    """Send a version back from a stage."""

    stage: str
    version: int
    reason: Words


@dataclass(frozen=True, slots=True)
class StartPlatformReview:
    """Record since when the platform waits for the client's word."""

    version: int
    since: datetime


@dataclass(frozen=True, slots=True)
class PublishContent:
    """Record that it is public, as ``piece``. With a ``reason`` also what came too early."""

    version: int
    note_url: Words
    piece: ContentPiece
    reason: Words | None = None
    blocks: tuple[str, ...] = ()
    salt: Words | None = None


@dataclass(frozen=True, slots=True)
class CloseContent:
    """Say that nothing more is to be done, and what was seen. ``early``: without waiting."""

    remark: Words
    early: bool = False


@dataclass(frozen=True, slots=True)
class LookAtContent:
    """Let time pass. ``vetted_until``: how long the vetting is good; None if it is not."""

    vetted_until: datetime | None = None
    rejected: bool = False


ContentIntent = (
    StartContent
    | PlanContent
    | WriteContent
    | SubmitContent
    | ApproveContent
    | RejectContent
    | StartPlatformReview
    | PublishContent
    | CloseContent
    | LookAtContent
)
"""What can be wanted of a piece of content."""
