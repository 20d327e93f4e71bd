"""What may happen to a piece of content, and what time brings about. Pure.

The way is: written, read for absolute terms, approved stage by stage, reviewed on the platform,
published, watched, closed. What is out of turn is refused, or recorded with the reason.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.crisis.events import Draft, Event
from bot.crisis.events.content import (
    ContentApproved,
    ContentAsked,
    ContentClosed,
    ContentNews,
    ContentPlanned,
    ContentRejected,
    ContentReviewStarted,
    ContentStarted,
    ContentSubmitted,
    ContentTold,
)
from bot.crisis.handbook_approval import (
    BRIEF,
    CLAIMS,
    CONTENT,
    PLATFORM,
    VETTING,
    WATCH,
    Approval,
)
from bot.crisis.handbook_prevention import Prevention
from bot.crisis.intents import Refusal
from bot.crisis.texts import Text
from bot.crisis.words import in_slack
from bot.prevention.content import Content, digest_of, stage_of
from bot.prevention.content_public import published, rewritten
from bot.prevention.content_time import people, time_passed
from bot.prevention.intents_content import (
    ApproveContent,
    CloseContent,
    ContentIntent,
    LookAtContent,
    PlanContent,
    PublishContent,
    RejectContent,
    StartContent,
    StartPlatformReview,
    SubmitContent,
    WriteContent,
)
from bot.prevention.rights import Actor, may

Verdict = tuple[Event, ...] | Refusal

_BLOCKED = {
    VETTING: "refusal.content.vetting",
    CLAIMS: "refusal.content.claims",
    BRIEF: "refusal.content.brief",
}
_MEANWHILE = Refusal("refusal.content.meanwhile", "closed")
_SAME = Refusal("refusal.details.same", "already")


def decide_content(
    content: Content | None,
    intent: ContentIntent,
    now: datetime,
    actor: Actor,
    known: Prevention,
) -> tuple[Draft, ...] | Refusal:
    """Return the events that follow, or why there are none. ``known`` is the playbook's part."""
    if not may(actor, intent):
        return Refusal("refusal.prevention.forbidden", "forbidden")
    if isinstance(intent, StartContent):
        verdict = _started(content, intent, known)
    elif content is None:
        return Refusal("refusal.not_found", "forbidden")
    elif content.closed is not None:
        verdict = () if isinstance(intent, LookAtContent) else _closed_already(intent)
    else:
        verdict = _judge(content, intent, now, actor, known)
    return verdict if isinstance(verdict, Refusal) else tuple(Draft(one, now) for one in verdict)


def _closed_already(intent: ContentIntent) -> Refusal:
    if isinstance(intent, CloseContent):
        return _SAME
    return Refusal("refusal.content.closed", "closed")


def _judge(
    content: Content, intent: ContentIntent, now: datetime, actor: Actor, known: Prevention
) -> Verdict:
    match intent:
        case PlanContent():
            return _planned(content, intent)
        case WriteContent():
            return _written(content, intent)
        case SubmitContent():
            return _submitted(content, intent, now, known)
        case ApproveContent() | RejectContent() | StartPlatformReview():
            return _read(content, intent, now, actor, known.approval)
        case PublishContent():
            return published(content, intent, known)
        case CloseContent():
            return _closed(content, intent, known.approval)
        case LookAtContent():
            return tuple(time_passed(content, intent, now, known.approval))
        case StartContent():
            return _SAME


def _read(
    content: Content,
    intent: ApproveContent | RejectContent | StartPlatformReview,
    now: datetime,
    actor: Actor,
    known: Approval,
) -> Verdict:
    match intent:
        case ApproveContent():
            return _approved(content, intent, now, actor, known)
        case RejectContent():
            return _rejected(content, intent, now, actor, known)
        case StartPlatformReview():
            return _review(content, intent, now, known)


def _started(content: Content | None, intent: StartContent, known: Prevention) -> Verdict:
    if intent.rejected:
        return Refusal("refusal.content.rejected", "closed", field="title")
    if content is not None:
        return _SAME
    if not intent.title.text.strip():
        return Refusal("refusal.content.title", "missing", field="title")
    if known.category(intent.category) is None:
        return Refusal("refusal.kol.category", "missing", field="category")
    return (
        ContentStarted(intent.kol, intent.brief, intent.title, intent.category, intent.planned_at),
    )


