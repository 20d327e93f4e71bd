"""Notes of influencers: what became of each, reported one step at a time."""

from collections.abc import Mapping
from typing import Final

from bot.crisis.events import PostStage
from bot.crisis.intents import ReportPost
from bot.crisis.posts import post_id, post_of
from bot.crisis.words import Person, in_slack, outside
from bot.service.outcome import Refused
from bot.views import posts
from bot.views.parts import unpack
from handlers.doors import Doors
from handlers.forms import Form
from handlers.found import clicked
from handlers.reply import Reply
from handlers.request import Request
from handlers.router import Router

_STAGES: Final[Mapping[str, PostStage]] = {stage: stage for stage in posts.STAGES}


def register(router: Router) -> None:
    """Serve everything about the notes of influencers."""
    router.on("action", posts.OPEN_POSTS, open_posts)
    router.on("action", posts.UPDATE, open_report)
    router.on("action", posts.ADD, open_add)
    router.on("view", posts.REPORT, submit_report)


async def open_posts(request: Request, reply: Reply, doors: Doors) -> None:
    """Show every note with what became of it."""
    incident, _ = await clicked(request, reply, doors)
    if incident is not None:
        reply.show_view(posts.posts_modal(incident, request.voice))


async def open_report(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask where one note stands."""
    incident, name = await clicked(request, reply, doors)
    post = post_of(incident, name) if incident is not None else None
    if incident is not None and post is not None:
        reply.show_view(posts.report_modal(incident, post, request.person, request.voice))


async def open_add(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask for a further note, and where it stands."""
    incident, _ = await clicked(request, reply, doors)
    if incident is not None:
        reply.show_view(posts.report_modal(incident, None, request.person, request.voice))


async def submit_report(request: Request, reply: Reply, doors: Doors) -> None:
    """Record where a note stands, and show all of them again."""
    form = Form(request.view)
    incident_id, post = (*unpack(form.metadata), "", "")[:2]
    address = form.words(posts.ADDRESS)
    intent = ReportPost(
        post=post or post_id(form.text(posts.ADDRESS)),
        stage=_STAGES.get(form.option(posts.STAGE) or "", "published"),
        address=address,
        kol=form.words(posts.KOL),
        by=_person(form),
        at=form.moment(posts.AT),
        proof=form.words(posts.PROOF),
        protected_until=form.day(posts.PROTECTED),
    )
    outcome = await doors.act(request, incident_id, intent)
    if isinstance(outcome, Refused) or outcome.incident is None:
        await reply.settle(outcome)
        return
    await reply.update(posts.posts_modal(outcome.incident, request.voice))


def _person(form: Form) -> Person | None:
    name = form.text(posts.BY_OUTSIDE)
    if name:
        return outside(name)
    user = form.user(posts.BY)
    return in_slack(user) if user is not None else None
