"""A piece of content: what its events fold into, and what stands between it and the public. Pure.

``content_rules`` says what may happen next; this file what is.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.crisis.events import Recorded
from bot.crisis.events.content import (
    ContentApproved,
    ContentAsked,
    ContentClosed,
    ContentPiece,
    ContentPlanned,
    ContentPublished,
    ContentRejected,
    ContentReviewLapsed,
    ContentReviewStarted,
    ContentStarted,
    ContentSubmitted,
    ContentTold,
    ContentVettingSeen,
    ContentWatched,
    ContentWritten,
)
from bot.crisis.handbook_approval import LINT, PLATFORM, Approval
from bot.crisis.ids import SlackUserId, TeamId
from bot.crisis.words import Words
from bot.prevention.rights import Actor

PARTS = ("text", "cover", "tags", "comment")
"""The parts of a piece, in the order in which changes are named."""


@dataclass(frozen=True, slots=True)
class Word:
    """Who said yes or no, and when."""

    event: ContentApproved | ContentRejected
    at: datetime
    by: SlackUserId | None


@dataclass(frozen=True, slots=True)
class Letter:
    """What people are told, by the event that says so, and the version that it is about."""

    seq: int
    event: ContentAsked | ContentTold
    version: int


@dataclass(frozen=True, slots=True)
class Content:
    """A piece of content as of event ``seq``. ``version`` 0: nothing is written yet.

    ``sent``, ``approved`` and what the platform said are of the present version. ``read_as`` is the
    piece that was approved last, at least in part, and ``read_by`` who approved it.
    ``passed`` is what had been approved when it was published.
    """

    team: TeamId
    id: str
    seq: int
    kol: str
    brief: str
    title: Words
    category: str
    started_at: datetime
    started_by: SlackUserId | None = None
    planned_at: datetime | None = None
    version: int = 0
    piece: ContentPiece | None = None
    salt: Words | None = None
    written_at: datetime | None = None
    written_by: SlackUserId | None = None
    sent: ContentSubmitted | None = None
    sent_at: datetime | None = None
    sent_by: SlackUserId | None = None
    asked: ContentAsked | None = None
    late: frozenset[str] = frozenset()
    approved: Mapping[str, Word] = field(default_factory=dict)
    read_as: ContentPiece | None = None
    read_by: frozenset[SlackUserId] = frozenset()
    refused: tuple[Word, ...] = ()
    review_until: datetime | None = None
    reminded: int | None = None
    silent_at: datetime | None = None
    vetting_seen: ContentVettingSeen | None = None
    published: ContentPublished | None = None
    published_at: datetime | None = None
    published_by: SlackUserId | None = None
    passed: Mapping[str, Word] = field(default_factory=dict)
    passed_silent_at: datetime | None = None
    watched_at: datetime | None = None
    closed: ContentClosed | None = None
    closed_at: datetime | None = None
    letters: tuple[Letter, ...] = ()

    @property
    def rejections(self) -> int:
        """How often the client has said no on the platform, which counts."""
        return sum(one.event.stage == PLATFORM for one in self.refused)

    @property
    def sent_back(self) -> Word | None:
        """The no that the present version got, if it got one."""
        last = self.refused[-1] if self.refused else None
        return last if last is not None and last.event.version == self.version else None


def digest_of(piece: ContentPiece, salt: Words | None) -> str:
    """Return the digest of a piece: any change of any part gives another, and any other salt."""
    parts = [
        *([salt.text] if salt is not None else []),
        piece.text.text,
        piece.cover.text if piece.cover else "",
        [one.text for one in piece.tags],
        piece.comment.text if piece.comment else "",
    ]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def changed_parts(before: ContentPiece, after: ContentPiece) -> tuple[str, ...]:
    """Return which parts of a piece differ."""
    return tuple(part for part in PARTS if getattr(before, part) != getattr(after, part))


def piece_texts(piece: ContentPiece) -> tuple[str, ...]:
    """Return every text of a piece that the public reads."""
    words = (piece.text, piece.cover, *piece.tags, piece.comment)
    return tuple(one.text for one in words if one is not None)


def stage_of(content: Content) -> str | None:
    """Return the stage that a piece waits at; None before it was sent, and when it is through."""
    if content.sent is None:
        return None
    for seat in content.sent.seats:
        if seat.stage not in content.approved:
            return seat.stage
    through = PLATFORM in content.approved or content.silent_at is not None
    return None if through else PLATFORM


def not_yet(content: Content, known: Approval, *, regulated: bool) -> tuple[str, ...]:
    """Return the stages that should come before publication and have not, in their order."""
    needed = [one.id for one in known.needed(regulated=regulated)]
    read = [] if content.sent is not None else [LINT]
    open_still = [one for one in needed if one not in content.approved]
    through = PLATFORM in content.approved or content.silent_at is not None
    return (*read, *open_still, *([] if through else [PLATFORM]))


def waits_for(content: Content, actor: Actor) -> bool:
    """Whether a piece waits for this person's word: at their stage, or as the client."""
    if content.closed is not None or content.sent is None:
        return False
    stage = stage_of(content)
    if stage == PLATFORM:
        return content.review_until is not None and content.sent.client == actor.user
    return content.asked is not None and content.asked.user == actor.user