def _planned(content: Content, intent: PlanContent) -> Verdict:
    same = intent.planned_at == content.planned_at
    return _SAME if same else (ContentPlanned(intent.planned_at),)


def _written(content: Content, intent: WriteContent) -> Verdict:
    if intent.after != content.version:
        return _MEANWHILE
    if not intent.piece.text.text.strip():
        return Refusal("refusal.content.text", "missing", field="text")
    if intent.piece == content.piece:
        return _SAME
    return tuple(rewritten(content, intent.piece, intent.salt))


def _submitted(
    content: Content, intent: SubmitContent, now: datetime, known: Prevention
) -> Verdict:
    if intent.version != content.version or content.piece is None:
        return _MEANWHILE
    if content.sent is not None:
        return _SAME
    if content.sent_back is not None:
        return Refusal("refusal.content.unchanged", "missing")
    for block in intent.blocks:
        return Refusal(_BLOCKED[block], "missing")
    if intent.findings and intent.reason is None:
        return Refusal("refusal.content.findings", "missing", field="reason")
    regulated = known.regulated(content.category)
    return _seated(content, intent, now, known.approval, regulated=regulated)


def _seated(
    content: Content, intent: SubmitContent, now: datetime, known: Approval, *, regulated: bool
) -> Verdict:
    chosen = {one.stage: one for one in intent.seats}
    seats = []
    for stage in known.needed(regulated=regulated):
        seat = chosen.get(stage.id)
        if seat is None:
            values = {"stage": stage.name}
            return Refusal("refusal.content.seat", "missing", values, field=f"seat.{stage.id}")
        if seat.user == content.written_by:
            return Refusal("refusal.content.own", "missing", field=f"seat.{stage.id}")
        for other in stage.apart:
            if other in chosen and chosen[other].user == seat.user:
                values = {"stage": stage.name}
                key = "refusal.content.apart"
                return Refusal(key, "missing", values, field=f"seat.{stage.id}")
        seats.append(seat)
    if intent.backup is None or intent.backup == content.written_by:
        return Refusal("refusal.content.backup", "missing", field="backup")
    if intent.kol_side is None:
        return Refusal("refusal.content.kol_side", "missing", field="kol_side")
    if intent.client is None:
        return Refusal("refusal.content.client", "missing", field="client")
    for stranger in intent.strangers:
        return Refusal("refusal.content.stranger", "missing", {"person": in_slack(stranger)})
    submitted = ContentSubmitted(
        version=content.version,
        digest=digest_of(content.piece, content.salt) if content.piece else "",
        seats=tuple(seats),
        backup=intent.backup,
        kol_side=intent.kol_side,
        client=intent.client,
        findings=intent.findings,
        reason=intent.reason,
    )
    return (submitted, *_next(submitted, set(), now, known))


def _next(
    sent: ContentSubmitted, done: set[str], now: datetime, known: Approval
) -> Iterator[Event]:
    """Yield who is asked next: the first stage that is left, or the influencer's side."""
    for seat in sent.seats:
        if seat.stage not in done:
            stage = known.stage(seat.stage)
            hours = stage.hours if stage is not None else known.client_hours
            yield ContentAsked(seat.stage, seat.user, now + timedelta(hours=hours))
            return
    news: ContentNews = "ready" if PLATFORM in done else "platform"
    yield ContentTold(news, (sent.kol_side,))


def _approved(
    content: Content, intent: ApproveContent, now: datetime, actor: Actor, known: Approval
) -> Verdict:
    refused = _out_of_turn(content, intent.stage, intent.version, now, actor, known)
    if refused is not None:
        return refused
    if content.sent is None or content.piece is None:
        return _MEANWHILE
    event = ContentApproved(
        intent.stage, content.version, digest_of(content.piece, content.salt), intent.evidence
    )
    done = {*content.approved, intent.stage}
    return (event, *_next(content.sent, done, now, known))


