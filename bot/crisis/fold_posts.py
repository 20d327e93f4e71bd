"""How events change what became of an influencer's notes. Used by the fold only."""

from dataclasses import replace

from bot.crisis import events as ev
from bot.crisis.changing import altered
from bot.crisis.incident import Incident
from bot.crisis.post import Post, PostStep
from bot.crisis.words import Words, in_slack


def post_reported(incident: Incident, recorded: ev.Recorded, event: ev.PostReported) -> Incident:
    """Add a step; what is not said again stays as it was."""
    before = incident.posts.get(event.post)
    who = event.by or (in_slack(recorded.actor) if recorded.actor is not None else None)
    step = PostStep(recorded.seq, event.stage, recorded.at, who, event.proof)
    post = Post(
        id=event.post,
        address=event.address or (before.address if before else Words("")),
        kol=event.kol or (before.kol if before else None),
        steps=(*(before.steps if before else ()), step),
        protected_until=event.protected_until or (before.protected_until if before else None),
    )
    return altered(incident, posts={**incident.posts, event.post: post})


def post_term_passed(incident: Incident, _: ev.Recorded, event: ev.PostTermPassed) -> Incident:
    """Note that the time of a step is over."""
    before = incident.posts.get(event.post)
    if before is None:
        return incident
    return altered(
        incident, posts={**incident.posts, event.post: replace(before, passed=event.after)}
    )
