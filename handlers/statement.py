"""The statement desk: drafts and their versions, the words of those who approve, publishing."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.crisis.ids import DecisionId, RoleId, StatementId
from bot.crisis.incident import Incident
from bot.crisis.intents import (
    AddEvidence,
    ApproveStatement,
    AskForChanges,
    DraftStatement,
    DropStatement,
    Intent,
    PublishStatement,
)
from bot.crisis.statements import Statement
from bot.crisis.words import Person, Words, outside
from bot.lint.reading import Reading
from bot.locales.voice import Voice
from bot.service.outcome import Refused
from bot.views import statement, statement_forms
from bot.views.drill.marked import marked_text
from bot.views.finish import View
from bot.views.parts import unpack
from handlers.doors import Doors
from handlers.forms import Form
from handlers.reply import Reply
from handlers.request import Request
from handlers.router import Router


@dataclass(frozen=True, slots=True)
class Subject:
    """The version that a button or form is about."""

    incident: str
    statement: StatementId
    version: int


def register(router: Router) -> None:
    """Serve everything about statements."""
    router.on("action", statement.DRAFT, open_draft)
    router.on("action", statement.REVISE, open_revision)
    router.on("action", statement.APPROVE, approve)
    router.on("action", statement.CHANGES, open_changes)
    router.on("action", statement.READ, open_reading)
    router.on("action", statement.PUBLISH, open_publish)
    router.on("action", statement.MENU, menu)
    router.on("view", statement_forms.DRAFT, submit_draft)
    router.on("view", statement_forms.ANSWER, submit_answer)
    router.on("view", statement_forms.RECORD, submit_record)
    router.on("view", statement_forms.PUBLISH, submit_publish)
    router.on("view", statement_forms.DROP, submit_drop)


async def open_draft(request: Request, reply: Reply, doors: Doors) -> None:
    """Show the form for a new statement."""
    await reply.ok()
    incident_id, name = (*unpack(str(request.action.get("value", ""))), "")[:2]
    incident = await doors.visible(request, incident_id)
    if incident is None:
        reply.beside(request.voice.say("refusal.not_found"))
        return
    decision = incident.decisions.get(DecisionId(name))
    reply.show_view(statement_forms.draft_modal(incident, request.voice, decision=decision))


async def open_revision(request: Request, reply: Reply, doors: Doors) -> None:
    """Show the form for the next version."""
    await _show(
        request,
        reply,
        doors,
        lambda incident, found: statement_forms.draft_modal(incident, request.voice, found),
    )


async def approve(request: Request, reply: Reply, doors: Doors) -> None:
    """Approve with one click; where languages are to be compared, ask for that first."""
    subject = _subject(_clicked(request))
    intent = ApproveStatement(subject.statement, subject.version)
    outcome = await doors.act(request, subject.incident, intent)
    await reply.ok()
    if not isinstance(outcome, Refused):
        if request.in_private:
            told = request.voice.say("statement.approved_here")
            reply.beside(marked_text(told, outcome.incident) if outcome.incident else told)
        return
    found = outcome.incident.statements.get(subject.statement) if outcome.incident else None
    if outcome.refusal.field != statement_forms.SAME or found is None or outcome.incident is None:
        reply.refuse_click(outcome)
        return
    reply.open_view(
        statement_forms.read_modal(
            outcome.incident,
            found,
            request.voice,
            request.person,
            verdict=statement_forms.APPROVED,
        )
    )


async def open_changes(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask what should change."""
    await _read(request, reply, doors, statement_forms.CHANGES)


async def open_reading(request: Request, reply: Reply, doors: Doors) -> None:
    """Show a version with everything about it."""
    await _read(request, reply, doors, None)


