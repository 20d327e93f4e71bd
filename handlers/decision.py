"""Decisions: recording one of any kind, carrying it out, replacing it."""

from collections.abc import Sequence

from bot.crisis.gates import holding, made_of
from bot.crisis.ids import DecisionId
from bot.crisis.incident import Incident
from bot.crisis.intents import ApproveDecision, CarryOutDecision, RecordDecision
from bot.crisis.playbook import Gate
from bot.crisis.words import Person, Words, in_slack, outside
from bot.lint.reading import Reading
from bot.service.outcome import Outcome, Refused
from bot.views import decision_card, decision_form, gate, status_card
from bot.views.finish import View
from bot.views.parts import unpack
from handlers.decision_fields import read_fields
from handlers.doors import Doors
from handlers.forms import Form
from handlers.reply import Reply
from handlers.request import Request
from handlers.router import Router


def register(router: Router) -> None:
    """Serve everything about decisions."""
    router.on("action", status_card.DECIDE, open_form)
    router.on("action", decision_card.REPLACE, open_form)
    router.on("action", decision_form.CHOOSE_KIND, choose_kind)
    router.on("action", decision_card.CARRY_OUT, open_carry_out)
    router.on("action", gate.APPROVE, approve)
    router.on("action", gate.APPROVE_FOR, open_approve_for)
    router.on("view", gate.APPROVE_FOR, submit_approve_for)
    router.on("view", decision_form.CALLBACK, submit)
    router.on("view", decision_form.CALLBACK_CARRY_OUT, submit_carry_out)


async def decide_from_command(request: Request, reply: Reply, doors: Doors) -> None:
    """Show the form for the incident of this channel."""
    incident = await doors.here(request)
    if incident is None:
        await reply.say(request.voice.say("refusal.not_here"))
        return
    await reply.ok()
    reply.open_view(decision_form.decision_modal(incident, request.voice, owner=request.person))


async def open_form(request: Request, reply: Reply, doors: Doors) -> None:
    """Show the form; with an earlier decision's id, the new one will replace it."""
    await reply.ok()
    incident_id, earlier = _subject(str(request.action.get("value", "")))
    incident = await doors.visible(request, incident_id)
    if incident is None:
        reply.beside(request.voice.say("refusal.not_found"))
        return
    replaced = incident.decisions.get(earlier) if earlier else None
    reply.open_view(
        decision_form.decision_modal(
            incident,
            request.voice,
            kind=replaced.kind if replaced else None,
            owner=request.person,
            replaces=earlier,
        ),
    )


async def choose_kind(request: Request, reply: Reply, doors: Doors) -> None:
    """Show the fields of the kind that was chosen; what was typed elsewhere stays."""
    await reply.ok()
    form = Form(request.view)
    incident_id, earlier = _subject(form.metadata)
    incident = await doors.visible(request, incident_id)
    if incident is None:
        return
    reply.update_view(_form(incident, request, form, earlier))


async def submit(request: Request, reply: Reply, doors: Doors) -> None:
    """Record the decision."""
    form = Form(request.view)
    incident_id, earlier = _subject(form.metadata)
    incident = await doors.visible(request, incident_id)
    kind_id = form.option(decision_form.KIND) or ""
    kind = incident.playbook.decision_by_id.get(kind_id) if incident else None
    filled = read_fields(form, incident, kind)
    text = filled.answers.get(kind.draft_field or "") if kind is not None else None
    intent = RecordDecision(
        decision=_decision_id(request),
        kind=kind_id,
        owner=_owner(form, request),
        rationale=Words(form.text(decision_form.RATIONALE)),
        choices=filled.choices,
        answers=filled.answers,
        due=form.moment(decision_form.DUE),
        replaces=earlier,
        further=filled.further,
        override=form.words(gate.OVERRIDE),
        languages=Reading(text.text).languages if text is not None else (),
    )
    outcome = await doors.act(request, incident_id, intent)
    if incident is not None and kind is not None and _is_held(outcome, form):
        held = holding(incident, kind, "record", made_of(kind, intent), {})
        await reply.update(_form(incident, request, form, earlier, held))
        return
    await reply.settle(outcome, lambda field: decision_form.input_at_fault(kind_id, field))


async def open_carry_out(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask for the evidence that it was carried out."""
    await reply.ok()
    incident_id, decision_id = _subject(str(request.action.get("value", "")))
    incident = await doors.visible(request, incident_id)
    found = incident.decisions.get(decision_id) if incident and decision_id else None
    if incident is None or found is None:
        reply.beside(request.voice.say("refusal.not_found"))
        return
    commands = request.person == incident.commander
    view = decision_form.carry_out_modal(incident, found, request.voice, commands=commands)
    reply.open_view(view)


async def submit_carry_out(request: Request, reply: Reply, doors: Doors) -> None:
    """Record that it was carried out."""
    form = Form(request.view)
    incident_id, decision_id = _subject(form.metadata)
    evidence = form.words(decision_form.EVIDENCE)
    override = form.words(gate.OVERRIDE)
    intent = CarryOutDecision(decision_id or DecisionId(""), evidence, override=override)
    await reply.settle(await doors.act(request, incident_id, intent))


async def approve(request: Request, reply: Reply, doors: Doors) -> None:
    """Approve a decision with one click."""
    incident_id, decision_id = _subject(str(request.action.get("value", "")))
    intent = ApproveDecision(decision_id or DecisionId(""))
    outcome = await doors.act(request, incident_id, intent)
    await reply.ok()
    if isinstance(outcome, Refused):
        reply.refuse_click(outcome)


async def open_approve_for(request: Request, reply: Reply, doors: Doors) -> None:
    """Ask which person outside Slack approved."""
    await reply.ok()
    incident_id, decision_id = _subject(str(request.action.get("value", "")))
    incident = await doors.visible(request, incident_id)
    found = incident.decisions.get(decision_id) if incident and decision_id else None
    if incident is None or found is None:
        reply.beside(request.voice.say("refusal.not_found"))
        return
    reply.open_view(gate.approve_for_modal(incident, found, request.voice))


async def submit_approve_for(request: Request, reply: Reply, doors: Doors) -> None:
    """Record the approval of somebody outside Slack."""
    form = Form(request.view)
    incident_id, decision_id = _subject(form.metadata)
    by = outside(form.text(gate.BY))
    intent = ApproveDecision(decision_id or DecisionId(""), by)
    await reply.settle(await doors.act(request, incident_id, intent))


def _is_held(outcome: Outcome, form: Form) -> bool:
    """Whether something must come first, and the form has not said so yet."""
    held = isinstance(outcome, Refused) and outcome.refusal.field == gate.OVERRIDE
    return held and not form.shows(gate.OVERRIDE)


def _form(
    incident: Incident,
    request: Request,
    form: Form,
    earlier: DecisionId | None,
    held: Sequence[Gate] = (),
) -> View:
    return decision_form.decision_modal(
        incident,
        request.voice,
        kind=form.option(decision_form.KIND),
        owner=form.user(decision_form.OWNER) or request.person,
        replaces=earlier,
        held=held,
        commands=request.person == incident.commander,
    )


def _owner(form: Form, request: Request) -> Person:
    name = form.text(decision_form.OWNER_OUTSIDE)
    if name:
        return outside(name)
    return in_slack(form.user(decision_form.OWNER) or request.person)


def _subject(packed: str) -> tuple[str, DecisionId | None]:
    incident_id, *rest = unpack(packed)
    return incident_id, DecisionId(rest[0]) if rest and rest[0] else None


def _decision_id(request: Request) -> DecisionId:
    return DecisionId(request.new_id("d"))
