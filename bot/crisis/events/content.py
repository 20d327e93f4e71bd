"""A piece of content on its way to publication. Each is a stream of its own.

Bound to an influencer and a brief. What was approved is kept as a digest of the whole piece, so
that a change of any part of it shows.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.crisis.events.prevention import FactState
from bot.crisis.ids import SlackUserId
from bot.crisis.words import Words

ContentNews = Literal[
    "changed",
    "late",
    "platform",
    "published",
    "ready",
    "rejected",
    "review",
    "silence",
    "used_up",
    "vetting",
    "watched",
]
"""What people are told about a piece of content."""


@dataclass(frozen=True, slots=True)
class ContentPiece:
    """Everything that the public sees of a note: a change of any part asks for approval anew."""

    text: Words
    cover: Words | None = None
    tags: tuple[Words, ...] = ()
    comment: Words | None = None


@dataclass(frozen=True, slots=True)
class ContentSeat:
    """Who approves at a stage. ``stage`` is an id of the playbook."""

    stage: str
    user: SlackUserId


@dataclass(frozen=True, slots=True)
class ContentStarted:
    """A piece of content was begun for an influencer of the register, under a brief."""

    kol: str
    brief: str
    title: Words
    category: str
    planned_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ContentPlanned:
    """When it is to be published was set, or set anew."""

    planned_at: datetime


@dataclass(frozen=True, slots=True)
class ContentWritten:
    """A version of a piece, whole. What was approved of an earlier version no longer counts.

    ``salt`` goes into its digests. It is kept as a text, so that it goes when the words are taken
    out: nobody can then try out what they were. None: recorded before there were salts.
    """

    version: int
    piece: ContentPiece
    salt: Words | None = None


@dataclass(frozen=True, slots=True)
class ContentSubmitted:
    """A version was read for absolute terms and sent on its way through these people.

    ``findings`` is how many the reading gave; ``reason`` says why they stay.
    """

    version: int
    digest: str
    seats: tuple[ContentSeat, ...]
    backup: SlackUserId
    kol_side: SlackUserId
    client: SlackUserId
    findings: int = 0
    reason: Words | None = None


@dataclass(frozen=True, slots=True)
class ContentAsked:
    """Somebody was asked to approve at a stage, until then; after that the backup may."""

    stage: str
    user: SlackUserId
    until: datetime


@dataclass(frozen=True, slots=True)
class ContentApproved:
    """A version was approved at a stage; ``digest`` is of what was approved."""

    stage: str
    version: int
    digest: str
    evidence: Words | None = None


@dataclass(frozen=True, slots=True)
class ContentRejected:
    """A version was sent back at a stage. The platform counts rejections there."""

    stage: str
    version: int
    reason: Words


@dataclass(frozen=True, slots=True)
class ContentReviewStarted:
    """The platform asked the client; it takes silence for a yes after ``until``."""

    until: datetime


@dataclass(frozen=True, slots=True)
class ContentReviewLapsed:
    """The client said nothing in time: the platform may publish."""


@dataclass(frozen=True, slots=True)
class ContentVettingSeen:
    """Ahead of publication it was looked up how the vetting of the influencer stands."""

    planned_at: datetime
    state: FactState


@dataclass(frozen=True, slots=True)
class ContentPublished:
    """It is public. ``overridden`` is what should have come first, ``reason`` why it did not.

    ``changed`` are the parts that differ from what was approved last.
    """

    version: int
    digest: str
    note_url: Words
    overridden: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    reason: Words | None = None


@dataclass(frozen=True, slots=True)
class ContentWatched:
    """The first hours after publication, in which it was watched, are over."""


@dataclass(frozen=True, slots=True)
class ContentClosed:
    """Nothing more is to be done about it. ``overridden`` is what was not waited for."""

    remark: Words
    overridden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContentTold:
    """People were told something. ``hours`` is what is left, ``parts`` what changed."""

    news: ContentNews
    to: tuple[SlackUserId, ...]
    stage: str | None = None
    hours: int | None = None
    parts: tuple[str, ...] = ()


ContentEvent = (
    ContentStarted
    | ContentPlanned
    | ContentWritten
    | ContentSubmitted
    | ContentAsked
    | ContentApproved
    | ContentRejected
    | ContentReviewStarted
    | ContentReviewLapsed
    | ContentVettingSeen
    | ContentPublished
    | ContentWatched
    | ContentClosed
    | ContentTold
)
"""What can happen to a piece of content."""
