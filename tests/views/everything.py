"""All that can be shown of an incident, by name. Used by the tests of limits and by the goldens."""

from collections.abc import Callable, Iterator

from bot.crisis.ids import ChannelId
from bot.crisis.incident import Incident
from bot.crisis.intents import Refusal
from bot.crisis.words import in_slack
from bot.locales.voice import Voice, said
from bot.views import answers, progress, task_forms
from bot.views.checklist import checklist_modal
from bot.views.checkpoint import checkpoint_post
from bot.views.closing import close_modal, questions_modal
from bot.views.decision_card import decision_card
from bot.views.decision_form import carry_out_modal, decision_modal
from bot.views.details import details_modal
from bot.views.finish import View
from bot.views.help import help_message, unknown_word
from bot.views.home import home_view
from bot.views.leading import hand_over_modal, level_modal
from bot.views.message import Message
from bot.views.note import note_modal
from bot.views.opening import open_modal
from bot.views.status_card import status_card
from bot.views.step_card import step_card
from tests.views.scene import ANA

CHANNEL = ChannelId("C0CRISIS1")


def cards(incident: Incident, voice: Voice) -> Iterator[tuple[str, Message]]:
    """Every card of the channel."""
    yield "status", status_card(incident, voice)
    for step in incident.playbook.steps:
        yield f"step.{step.id}", step_card(incident, step, voice)
    for decision in incident.decisions.values():
        yield f"decision.{decision.id}", decision_card(incident, decision, voice)
    for hours in incident.playbook.checkpoints:
        yield f"checkpoint.{hours}", checkpoint_post(incident, hours, voice)


def answered(incident: Incident, voice: Voice) -> Iterator[tuple[str, Message]]:
    """Every message to one person."""
    playbook = incident.playbook
    task = playbook.tasks[0].id
    refusal = Refusal("refusal.task.done_by", "already", {"task": task, "person": in_slack(ANA)})
    yield "answer.status", answers.status_text(incident, voice, CHANNEL)
    yield "answer.list", answers.list_text([incident] * 40, {incident.id: CHANNEL}, voice)
    yield "answer.list_of_none", answers.list_text([], {}, voice)
    yield "answer.refusal", answers.refusal_message(refusal, playbook, voice)
    yield "answer.help", help_message(voice)
    yield "answer.unknown", unknown_word(voice, "<!channel>" * 300)
    yield "answer.nearest", unknown_word(voice, "opne")


def modals(incident: Incident, voice: Voice) -> Iterator[tuple[str, View]]:
    """Every modal about an incident."""
    playbook = incident.playbook
    yield "details", details_modal(incident, voice)
    yield "checklist", checklist_modal(incident, voice)
    yield "checklist.step", checklist_modal(incident, voice, playbook.steps[0].id)
    yield "level", level_modal(incident, voice)
    yield "hand_over", hand_over_modal(incident, voice)
    yield "close", close_modal(incident, voice)
    yield "questions", questions_modal(incident, voice)
    yield from _opening(incident, voice)
    yield from _tasks(incident, voice)
    yield from _decisions(incident, voice)


def home(incident: Incident, voice: Voice) -> View:
    """App Home of whoever leads, with many crises."""
    return home_view(ANA, [incident] * 30, {incident.id: CHANNEL}, voice)


def _opening(incident: Incident, voice: Voice) -> Iterator[tuple[str, View]]:
    title, playbook = incident.title.text, incident.playbook
    for name, details in (("open", False), ("open.details", True)):
        yield (
            name,
            open_modal(voice, prefill_title=title, lead=ANA, playbook=playbook, details=details),
        )
    yield "note", note_modal(voice, text=title, happened_at=incident.opened_at)
    yield "note.among", note_modal(voice, among=[incident])
    yield "under_way", progress.under_way_modal(voice)
    yield "done", progress.done_modal(voice, CHANNEL)
    yield "failed", progress.failed_modal(voice, said("trouble.modal"))
    yield "notice", progress.notice_modal(voice, said("trouble.modal"))
    yield "twin", progress.duplicate_modal(voice, incident=incident, channel=CHANNEL)
    yield "twin.hidden", progress.duplicate_modal(voice, incident=None, channel=None)


def _tasks(incident: Incident, voice: Voice) -> Iterator[tuple[str, View]]:
    forms: tuple[tuple[str, Callable[..., View]], ...] = (
        ("not_applicable", task_forms.not_applicable_modal),
        ("blocked", task_forms.blocked_modal),
        ("evidence", task_forms.evidence_modal),
        ("assign", task_forms.assign_modal),
        ("record", task_forms.record_modal),
    )
    for name, form in forms:
        yield f"task.{name}", form(incident, incident.playbook.tasks[0], voice)


def _decisions(incident: Incident, voice: Voice) -> Iterator[tuple[str, View]]:
    yield "decide", decision_modal(incident, voice)
    for kind in incident.playbook.decisions:
        yield f"decide.{kind.id}", decision_modal(incident, voice, kind=kind.id, owner=ANA)
    for decision in list(incident.decisions.values())[:1]:
        yield "decide.replace", decision_modal(incident, voice, replaces=decision.id)
        yield "carry_out", carry_out_modal(incident, decision, voice)
