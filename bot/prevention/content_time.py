"""What time brings about for a piece of content, and when to look next. Pure.

Called by the rules when time has passed, and by the kind of stream for its due time.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.crisis.events import Event, FactState
from bot.crisis.events.content import (
    ContentReviewLapsed,
    ContentTold,
    ContentVettingSeen,
    ContentWatched,
)
from bot.crisis.handbook_approval import PLATFORM, Approval
from bot.crisis.ids import SlackUserId
from bot.prevention.content import Content
from bot.prevention.intents_content import LookAtContent


def content_due(content: Content, known: Approval) -> datetime | None:
    """Return when to look at a piece of content next."""
    if content.closed is not None:
        return None
    return min((at for at, _ in _ahead(content, known)), default=None)


def _ahead(content: Content, known: Approval) -> Iterator[tuple[datetime, str]]:
    """Yield what time will bring about, and when."""
    asked = content.asked
    if asked is not None and asked.stage not in content.late:
        yield asked.until, "late"
    if _under_review(content) and content.review_until is not None:
        yield content.review_until, "silence"
        for hours in _reminders(content, known):
            yield content.review_until - timedelta(hours=hours), "review"
    seen, planned = content.vetting_seen, content.planned_at
    looked = seen is not None and seen.planned_at == planned
    if planned is not None and content.published_at is None and not looked:
        yield planned - timedelta(hours=known.vetting_hours), "vetting"
    if content.published_at is not None and content.watched_at is None:
        yield content.published_at + timedelta(hours=known.watch_hours), "watched"


def _under_review(content: Content) -> bool:
    return (
        content.review_until is not None
        and content.silent_at is None
        and PLATFORM not in content.approved
        and content.published_at is None
    )


def _reminders(content: Content, known: Approval) -> tuple[int, ...]:
    """Return the hours left at which both sides are still to be reminded, the most first."""
    told = content.reminded
    return tuple(one for one in known.reminders if told is None or one < told)


def time_passed(
    content: Content, intent: LookAtContent, now: datetime, known: Approval
) -> Iterator[Event]:
    """Yield what has come to pass by now; nothing of it twice."""
    due = {what for at, what in _ahead(content, known) if at <= now}
    sent, asked = content.sent, content.asked
    if "late" in due and asked is not None and sent is not None:
        yield ContentTold("late", people(asked.user, sent.backup), asked.stage)
    if sent is not None:
        both = people(sent.client, sent.kol_side)
        if "silence" in due:
            yield ContentReviewLapsed()
            yield ContentTold("silence", both)
        elif "review" in due and content.review_until is not None:
            # After a downtime one word, about the least that is left.
            left = content.review_until - now
            passed = [one for one in _reminders(content, known) if left <= timedelta(hours=one)]
            yield ContentTold("review", both, hours=min(passed))
    if "vetting" in due:
        yield from _vetting_seen(content, intent)
    if "watched" in due:
        yield ContentWatched()
        yield ContentTold("watched", _keepers(content))


def _vetting_seen(content: Content, intent: LookAtContent) -> Iterator[Event]:
    if content.planned_at is None:
        return
    good = intent.vetted_until is not None and intent.vetted_until > content.planned_at
    state: FactState = "reject" if intent.rejected else "done" if good else "lapsed"
    yield ContentVettingSeen(content.planned_at, state)
    if state != "done":
        yield ContentTold("vetting", _keepers(content))


def _keepers(content: Content) -> tuple[SlackUserId, ...]:
    """Return who looks after a piece: whoever looks after the influencer, else who began it."""
    side = content.sent.kol_side if content.sent is not None else None
    return people(side or content.started_by)


def people(*people: SlackUserId | None) -> tuple[SlackUserId, ...]:
    """Return these people, each once, without the places that nobody takes."""
    return tuple(dict.fromkeys(one for one in people if one is not None))
