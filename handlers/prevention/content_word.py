"""The word on a piece of content, stage by stage, and what follows: public, watched, closed."""

from bot.crisis.words import Words
from bot.prevention.content_public import held_back
from bot.prevention.intents_content import (
    ApproveContent,
    CloseContent,
    PublishContent,
    RejectContent,
    StartPlatformReview,
)
from bot.views.parts import unpack
from bot.views.prevention import content as views
from bot.views.prevention import content_forms as forms
from handlers.doors import Doors
from handlers.forms import Form
from handlers.prevention.content import (
    blocks,
    carry_out,
    known,
    meant,
    number,
    shown,
    typed_piece,
)
from handlers.reply import Reply
from handlers.request import Request
from handlers.router import Router


def register(router: Router) -> None:
    """Serve what happens once a piece was sent."""
    router.on("action", views.APPROVE, open_approve)
    router.on("action", views.REJECT, open_reject)
    router.on("action", views.REVIEW, open_review)
    router.on("action", views.PUBLISH, open_publish)
    router.on("action", views.CLOSE, open_close)
    router.on("view", views.APPROVE, approve)
    router.on("view", views.REJECT, reject)
    router.on("view", views.REVIEW, review)
    router.on("view", views.PUBLISH, publish)
    router.on("view", views.CLOSE, close)


async def open_approve(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask for the yes, and what shows it."""
    await _open_word(request, reply, doors, approving=True)


async def open_reject(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask what should change."""
    await _open_word(request, reply, doors, approving=False)


async def _open_word(request: Request, reply: Reply, doors: Doors, *, approving: bool) -> None:
    content = await meant(request, reply, doors)
    if content is None:
        return
    _, version, stage, *_ = (*unpack(str(request.action.get("value", ""))), "", "")
    if number(version) != content.version:
        # It changed after this button was shown: whoever pressed it sees what stands there now.
        reply.show_view(await shown(request, doors, content))
        return
    form = forms.approve_modal if approving else forms.reject_modal
    reply.show_view(form(content, stage, known(doors), request.voice))


async def open_review(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask since when the platform waits for the client."""
    content = await meant(request, reply, doors)
    if content is not None:
        now = doors.clock.now()
        reply.show_view(forms.review_modal(content, known(doors), request.voice, now))


async def open_publish(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask where it stands, and as what."""
    content = await meant(request, reply, doors)
    if content is not None:
        held = await blocks(request, doors, content)
        missing = held_back(content, held, known(doors))
        reply.show_view(forms.publish_modal(content, missing, known(doors), request.voice))


async def open_close(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask what was seen."""
    content = await meant(request, reply, doors)
    if content is not None:
        reply.show_view(forms.close_modal(content, request.voice))


async def approve(request: Request, reply: Reply, doors: Doors) -> None:
    """Record a yes."""
    form = Form(request.view)
    content_id, version, stage, *_ = (*unpack(form.metadata), "", "")
    wanted = ApproveContent(stage, number(version), form.words(forms.EVIDENCE))
    await carry_out(request, reply, doors, content_id, wanted)


async def reject(request: Request, reply: Reply, doors: Doors) -> None:
    """Record a no."""
    form = Form(request.view)
    content_id, version, stage, *_ = (*unpack(form.metadata), "", "")
    wanted = RejectContent(stage, number(version), Words(form.text(forms.REASON)))
    await carry_out(request, reply, doors, content_id, wanted)


async def review(request: Request, reply: Reply, doors: Doors) -> None:
    """Record that the platform asked the client: the countdown runs."""
    form = Form(request.view)
    content_id, version, *_ = (*unpack(form.metadata), "", "")
    since = form.moment(forms.SINCE) or doors.clock.now()
    wanted = StartPlatformReview(number(version), since)
    await carry_out(request, reply, doors, content_id, wanted)


async def publish(request: Request, reply: Reply, doors: Doors) -> None:
    """Record that it is public, as it stands there."""
    form = Form(request.view)
    content_id, version, *_ = (*unpack(form.metadata), "", "")
    wanted = PublishContent(
        number(version),
        Words(form.text(forms.NOTE_URL)),
        typed_piece(form),
        form.words(forms.REASON),
    )
    await carry_out(request, reply, doors, content_id, wanted)


async def close(request: Request, reply: Reply, doors: Doors) -> None:
    """Record that nothing more is to be done."""
    form = Form(request.view)
    content_id, *_ = unpack(form.metadata)
    early = forms.EARLY in form.options(forms.EARLY)
    await carry_out(
        request, reply, doors, content_id, CloseContent(Words(form.text(forms.REMARK)), early)
    )
