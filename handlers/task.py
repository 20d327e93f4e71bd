"""Tasks: done, taken, asked of somebody, and everything behind the three dots."""

from collections.abc import Callable
from dataclasses import replace

from bot.crisis.ids import StepId, TaskId
from bot.crisis.incident import Incident
from bot.crisis.intents import (
    AddEvidence,
    BlockTask,
    CompleteTask,
    Intent,
    MarkTaskNotApplicable,
    ReopenTask,
    TakeTask,
)
from bot.crisis.playbook import Task, TaskForm
from bot.crisis.words import Person, Words, in_slack, outside
from bot.locales.voice import Voice
from bot.service.outcome import Done, Refused
from bot.views import checklist, severity_forms, surfaces, task, task_forms
from bot.views.drill.marked import marked_text
from bot.views.finish import View
from bot.views.parts import unpack
from handlers.doors import Doors
from handlers.forms import Form
from handlers.note import open_note_form
from handlers.reply import Reply
from handlers.request import Request
from handlers.router import Router

MakeForm = Callable[[Incident, Task, Voice], View]

_FORMS: dict[str, MakeForm] = {
    "assign": task_forms.assign_modal,
    "evidence": task_forms.evidence_modal,
    "not_applicable": task_forms.not_applicable_modal,
    "blocked": task_forms.blocked_modal,
    "record": task_forms.record_modal,
}

_TASK_FORMS: dict[TaskForm, Callable[[Incident, Voice], View]] = {
    "quick_read": severity_forms.quick_modal,
    "full_reading": severity_forms.full_modal,
    "receipts": surfaces.receipts_modal,
    "second_look": surfaces.receipts_modal,
}


def register(router: Router) -> None:
    """Serve everything about tasks."""
    router.on("action", task.COMPLETE, complete)
    router.on("action", task.FILL, fill)
    router.on("action", task.TAKE, take)
    router.on("action", task.ASSIGN, assign)
    router.on("action", task.MENU, menu)
    router.on("action", checklist.SHOW_ALL, show_all)
    router.on("view", task_forms.NOT_APPLICABLE, submit_not_applicable)
    router.on("view", task_forms.BLOCK, submit_blocked)
    router.on("view", task_forms.EVIDENCE, submit_evidence)
    router.on("view", task_forms.ASSIGN, submit_assign)
    router.on("view", task_forms.RECORD, submit_record)
    router.on("view", task_forms.SECOND, submit_second)


async def complete(request: Request, reply: Reply, doors: Doors) -> None:
    """Finish a task with one click. Where two must agree, ask who the other one is."""
    incident_id, task_id = _subject(request)
    outcome = await doors.act(request, incident_id, CompleteTask(task_id))
    await reply.ok()
    if not isinstance(outcome, Refused):
        _show_done(request, reply, doors, outcome, task_id)
        return
    subject = outcome.incident.playbook.task_by_id.get(task_id) if outcome.incident else None
    asks = outcome.refusal.field == task_forms.SECOND_FIELD
    if asks and subject is not None and outcome.incident is not None:
        reply.open_view(task_forms.second_modal(outcome.incident, subject, request.voice))
    else:
        reply.refuse_click(outcome)


async def fill(request: Request, reply: Reply, doors: Doors) -> None:
    """Show the form that finishes a task."""
    await reply.ok()
    incident_id, task_id = _subject(request)
    incident = await doors.visible(request, incident_id)
    subject = incident.playbook.task_by_id.get(task_id) if incident is not None else None
    if incident is None or subject is None or subject.form is None:
        reply.beside(request.voice.say("refusal.not_found"))
        return
    reply.show_view(_TASK_FORMS[subject.form](incident, request.voice))


async def take(request: Request, reply: Reply, doors: Doors) -> None:
    """Take a task with one click."""
    incident_id, task_id = _subject(request)
    await _act(request, reply, doors, incident_id, TakeTask(task_id))


