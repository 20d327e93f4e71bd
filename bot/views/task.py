"""A task wherever it is shown: its line, its buttons, its menu.

Called by the cards, the checklist and App Home. The handlers import the action ids from here. In a
channel an overdue task names its role, never the person who has it.
"""

from datetime import datetime, timedelta

from slack_sdk.models.blocks import ButtonElement, OverflowMenuElement

from bot.crisis.due import task_due
from bot.crisis.incident import Incident, TaskState
from bot.crisis.playbook import Task, Text
from bot.locales.values import Clock
from bot.locales.voice import Said, Voice, said
from bot.views.parts import button, menu, pack, shortened

COMPLETE = "task.complete"
FILL = "task.fill"
"""Instead of completing at once: the button of a task that a form finishes."""
TAKE = "task.take"
ASSIGN = "task.assign"
MENU = "task.menu"

REASON = 160
"""How much of a reason a card shows; the whole of it stands in the review."""

_SAME_SHIFT = timedelta(hours=18)

_ENTRIES = {
    "open": ("assign", "evidence", "note", "not_applicable", "blocked"),
    "in_hand": ("assign", "record", "evidence", "not_applicable", "blocked"),
    "blocked": ("reopen", "assign", "evidence", "note", "not_applicable"),
    "done": ("reopen", "evidence", "note"),
    "not_applicable": ("reopen", "note"),
}
"""The verbs behind the three dots by a task's state; Slack takes five."""

_FULL = ("assign", "record", "evidence", "not_applicable", "blocked")
"""An open task's verbs where a note can be added beside it: recording for somebody comes in."""


def when(incident: Incident, at: datetime) -> Clock | datetime:
    """Return a time as its card shows it: the hour alone while that cannot be mistaken."""
    return Clock(at) if at - incident.opened_at < _SAME_SHIFT else at


def roles_of(incident: Incident, task: Task) -> tuple[Text, ...]:
    """Return the names of the roles that a task falls to."""
    known = incident.playbook.role_by_id
    return tuple(known[role].name for role in task.roles if role in known)


def task_line(incident: Incident, task: Task) -> Said:
    """Return the line below a task's title: who, until when, and what stands in its way."""
    state = incident.state(task.id)
    due = task_due(incident, task)
    roles = roles_of(incident, task)
    if state.status == "blocked" and state.reason is not None:
        return said("task.blocked", reason=shortened(state.reason, REASON), roles=roles)
    if state.overdue:
        return said("task.overdue", time=when(incident, due or incident.opened_at), roles=roles)
    if state.status == "in_hand" and state.owner is not None:
        if due is None:
            return said("task.in_hand", person=state.owner)
        return said("task.in_hand_until", person=state.owner, time=when(incident, due))
    if due is None:
        return said("task.roles", roles=roles)
    return said("task.due", roles=roles, time=when(incident, due))


def finished_line(state: TaskState) -> Said | None:
    """Return how a finished task ended, or None for one that is not finished."""
    if state.status == "not_applicable" and state.reason is not None:
        return said("task.set_aside", reason=shortened(state.reason, REASON))
    if state.status != "done" or state.changed_at is None:
        return None
    if state.by is None:
        return said("task.done", time=state.changed_at)
    if state.second is not None:
        return said("task.done_with", time=state.changed_at, person=state.by, second=state.second)
    if state.alone:
        return said("task.done_alone", time=state.changed_at, person=state.by)
    return said("task.done_by", time=state.changed_at, person=state.by)


def complete_button(
    incident: Incident, task: Task, voice: Voice, *, primary: bool = False
) -> ButtonElement:
    """Return the button that says what has been done, 'Saved', or that brings up its form."""
    label = voice.label_text(task.button)
    verb = COMPLETE if task.form is None else FILL
    return button(label, verb, pack(incident.id, task.id), primary=primary)


def take_button(incident: Incident, task: Task, voice: Voice) -> ButtonElement | None:
    """Return the button with which somebody takes a task, or None when somebody has it."""
    if incident.state(task.id).status != "open":
        return None
    return button(voice.label("button.take"), TAKE, pack(incident.id, task.id))


def assign_button(incident: Incident, task: Task, voice: Voice) -> ButtonElement:
    """Return the button that asks somebody to do it."""
    return button(voice.label("button.ask"), ASSIGN, pack(incident.id, task.id))


def task_menu(
    incident: Incident,
    task: Task,
    voice: Voice,
    *,
    beside_assign: bool = False,
    beside_note: bool = False,
) -> OverflowMenuElement:
    """Return the menu behind a task; each value is ``incident|task|verb``.

    ``beside_assign``: a button for asking somebody stands beside it, so taking takes its place.
    ``beside_note``: notes have a place beside it, so recording for somebody takes theirs.
    """
    status = incident.state(task.id).status
    verbs = list(_FULL if status == "open" and beside_note else _ENTRIES[status])
    if beside_assign and "assign" in verbs:
        verbs.remove("assign")
        verbs = ["take", *verbs] if status == "open" else verbs
    labels = _labels(voice)
    return menu(MENU, ((pack(incident.id, task.id, verb), labels[verb]) for verb in verbs))


def _labels(voice: Voice) -> dict[str, str]:
    return {
        "take": voice.label("button.take"),
        "assign": voice.label("menu.assign"),
        "evidence": voice.label("menu.evidence"),
        "note": voice.label("menu.note"),
        "not_applicable": voice.label("menu.not_applicable"),
        "blocked": voice.label("menu.blocked"),
        "record": voice.label("menu.record"),
        "reopen": voice.label("menu.reopen"),
    }