def evolve_content(
    content: Content | None, recorded: Recorded, team: TeamId, content_id: str
) -> Content | None:
    """Apply one event; what is not known changes nothing but the position."""
    event = recorded.event
    if content is None:
        return _begun(event, recorded, team, content_id)
    content = replace(content, seq=recorded.seq)
    match event:
        case ContentPlanned():
            return replace(content, planned_at=event.planned_at)
        case ContentWritten():
            return _written(content, event, recorded)
        case ContentSubmitted():
            return replace(content, sent=event, sent_at=recorded.at, sent_by=recorded.actor)
        case ContentAsked():
            return _with_letter(replace(content, asked=event), event)
        case ContentTold():
            return _told(content, event)
        case _:
            return _reviewed(content, event, recorded)


def _reviewed(content: Content, event: object, recorded: Recorded) -> Content:
    match event:
        case ContentApproved() if event.version == content.version:
            return _approved(content, event, recorded)
        case ContentRejected():
            word = Word(event, recorded.at, recorded.actor)
            return replace(_unsent(content), refused=(*content.refused, word))
        case ContentReviewStarted():
            return replace(content, review_until=event.until, reminded=None, asked=None)
        case ContentReviewLapsed():
            return replace(content, silent_at=recorded.at)
        case _:
            return _afterwards(content, event, recorded)


def _afterwards(content: Content, event: object, recorded: Recorded) -> Content:
    match event:
        case ContentVettingSeen():
            return replace(content, vetting_seen=event)
        case ContentPublished():
            return replace(
                content,
                published=event,
                published_at=content.published_at or recorded.at,
                published_by=recorded.actor,
                passed=content.approved,
                passed_silent_at=content.silent_at,
                asked=None,
            )
        case ContentWatched():
            return replace(content, watched_at=recorded.at)
        case ContentClosed():
            return replace(content, closed=event, closed_at=recorded.at)
        case _:
            return content


def _begun(event: object, recorded: Recorded, team: TeamId, content_id: str) -> Content | None:
    if not isinstance(event, ContentStarted):
        return None
    return Content(
        team=team,
        id=content_id,
        seq=recorded.seq,
        kol=event.kol,
        brief=event.brief,
        title=event.title,
        category=event.category,
        started_at=recorded.at,
        started_by=recorded.actor,
        planned_at=event.planned_at,
    )


def _written(content: Content, event: ContentWritten, recorded: Recorded) -> Content:
    return replace(
        _unsent(content),
        version=event.version,
        piece=event.piece,
        salt=event.salt,
        written_at=recorded.at,
        written_by=recorded.actor,
    )


def _unsent(content: Content) -> Content:
    """Return a piece that has its whole way before it again."""
    return replace(
        content,
        sent=None,
        sent_at=None,
        sent_by=None,
        asked=None,
        late=frozenset(),
        approved={},
        review_until=None,
        reminded=None,
        silent_at=None,
    )


def _approved(content: Content, event: ContentApproved, recorded: Recorded) -> Content:
    word = Word(event, recorded.at, recorded.actor)
    first = content.read_as != content.piece
    before = frozenset[SlackUserId]() if first else content.read_by
    return replace(
        content,
        approved={**content.approved, event.stage: word},
        asked=None,
        read_as=content.piece,
        read_by=before | ({recorded.actor} if recorded.actor else frozenset()),
    )


def _told(content: Content, event: ContentTold) -> Content:
    content = _with_letter(content, event)
    if event.news == "late" and event.stage is not None:
        return replace(content, late=content.late | {event.stage})
    if event.news == "review" and event.hours is not None:
        return replace(content, reminded=event.hours)
    return content


def _with_letter(content: Content, event: ContentAsked | ContentTold) -> Content:
    letter = Letter(content.seq, event, content.version)
    return replace(content, letters=(*content.letters, letter))