async def assign(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask whom to ask."""
    await _show(request, reply, doors, task_forms.assign_modal)


async def menu(request: Request, reply: Reply, doors: Doors) -> None:
    """Do, or ask for, what was chosen behind the three dots."""
    incident_id, task_id, verb = (*unpack(_chosen(request)), "", "", "")[:3]
    if verb == "take":
        await _act(request, reply, doors, incident_id, TakeTask(TaskId(task_id)))
    elif verb == "reopen":
        await _act(request, reply, doors, incident_id, ReopenTask(TaskId(task_id)))
    elif verb == "note":
        await open_note_form(request, reply, doors, incident_id)
    elif verb in _FORMS:
        await _show(request, reply, doors, _FORMS[verb])
    else:
        await reply.ok()


async def show_all(request: Request, reply: Reply, doors: Doors) -> None:
    """Show every task of a step, also those that nothing calls for yet."""
    await reply.ok()
    incident_id, *steps = unpack(str(request.action.get("value", "")))
    incident = await doors.visible(request, incident_id)
    if incident is None:
        reply.beside(request.voice.say("refusal.not_found"))
        return
    chosen = next((s.id for s in incident.playbook.steps if s.id in steps), None)
    reply.open_view(checklist.checklist_modal(incident, request.voice, chosen))


async def submit_not_applicable(request: Request, reply: Reply, doors: Doors) -> None:
    """Set a task aside."""
    form, task_id = _form(request)
    reason = Words(form.text(task_forms.REASON_INPUT))
    await _submit(request, reply, doors, MarkTaskNotApplicable(task_id, reason))


async def submit_blocked(request: Request, reply: Reply, doors: Doors) -> None:
    """Say what blocks a task."""
    form, task_id = _form(request)
    reason = Words(form.text(task_forms.REASON_INPUT))
    await _submit(request, reply, doors, BlockTask(task_id, reason))


async def submit_evidence(request: Request, reply: Reply, doors: Doors) -> None:
    """Attach proof to a task: a text, a link, files, or all of them."""
    form, task_id = _form(request)
    proofs = _proofs(request, form, task_id)
    await _submit(request, reply, doors, *(proofs or [_evidence(request, form, task_id)]))


async def submit_second(request: Request, reply: Reply, doors: Doors) -> None:
    """Finish a task together with whoever agreed, or as a team of one."""
    form, task_id = _form(request)
    alone = bool(form.options(task_forms.ALONE_INPUT))
    await _submit(request, reply, doors, CompleteTask(task_id, second=_person(form), alone=alone))


async def submit_assign(request: Request, reply: Reply, doors: Doors) -> None:
    """Put a task in somebody's hands."""
    form, task_id = _form(request)
    owner = _person(form)
    if owner is None:
        message = request.voice.label("refusal.person_missing")
        await reply.errors({task_forms.OWNER_INPUT: message})
        return
    await _submit(request, reply, doors, TakeTask(task_id, owner))


async def submit_record(request: Request, reply: Reply, doors: Doors) -> None:
    """Record that somebody else has done a task, with what proves it."""
    form, task_id = _form(request)
    by = _person(form)
    if by is None:
        message = request.voice.label("refusal.person_missing")
        await reply.errors({task_forms.OWNER_INPUT: message})
        return
    done = CompleteTask(
        task_id,
        by,
        form.words(task_forms.MEANS_INPUT),
        happened_at=form.moment(task_forms.AT_INPUT),
    )
    await _submit(request, reply, doors, *_proofs(request, form, task_id), done)


async def _act(
    request: Request, reply: Reply, doors: Doors, incident_id: str, intent: Intent
) -> None:
    outcome = await doors.act(request, incident_id, intent)
    await reply.ok()
    if isinstance(outcome, Refused):
        reply.refuse_click(outcome)
    elif outcome.incident is not None and request.view.get("callback_id") == checklist.CALLBACK:
        _, *steps = unpack(str(request.view.get("private_metadata") or ""))
        step = StepId(steps[0]) if steps else None
        reply.update_view(checklist.checklist_modal(outcome.incident, request.voice, step))


def _show_done(request: Request, reply: Reply, doors: Doors, done: Done, task_id: TaskId) -> None:
    """Let a person see where they clicked that it counted; in the channel the card says so."""
    if request.view.get("type") == "home":
        doors.background.start(doors.homes.opened(request.team, request.person))
    elif request.in_private and done.incident is not None:
        subject = done.incident.playbook.task_by_id[task_id]
        told = request.voice.say("task.done_here", task=subject.title)
        reply.beside(marked_text(told, done.incident))


async def _show(request: Request, reply: Reply, doors: Doors, make: MakeForm) -> None:
    await reply.ok()
    incident_id, task_id = _subject(request)
    incident = await doors.visible(request, incident_id)
    subject = incident.playbook.task_by_id.get(task_id) if incident is not None else None
    if incident is None or subject is None:
        reply.beside(request.voice.say("refusal.not_found"))
        return
    form = make(incident, subject, request.voice)
    if request.view:
        reply.push_view(form)
    else:
        reply.open_view(form)


async def _submit(request: Request, reply: Reply, doors: Doors, *intents: Intent) -> None:
    incident_id, *_ = unpack(Form(request.view).metadata)
    await reply.settle(await doors.act(request, incident_id, *intents))


def _evidence(request: Request, form: Form, task_id: TaskId) -> AddEvidence:
    words = Words(form.text(task_forms.EVIDENCE_INPUT))
    return AddEvidence(evidence=request.new_id("e"), words=words, task=task_id)


def _proofs(request: Request, form: Form, task_id: TaskId) -> list[AddEvidence]:
    """Return what was typed, if anything, and each file that was added."""
    typed = _evidence(request, form, task_id)
    files = [
        replace(
            typed,
            evidence=f"{typed.evidence}.{number}",
            # A file that was added to a form stands in no message: its own address leads there.
            words=Words(f"{file.get('name') or ''} {file.get('permalink') or ''}".strip()),
            file=str(file.get("id", "")),
        )
        for number, file in enumerate(form.files(task_forms.FILES_INPUT), start=1)
    ]
    return [*([typed] if typed.words.text else []), *files]


def _form(request: Request) -> tuple[Form, TaskId]:
    form = Form(request.view)
    return form, TaskId((*unpack(form.metadata), "", "")[1])


def _person(form: Form) -> Person | None:
    user = form.user(task_forms.OWNER_INPUT)
    name = form.text(task_forms.OWNER_OUTSIDE_INPUT)
    if name:
        return outside(name)
    return in_slack(user) if user is not None else None


def _subject(request: Request) -> tuple[str, TaskId]:
    parts = unpack(str(request.action.get("value") or _chosen(request)))
    incident_id, task_id = (*parts, "", "")[:2]
    return incident_id, TaskId(task_id)


def _chosen(request: Request) -> str:
    option = request.action.get("selected_option")
    return str(option.get("value", "")) if isinstance(option, dict) else ""