def _rejected(
    content: Content, intent: RejectContent, now: datetime, actor: Actor, known: Approval
) -> Verdict:
    refused = _out_of_turn(content, intent.stage, intent.version, now, actor, known)
    if refused is not None:
        return refused
    if not intent.reason.text.strip():
        return Refusal("refusal.content.reason", "missing", field="reason")
    on_platform = intent.stage == PLATFORM
    if on_platform and content.rejections >= known.rejections:
        values = {"most": known.rejections}
        return Refusal("refusal.content.used_up", "closed", values, field="reason")
    to = people(content.written_by, content.sent.kol_side if content.sent else None)
    events: list[Event] = [
        ContentRejected(intent.stage, content.version, intent.reason),
        ContentTold("rejected", to, intent.stage),
    ]
    if on_platform and content.rejections + 1 >= known.rejections:
        client = content.sent.client if content.sent else None
        events.append(ContentTold("used_up", people(*to, client)))
    return tuple(events)


def _out_of_turn(
    content: Content, stage: str, version: int, now: datetime, actor: Actor, known: Approval
) -> Refusal | None:
    """Return why somebody may not say yes or no at a stage now."""
    sent = content.sent
    if version != content.version or sent is None:
        return _MEANWHILE
    if stage in content.approved:
        return _SAME
    current = stage_of(content)
    if stage != current:
        name = known.name(current or PLATFORM) or Text(PLATFORM, PLATFORM)
        return Refusal("refusal.content.turn", "missing", {"stage": name})
    if stage == PLATFORM:
        return _at_the_platform(content, sent, actor)
    until = content.asked.until if content.asked is not None else now
    seat = next(one.user for one in sent.seats if one.stage == stage)
    if actor.user not in {seat, sent.backup}:
        values = {"person": in_slack(seat), "other": in_slack(sent.backup)}
        return Refusal("refusal.content.not_yours", "forbidden", values)
    if actor.user != seat and now < until:
        key = "refusal.content.backup_later"
        return Refusal(key, "forbidden", {"person": in_slack(seat), "time": until})
    return _twice(content, stage, actor, known)


def _twice(content: Content, stage: str, actor: Actor, known: Approval) -> Refusal | None:
    """Return a refusal if this takes two people and would get one."""
    entry = known.stage(stage)
    for other in entry.apart if entry is not None else ():
        before = content.approved.get(other)
        if before is not None and before.by == actor.user:
            return Refusal("refusal.content.two_people", "forbidden")
    return None


def _at_the_platform(content: Content, sent: ContentSubmitted, actor: Actor) -> Refusal | None:
    if content.review_until is None:
        return Refusal("refusal.content.no_review", "missing")
    if actor.user in {sent.client, sent.backup}:
        return None
    values = {"person": in_slack(sent.client), "other": in_slack(sent.backup)}
    return Refusal("refusal.content.not_yours", "forbidden", values)


def _review(
    content: Content, intent: StartPlatformReview, now: datetime, known: Approval
) -> Verdict:
    if intent.version != content.version or content.sent is None:
        return _MEANWHILE
    current = stage_of(content)
    if current != PLATFORM:
        name = known.name(current or PLATFORM) or Text(PLATFORM, PLATFORM)
        return Refusal("refusal.content.turn", "missing", {"stage": name}, field="since")
    if content.review_until is not None:
        return _SAME
    if intent.since > now:
        return Refusal("refusal.content.since", "missing", field="since")
    until = intent.since + timedelta(hours=known.client_hours)
    to = people(content.sent.client, content.sent.kol_side)
    return (ContentReviewStarted(until), ContentTold("review", to))


def _closed(content: Content, intent: CloseContent, known: Approval) -> Verdict:
    if not intent.remark.text.strip():
        return Refusal("refusal.content.remark", "missing", field="remark")
    over = content.published is not None and content.watched_at is not None
    if over:
        return (ContentClosed(intent.remark),)
    if intent.early:
        waited = CONTENT if content.published_at is None else WATCH
        return (ContentClosed(intent.remark, (waited,)),)
    if content.published_at is None:
        return Refusal("refusal.content.unpublished", "missing", field="early")
    until = content.published_at + timedelta(hours=known.watch_hours)
    return Refusal("refusal.content.watch", "missing", {"time": until}, field="early")
