"""The forms behind a task's buttons and menu. Called by the handlers.

Each carries ``incident|task`` as its ``private_metadata``.
"""

from slack_sdk.models.blocks import Block, InputBlock

from bot.crisis.incident import Incident
from bot.crisis.playbook import Task
from bot.locales.voice import Voice
from bot.views.finish import View, modal
from bot.views.inputs import checks_input, files_input, person_input, text_input, time_input
from bot.views.parts import pack, section

NOT_APPLICABLE = "task.not_applicable"
BLOCK = "task.block"
EVIDENCE = "task.evidence"
ASSIGN = "task.assign"
RECORD = "task.record"
SECOND = "task.second"

REASON_INPUT = "reason"
EVIDENCE_INPUT = "evidence"
OWNER_INPUT = "owner"
OWNER_OUTSIDE_INPUT = "owner_outside"
MEANS_INPUT = "means"
AT_INPUT = "at"
FILES_INPUT = "files"
ALONE_INPUT = "alone"
SECOND_FIELD = "second"
"""What a refusal names as its field when a second person must agree."""

_MOST_FILES = 5


def not_applicable_modal(incident: Incident, task: Task, voice: Voice) -> View:
    """Return the form that sets a task aside and asks why."""
    reason = text_input(
        REASON_INPUT,
        voice.label("task.why_not_applicable"),
        hint=voice.label("task.reason_hint"),
        required=True,
        multiline=True,
        focus=True,
    )
    return _form(incident, task, voice, NOT_APPLICABLE, voice.label("menu.not_applicable"), reason)


def blocked_modal(incident: Incident, task: Task, voice: Voice) -> View:
    """Return the form that says what keeps a task from going on."""
    reason = text_input(
        REASON_INPUT,
        voice.label("task.why_blocked"),
        hint=voice.label("task.reason_hint"),
        required=True,
        multiline=True,
        focus=True,
    )
    return _form(incident, task, voice, BLOCK, voice.label("menu.blocked"), reason)


def evidence_modal(incident: Incident, task: Task, voice: Voice) -> View:
    """Return the form that takes proof: a link, a text, files, or all of them."""
    wanted = task.evidence
    proof = text_input(
        EVIDENCE_INPUT,
        voice.label("evidence.label"),
        hint=voice.label_text(wanted) if wanted else voice.label("evidence.hint"),
        multiline=True,
    )
    heading = voice.label("menu.evidence")
    return _form(incident, task, voice, EVIDENCE, heading, proof, _files(voice))


def assign_modal(incident: Incident, task: Task, voice: Voice) -> View:
    """Return the form that asks somebody to do it, in Slack or outside it."""
    owner = incident.state(task.id).owner
    return _form(
        incident,
        task,
        voice,
        ASSIGN,
        voice.label("menu.assign"),
        person_input(
            OWNER_INPUT, voice.label("assign.who"), initial=owner.slack if owner else None
        ),
        text_input(
            OWNER_OUTSIDE_INPUT,
            voice.label("person.outside"),
            initial=owner.outside.text if owner and owner.outside else "",
            hint=voice.label("person.outside_hint"),
        ),
    )


def record_modal(incident: Incident, task: Task, voice: Voice) -> View:
    """Return the form that records what somebody else did, how one knows, when, and the proof."""
    owner = incident.state(task.id).owner
    return _form(
        incident,
        task,
        voice,
        RECORD,
        voice.label("record.heading"),
        person_input(
            OWNER_INPUT, voice.label("record.who"), initial=owner.slack if owner else None
        ),
        text_input(
            OWNER_OUTSIDE_INPUT,
            voice.label("person.outside"),
            initial=owner.outside.text if owner and owner.outside else "",
            hint=voice.label("person.outside_hint"),
        ),
        text_input(MEANS_INPUT, voice.label("record.means"), hint=voice.label("record.means_hint")),
        time_input(AT_INPUT, voice.label("record.at"), hint=voice.label("note.at_hint")),
        text_input(
            EVIDENCE_INPUT,
            voice.label("evidence.label"),
            hint=voice.label("evidence.hint"),
            multiline=True,
        ),
        _files(voice),
    )


def second_modal(incident: Incident, task: Task, voice: Voice) -> View:
    """Return the form that asks who else agreed, or records a team of one."""
    return _form(
        incident,
        task,
        voice,
        SECOND,
        voice.label("second.heading"),
        section(voice.say("second.explain")),
        person_input(OWNER_INPUT, voice.label("second.who")),
        text_input(
            OWNER_OUTSIDE_INPUT,
            voice.label("person.outside"),
            hint=voice.label("person.outside_hint"),
        ),
        checks_input(
            ALONE_INPUT,
            voice.label("second.or"),
            [(ALONE_INPUT, voice.label("second.alone"))],
            hint=voice.label("second.alone_hint"),
        ),
    )


def _files(voice: Voice) -> InputBlock:
    return files_input(
        FILES_INPUT,
        voice.label("evidence.files"),
        most=_MOST_FILES,
        hint=voice.label("evidence.files_hint"),
    )


def _form(
    incident: Incident, task: Task, voice: Voice, callback: str, title: str, *blocks: Block
) -> View:
    heading = section(voice.say("card.step.task", task=task.title))
    return modal(
        callback,
        title,
        [heading, *blocks],
        submit=voice.label("modal.save"),
        close=voice.label("modal.cancel"),
        private_metadata=pack(incident.id, task.id),
    )