async def open_publish(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask where it stands."""
    await _show(
        request,
        reply,
        doors,
        lambda incident, found: statement_forms.publish_modal(
            incident, found, request.voice, request.person
        ),
    )


async def menu(request: Request, reply: Reply, doors: Doors) -> None:
    """Show what was chosen behind the three dots."""
    verb = unpack(_clicked(request))[-1]
    if verb == "read":
        await _read(request, reply, doors, None)
    elif verb in _FORMS:
        make = _FORMS[verb]
        await _show(
            request, reply, doors, lambda incident, found: make(incident, found, request.voice)
        )
    else:
        await reply.ok()


async def submit_draft(request: Request, reply: Reply, doors: Doors) -> None:
    """Record a version."""
    form = Form(request.view)
    incident_id, known, _, decision = (*unpack(form.metadata), "", "", "")[:4]
    before = _subject(form.metadata) if known else None
    text = form.text(statement_forms.TEXT)
    intent = DraftStatement(
        statement=before.statement if before else StatementId(request.new_id("s")),
        format=form.option(statement_forms.FORMAT) or "",
        text=Words(text),
        languages=Reading(text).languages,
        change=form.words(statement_forms.CHANGE),
        after=before.version if before else 0,
        decision=DecisionId(decision) if decision else None,
    )
    await reply.settle(await doors.act(request, incident_id, intent))


async def submit_answer(request: Request, reply: Reply, doors: Doors) -> None:
    """Approve, or ask for changes."""
    form = Form(request.view)
    subject = _subject(form.metadata)
    intent = _answer(form, subject)
    await reply.settle(await doors.act(request, subject.incident, intent))


async def submit_record(request: Request, reply: Reply, doors: Doors) -> None:
    """Record the answer of somebody outside Slack."""
    form = Form(request.view)
    subject = _subject(form.metadata)
    by = outside(form.text(statement_forms.BY))
    role = RoleId(form.option(statement_forms.ROLE) or "")
    intent = _answer(form, subject, by, role)
    await reply.settle(await doors.act(request, subject.incident, intent))


async def submit_publish(request: Request, reply: Reply, doors: Doors) -> None:
    """Record that it stands in public, with what proves it."""
    form = Form(request.view)
    subject = _subject(form.metadata)
    published = PublishStatement(
        statement=subject.statement,
        version=subject.version,
        link=form.words(statement_forms.LINK),
        published_at=form.moment(statement_forms.PUBLISHED_AT),
        override=form.words(statement_forms.OVERRIDE),
    )
    proofs = _proofs(request, form)
    await reply.settle(await doors.act(request, subject.incident, published, *proofs))


async def submit_drop(request: Request, reply: Reply, doors: Doors) -> None:
    """Record that it will not be published."""
    form = Form(request.view)
    subject = _subject(form.metadata)
    intent = DropStatement(subject.statement, Words(form.text(statement_forms.REASON)))
    await reply.settle(await doors.act(request, subject.incident, intent))


_FORMS: dict[str, Callable[[Incident, Statement, Voice], View]] = {
    "record": statement_forms.record_modal,
    "drop": statement_forms.drop_modal,
}


def _answer(
    form: Form, subject: Subject, by: Person | None = None, role: RoleId | None = None
) -> Intent:
    comment = form.words(statement_forms.COMMENT)
    if form.option(statement_forms.VERDICT) == statement_forms.CHANGES:
        words = comment or Words("")
        return AskForChanges(subject.statement, subject.version, words, by, role)
    same = bool(form.options(statement_forms.SAME))
    return ApproveStatement(subject.statement, subject.version, comment, same, by, role)


def _proofs(request: Request, form: Form) -> list[AddEvidence]:
    made = request.new_id("e")
    return [
        AddEvidence(
            evidence=f"{made}.{number}",
            # A file that was added to a form stands in no message: its own address leads there.
            words=Words(f"{file.get('name') or ''} {file.get('permalink') or ''}".strip()),
            file=str(file.get("id", "")),
        )
        for number, file in enumerate(form.files(statement_forms.SCREENSHOT), start=1)
    ]


async def _read(request: Request, reply: Reply, doors: Doors, verdict: str | None) -> None:
    await _show(
        request,
        reply,
        doors,
        lambda incident, found: statement_forms.read_modal(
            incident, found, request.voice, request.person, verdict=verdict
        ),
    )


async def _show(
    request: Request, reply: Reply, doors: Doors, make: Callable[[Incident, Statement], View]
) -> None:
    await reply.ok()
    subject = _subject(_clicked(request))
    incident = await doors.visible(request, subject.incident)
    found = incident.statements.get(subject.statement) if incident else None
    if incident is None or found is None:
        reply.beside(request.voice.say("refusal.not_found"))
        return
    reply.show_view(make(incident, found))


def _clicked(request: Request) -> str:
    option = request.action.get("selected_option")
    if isinstance(option, dict):
        return str(option.get("value", ""))
    return str(request.action.get("value", ""))


def _subject(packed: str) -> Subject:
    incident_id, name, number = (*unpack(packed), "", "")[:3]
    return Subject(incident_id, StatementId(name), int(number) if number.isdecimal() else 0)
