"""Notes of influencers: every step is recorded as it is reported, in any order of steps.

People report what they see on the platform, so no step is refused because of the one before it.
"""

from bot.crisis.events import PostReported
from bot.crisis.intents import Refusal, ReportPost
from bot.crisis.posts import MOST_POSTS, post_of, posts, step_of
from bot.crisis.rules.context import Context, Verdict, blank

_MUST_BE_PROVEN = frozenset({"removal_asked", "hidden", "removed", "rejected"})


def report(context: Context, intent: ReportPost) -> Verdict:
    """Say where a note stands. What cannot be taken back needs something to prove it by."""
    incident = context.incident
    known = post_of(incident, intent.post)
    address = intent.address or (known.address if known is not None else None)
    if address is None or blank(address.text):
        return Refusal("refusal.post.address", "missing", field="address")
    if known is None and len(posts(incident)) >= MOST_POSTS:
        return Refusal("refusal.post.many", "missing", {"limit": MOST_POSTS}, field="address")
    if intent.at is not None and intent.at > context.now:
        return Refusal("refusal.surface.future", "missing", field="at")
    if intent.stage in _MUST_BE_PROVEN and (intent.proof is None or blank(intent.proof.text)):
        return Refusal("refusal.post.proof", "missing", field="proof")
    step = None if known is None else step_of(known)
    is_news = intent.proof is not None or intent.protected_until is not None
    if step is not None and step.stage == intent.stage and not is_news:
        return Refusal("refusal.post.same", "already", field="stage")
    first = step is None
    kol = intent.kol or (known.kol if known is not None else None)
    event = PostReported(
        post=intent.post,
        stage=intent.stage,
        address=address if first else intent.address,
        kol=kol if first else intent.kol,
        by=intent.by,
        proof=intent.proof,
        protected_until=intent.protected_until,
    )
    return context.happened(event, at=intent.at)
