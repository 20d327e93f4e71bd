"""Talks with influencers: what was asked, agreed or comes next, and what became of it."""

from collections.abc import Mapping
from typing import Final

from bot.crisis.events import TalkKind, TalkState
from bot.crisis.incident import Incident
from bot.crisis.intents import AnswerTalk, NoteTalk
from bot.crisis.talks import STATES, kol_id, kols
from bot.crisis.words import Person, Words, in_slack, outside
from bot.service.outcome import Refused
from bot.views import talk_forms, talks
from bot.views.parts import unpack
from handlers.doors import Doors
from handlers.forms import Form
from handlers.found import clicked
from handlers.reply import Reply
from handlers.request import Request
from handlers.router import Listener, Router

_KINDS: Final[Mapping[str, TalkKind]] = {"fact": "fact", "hold": "hold", "step": "step"}
_STATES: Final[Mapping[str, TalkState]] = {
    state: state for states in STATES.values() for state in states
}


def register(router: Router) -> None:
    """Serve everything about the talks with influencers."""
    router.on("action", talks.OPEN_TALKS, open_talks)
    router.on("action", talks.THREAD, open_thread)
    router.on("action", talks.ADD, _opens("fact"))
    router.on("action", talks.ASK, _opens("fact"))
    router.on("action", talks.HOLD, _opens("hold"))
    router.on("action", talks.STEP, _opens("step"))
    router.on("action", talks.ANSWER, open_reply)
    router.on("view", talk_forms.NOTE, submit_note)
    router.on("view", talk_forms.REPLY, submit_reply)


async def open_talks(request: Request, reply: Reply, doors: Doors) -> None:
    """Show everybody who is talked to."""
    incident, _ = await clicked(request, reply, doors)
    if incident is not None:
        reply.show_view(talks.talks_modal(incident, request.voice))


async def open_thread(request: Request, reply: Reply, doors: Doors) -> None:
    """Show the thread of one influencer."""
    incident, kol = await clicked(request, reply, doors)
    if incident is not None and kol in kols(incident):
        reply.show_view(talks.thread_modal(incident, kol, request.voice))


def _opens(kind: TalkKind) -> Listener:
    async def opens(request: Request, reply: Reply, doors: Doors) -> None:
        """Ask what was asked, agreed or comes next; of whom, if the button names nobody."""
        incident, kol = await clicked(request, reply, doors)
        if incident is None or (kol and kol not in kols(incident)):
            return
        form = talk_forms.note_modal(incident, kind, kol or None, request.person, request.voice)
        reply.show_view(form)

    return opens


async def open_reply(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask what became of one item."""
    incident, name = await clicked(request, reply, doors)
    item = incident.talks.get(name) if incident is not None else None
    if incident is not None and item is not None:
        reply.show_view(talk_forms.reply_modal(incident, item, request.person, request.voice))


async def submit_note(request: Request, reply: Reply, doors: Doors) -> None:
    """Note everything that was ticked and typed, and show the thread again."""
    form = Form(request.view)
    incident_id, kol, kind = (*unpack(form.metadata), "", "", "")[:3]
    incident = await doors.visible(request, incident_id)
    name = kols(incident).get(kol) if incident is not None else None
    name = name or Words(form.text(talk_forms.NAME))
    notes = _notes(request, form, _KINDS.get(kind, "fact"), name)
    outcome = await doors.act(request, incident_id, *notes)
    if isinstance(outcome, Refused) or outcome.incident is None:
        await reply.settle(outcome)
        return
    await _show(request, reply, outcome.incident, kol_id(name.text))


async def submit_reply(request: Request, reply: Reply, doors: Doors) -> None:
    """Record what became of one item, and show the thread again."""
    form = Form(request.view)
    incident_id, name = (*unpack(form.metadata), "", "")[:2]
    answer = AnswerTalk(
        item=name,
        state=_STATES.get(form.option(talk_forms.STATE) or "", "answered"),
        text=form.words(talk_forms.ANSWER),
        by=_person(form),
        until=form.moment(talk_forms.UNTIL),
        at=form.moment(talk_forms.AT),
    )
    outcome = await doors.act(request, incident_id, answer)
    if isinstance(outcome, Refused) or outcome.incident is None:
        await reply.settle(outcome)
        return
    await _show(request, reply, outcome.incident, outcome.incident.talks[name].kol)


async def _show(request: Request, reply: Reply, incident: Incident, kol: str) -> None:
    await reply.update(talks.thread_modal(incident, kol, request.voice))


def _notes(request: Request, form: Form, kind: TalkKind, name: Words) -> list[NoteTalk]:
    """Return an item for each line that was ticked or typed; at least one, to be refused."""

    def note(number: int, text: str, preset: str) -> NoteTalk:
        return NoteTalk(
            item=f"{request.new_id('q')}.{number}",
            kind=kind,
            name=name,
            text=Words(text) if text else None,
            preset=preset,
            by=_person(form),
            agreed_by=form.words(talk_forms.AGREED),
            until=form.moment(talk_forms.UNTIL),
            at=form.moment(talk_forms.AT),
        )

    ticked = [("", preset) for preset in form.options(talk_forms.PRESET)]
    typed = [(line, "") for line in form.lines(talk_forms.TEXT)]
    said = ticked + typed or [("", "")]
    return [note(number, *one) for number, one in enumerate(said, 1)]


def _person(form: Form) -> Person | None:
    name = form.text(talk_forms.BY_OUTSIDE)
    if name:
        return outside(name)
    user = form.user(talk_forms.BY)
    return in_slack(user) if user is not None else None
